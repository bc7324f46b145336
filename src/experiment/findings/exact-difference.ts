import type { Interval } from '../../estimate/intervals/interval.js';
import type { Model } from '../../system/model.js';
import type { Side } from '../side.js';
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
export function exactDifference(sides: TwoSides, sourceOf: SourceOf): ExactDifference | undefined {
  const known = exactSides(sides, sourceOf);
  if (known === undefined) return undefined;
  const { left, right, difference, rounding, method } = known;
  return { left, right, difference: Math.abs(difference) <= rounding ? 0 : difference, method };
}

export interface ExactSides extends ExactDifference {
  /** As it is computed, roundings and all. */
  readonly difference: number;
  /** What is no larger may be 0. */
  readonly rounding: number;
}

/** The two sides with their difference to its own accuracy: of two probabilities close to 1 that is the one of their complements. */
export function exactSides({ left, right }: TwoSides, sourceOf: SourceOf): ExactSides | undefined {
  const a = sideValue(left, sourceOf);
  const b = sideValue(right, sourceOf);
  if (a === undefined || b === undefined) return undefined;
  return {
    left: a.value,
    right: b.value,
    ...differenceOf(a, b),
    method: [...new Set([a.method, b.method])].filter((method) => method !== '').join('; '),
  };
}

interface TwoSides {
  readonly left: Side;
  readonly right: Side;
}

type SourceOf = (model: Model) => ExactSource;

function differenceOf(a: ExactValue, b: ExactValue): { difference: number; rounding: number } {
  const byValue = { difference: a.value - b.value, rounding: roundingOf(a.value, b.value) };
  if (a.complement === undefined || b.complement === undefined) return byValue;
  if (Math.max(a.complement, b.complement) >= Math.min(a.value, b.value)) return byValue;
  return { difference: b.complement - a.complement, rounding: roundingOf(a.complement, b.complement) + numberError };
}

/** Of 1 - a number that is written down. */
const numberError = 1e-15;

/** Whether an interval holds the exact difference, but for rounding. */
export function agrees({ left, right, difference }: ExactDifference, { low, high }: Interval): boolean {
  const rounding = roundingOf(left, right);
  return low - rounding <= difference && difference <= high + rounding;
}

const roundingOf = (left: number, right: number): number => exactError * Math.max(Math.abs(left), Math.abs(right));

function sideValue(side: Side, sourceOf: SourceOf): ExactValue | undefined {
  if (side.kind === 'number') return { value: side.value, complement: 1 - side.value, method: '' };
  const known = sourceOf(side.model)(side.measure);
  if (known === undefined || !Number.isFinite(known.value)) return undefined;
  const { value, complement, method } = known;
  if (side.factor === 1) return { value, ...(complement === undefined ? {} : { complement }), method };
  return { value: side.factor * value, method };
}
