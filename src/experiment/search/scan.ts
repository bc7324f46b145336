import { numberAt, type Scale } from '../sweep/scale.js';
import { sobolCoordinate } from '../sweep/sobol.js';

/** Places spread over a scale, both ends among them: `count` of them, or all whole numbers where there are no more. */
export function scan(scale: Scale, count: number): readonly number[] {
  const all = placesOf(scale);
  if (all <= count) return Array.from({ length: all }, (_, index) => scale.low + index);
  return [...new Set(Array.from({ length: count }, (_, index) => numberAt(scale, index / (count - 1))))];
}

/** The same over several scales: Sobol points, which fill the space evenly; of one scale, with both ends. */
export function scanSpace(scales: readonly Scale[], count: number): readonly (readonly number[])[] {
  const [only, another] = scales;
  if (only !== undefined && another === undefined) return scan(only, count).map((number) => [number]);
  const coordinates = scales.map((_, dimension) => sobolCoordinate(dimension));
  return Array.from({ length: count }, (_, index) =>
    scales.map((scale, dimension) => numberAt(scale, coordinates[dimension]?.(index) ?? 0)),
  );
}

/** How many places a scale has; without end unless it is one of whole numbers. */
export function placesOf({ low, high, of }: Scale): number {
  return of.kind === 'integer' ? high - low + 1 : Infinity;
}

/** The place halfway between two, as numbers lie on the scale; undefined when there is none. */
export function middle(low: number, high: number, { spacing, of }: Scale): number | undefined {
  const half = spacing === 'log' ? low * Math.sqrt(high / low) : low + (high - low) / 2;
  const place = of.kind === 'integer' ? Math.min(high - 1, Math.max(low + 1, Math.round(half))) : half;
  return low < place && place < high ? place : undefined;
}
