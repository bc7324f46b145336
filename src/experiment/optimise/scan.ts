import type { Range } from '../sweep/range.js';
import { sobolCoordinate } from '../sweep/sobol.js';

/** Shares of the ways that are looked at first: evenly along one, with both ends; Sobol points over several. */
export function scanShares(ranges: readonly Range[], count: number): readonly (readonly number[])[] {
  const [only, another] = ranges;
  if (only === undefined || another !== undefined) {
    const coordinates = ranges.map((_, dimension) => sobolCoordinate(dimension));
    return Array.from({ length: count }, (_, index) => coordinates.map((coordinate) => coordinate(index)));
  }
  const places = only.of.kind === 'integer' ? Math.min(count, only.high - only.low + 1) : count;
  return Array.from({ length: places }, (_, index) => [index / (places - 1)]);
}
