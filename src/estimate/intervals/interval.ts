/** Where a quantity lies with a stated confidence; ends included, either may be infinite. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Everything a quantity could be before anything was seen: [0, 1] for a probability. */
export type Range = Interval;

export const ANYTHING: Range = { low: -Infinity, high: Infinity };
export const NOT_NEGATIVE: Range = { low: 0, high: Infinity };
export const UNIT: Range = { low: 0, high: 1 };

/** The part of an interval that lies in the range. */
export function within(interval: Interval, range: Range): Interval {
  return {
    low: Math.min(Math.max(interval.low, range.low), range.high),
    high: Math.max(Math.min(interval.high, range.high), range.low),
  };
}

/** Probability left out on each side of an interval of this confidence. */
export function tailOf(confidence: number): number {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`confidence ${confidence} is not in (0, 1)`);
  return (1 - confidence) / 2;
}
