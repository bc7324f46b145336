import { numberAt, type Scale } from '../sweep/scale.js';

/** Places spread over a scale, both ends among them: `count` of them, or all whole numbers where there are no more. */
export function scan(scale: Scale, count: number): readonly number[] {
  const all = placesOf(scale);
  if (all <= count) return Array.from({ length: all }, (_, index) => scale.low + index);
  return [...new Set(Array.from({ length: count }, (_, index) => numberAt(scale, index / (count - 1))))];
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
