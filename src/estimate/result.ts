import type { Range } from './intervals/interval.js';
import type { NamedInterval } from './intervals/mean-interval.js';

/** A number with its interval. */
export interface Estimate {
  readonly kind: 'value';
  /** Infinite when the quantity is known to be; NaN, with an interval that is the whole range, when nothing speaks for any value. */
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Half of high - low; the estimate need not stand in the middle. */
  readonly halfWidth: number;
  /** Half-width over the estimate; of what lies in [0, 1], over the smaller of it and its complement. What stopping looks at. */
  readonly relativeHalfWidth: number;
  readonly confidence: number;
  /** Names the statistic: "Student on 10000 trials, skewness corrected". */
  readonly method: string;
  readonly unit: string;
  readonly trials: number;
  /** Observations cut off by the end of the run: trials, or passages of a span still open. */
  readonly censored?: number;
  readonly notes?: readonly string[];
}

/** A quantity at one time of a curve. */
export interface CurvePoint {
  readonly at: number;
  readonly estimate: number;
  /** Covers the truth at this time with the stated confidence. */
  readonly low: number;
  readonly high: number;
  /** The band: covers the truth at all times of the curve at once with the stated confidence. */
  readonly bandLow: number;
  readonly bandHigh: number;
}

/** A quantity at several times, all from the same trials. */
export interface Curve {
  readonly kind: 'curve';
  readonly points: readonly CurvePoint[];
  /** The largest half-width over the largest estimate of the curve. */
  readonly relativeHalfWidth: number;
  readonly confidence: number;
  readonly method: string;
  readonly unit: string;
  readonly trials: number;
  readonly notes?: readonly string[];
}

export type MeasureResult = Estimate | Curve;

/** What a tally says; unit, and notes of the run it is from, are added by the measure set. */
export type TallyResult = Omit<Estimate, 'unit'> | Omit<Curve, 'unit'>;

export interface Finding extends NamedInterval {
  readonly estimate: number;
  readonly trials: number;
  readonly censored?: number;
}

export function valueResult(finding: Finding, range: Range, confidence: number): Omit<Estimate, 'unit'> {
  const { estimate, low, high, method, trials, censored, notes } = finding;
  const halfWidth = halfWidthOf(low, high);
  return {
    kind: 'value',
    estimate,
    low,
    high,
    halfWidth,
    relativeHalfWidth: relative(halfWidth, scaleOf(estimate, range)),
    confidence,
    method,
    trials,
    ...(censored === undefined ? {} : { censored }),
    ...(notes.length > 0 ? { notes } : {}),
  };
}

export function curveResult(
  points: readonly CurvePoint[],
  method: string,
  trials: number,
  confidence: number,
  notes: readonly string[] = [],
): Omit<Curve, 'unit'> {
  const widest = Math.max(...points.map((point) => halfWidthOf(point.low, point.high)));
  const largest = Math.max(...points.map((point) => Math.abs(point.estimate)));
  return {
    kind: 'curve',
    points,
    relativeHalfWidth: relative(widest, largest),
    confidence,
    method,
    trials,
    ...(notes.length > 0 ? { notes } : {}),
  };
}

function halfWidthOf(low: number, high: number): number {
  return low === high ? 0 : (high - low) / 2;
}

/** What a half-width is compared with: the number itself or, in [0, 1], its distance from the nearer end. */
function scaleOf(estimate: number, range: Range): number {
  const size = Math.abs(estimate);
  return range.low === 0 && range.high === 1 ? Math.min(size, 1 - size) : size;
}

function relative(halfWidth: number, scale: number): number {
  if (halfWidth === 0) return 0;
  return scale > 0 ? halfWidth / scale : Infinity;
}
