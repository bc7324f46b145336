import { nextUniform, streamWords } from '../../kernel/random/sfc32.js';
import { seedKey, seedStreams, streamName } from '../../kernel/random/streams.js';

/**
 * A coordinate of a Latin hypercube of `count` points (McKay, Beckman and Conover 1979): each of `count` equal strata of [0, 1)
 * has one point, uniform within it; the strata are in random order (Fisher-Yates). Every axis has a stream of its own, named
 * `name`: adding an axis moves no point along another. Uses 2 count - 1 uniforms.
 */
export function latinCoordinate(seed: string, name: string, count: number): (index: number) => number {
  const stream = new Int32Array(streamWords);
  seedStreams(streamName(name, 'sample'), seedKey(seed), stream);
  const strata = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(nextUniform(stream, 0) * (last + 1));
    [strata[last], strata[other]] = [strata[other] as number, strata[last] as number];
  }
  const shares = Float64Array.from(strata, (stratum) => (stratum + nextUniform(stream, 0)) / count);
  return (index) => shares[index] as number;
}
