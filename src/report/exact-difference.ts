import type { Interval } from '../estimate/intervals/interval.js';
import type { Side } from '../experiment/side.js';
import type { Model } from '../system/model.js';
import type { ExactSource, ExactValue } from './exact-source.js';

/** The difference of two sides, known without simulating. */
export interface ExactDifference {
  readonly left: number;
  readonly right: number;
  /** left - right; 0 when they differ by no more than rounding errors. */
  readonly difference: number;
  readonly method: string;
}

/** Relative difference that rounding errors of two exact solutions may make. */
const exactError = 1e-9;

/** What is exactly known of the two sides; undefined when one is not. */
export function exactDifference(
  { left, right }: { readonly left: Side; readonly right: Side },
  sourceOf: (model: Model) => ExactSource,
): ExactDifference | undefined {
  const a = sideValue(left, sourceOf);
  const b = sideValue(right, sourceOf);
  if (a === undefined || b === undefined) return undefined;
  const difference = a.value - b.value;
  const rounding = roundingOf(a.value, b.value);
  return {
    left: a.value,
    right: b.value,
    difference: Math.abs(difference) <= rounding ? 0 : difference,
    method: [...new Set([a.method, b.method])].filter((method) => method !== '').join('; '),
  };
}

/** Whether an interval holds the exact difference, but for rounding. */
export function agrees({ left, right, difference }: ExactDifference, { low, high }: Interval): boolean {
  const rounding = roundingOf(left, right);
  return low - rounding <= difference && difference <= high + rounding;
}

const roundingOf = (left: number, right: number): number => exactError * Math.max(Math.abs(left), Math.abs(right));

function sideValue(side: Side, sourceOf: (model: Model) => ExactSource): ExactValue | undefined {
  if (side.kind === 'number') return { value: side.value, method: '' };
  const known = sourceOf(side.model)(side.measure);
  if (known === undefined || !Number.isFinite(known.value)) return undefined;
  return { value: side.factor * known.value, method: known.method };
}
