import { convertDuration, type DurationUnit, durationUnit, parseDuration } from '../../config/duration.js';
import { foundText } from '../../config/found.js';

/** What the numbers between two ends are: whole ones, any, or lengths of time in a unit. */
export type NumberKind =
  | { readonly kind: 'integer' }
  | { readonly kind: 'real' }
  | { readonly kind: 'duration'; readonly unit: DurationUnit };

/** How numbers lie between two ends: evenly, or evenly in their logarithms. */
export type Spacing = 'linear' | 'log';

/** All numbers from `low` to `high`; those of durations are counted in the unit. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  readonly of: NumberKind;
  readonly spacing: Spacing;
}

/** Something that cannot be used, in the user's words. */
export interface Refusal {
  readonly ok: false;
  readonly found: string;
  readonly need: string;
}

export type Outcome<Value> = ({ readonly ok: true } & Value) | Refusal;

export const refusal = (found: string, need: string): Refusal => ({ ok: false, found, need });

const ENDS = 'two numbers, or two durations with their units, such as 0.9 and 0.99, or 10 d and 100 d';

/**
 * The scale between two ends as they were written. It is of whole numbers when both ends are written without a point or an
 * exponent, and of durations in the unit of its low end when they have units; a unit at the high end alone is that of both.
 */
export function scaleOf(low: unknown, high: unknown, spacing: Spacing = 'linear'): Outcome<{ readonly scale: Scale }> {
  const from = written(low);
  const to = written(high);
  if (from === undefined || to === undefined) {
    return refusal(foundText(from === undefined ? low : high), ENDS);
  }
  if (from.unit !== undefined && to.unit === undefined) return refusal(`${foundText(high)} without a unit`, ENDS);
  const unit = from.unit ?? to.unit;
  const of: NumberKind =
    unit !== undefined ? { kind: 'duration', unit } : { kind: from.whole && to.whole ? 'integer' : 'real' };
  const scale = { low: counted(from, unit), high: counted(to, unit), of, spacing };
  const ends = `${foundText(low)} to ${foundText(high)}`;
  if (!(scale.low < scale.high)) return refusal(ends, 'the lower end first, and a higher one');
  if (of.kind === 'duration' && scale.low < 0) return refusal(ends, 'durations that are not negative');
  if (spacing === 'log' && scale.low <= 0) return refusal(ends, 'ends above 0 where logarithms are spaced evenly');
  return { ok: true, scale };
}

/**
 * A scale where something stands already: whole ends where a number with a fraction is, as in `reliability: 0..1`, are those of any
 * numbers, not of 0 and 1.
 */
export function fittedTo(present: unknown, scale: Scale): Scale {
  const fraction = typeof present === 'number' && !Number.isInteger(present);
  return scale.of.kind === 'integer' && fraction ? { ...scale, of: { kind: 'real' } } : scale;
}

/** A number of a scale with as many digits as any experiment needs: 0.3 is not 0.30000000000000004. */
export const rounded = (number: number): number => Number(number.toPrecision(12));

/** The number at a share from 0 to 1 of the way from the low end to the high one; the nearest whole one of integers. */
export function numberAt({ low, high, of, spacing }: Scale, share: number): number {
  if (share <= 0) return low;
  if (share >= 1) return high;
  const number = spacing === 'linear' ? low + share * (high - low) : low * Math.exp(share * Math.log(high / low));
  const inside = Math.min(high, Math.max(low, rounded(number)));
  return of.kind === 'integer' ? Math.round(inside) : inside;
}

/** How far a number is from the low end to the high one: 0 to 1. */
export function shareOf({ low, high, spacing }: Scale, number: number): number {
  return spacing === 'linear' ? (number - low) / (high - low) : Math.log(number / low) / Math.log(high / low);
}

/** The number that was written, counted as those of a scale are; undefined when it is none or one of another kind. */
export function numberIn(of: NumberKind, value: unknown): number | undefined {
  const number = written(value);
  if (number === undefined || (number.unit === undefined) === (of.kind === 'duration')) return undefined;
  return counted(number, of.kind === 'duration' ? of.unit : undefined);
}

/** What stands in a config for a number of a scale: `90 min` for one of durations. */
export function configValue(of: NumberKind, number: number): number | string {
  return of.kind === 'duration' ? `${number} ${of.unit}` : number;
}

interface Written {
  readonly number: number;
  readonly unit?: DurationUnit;
  readonly whole: boolean;
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?`;
const PLAIN = new RegExp(`^${NUMBER}$`, 'i');
const SINGLE = new RegExp(`^(${NUMBER})\\s*[a-z]+$`, 'i');
const UNIT = /([a-z]+)$/i;

/** A number or a duration, counted in the last unit that it names; undefined for anything else. */
function written(value: unknown): Written | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { number: value, whole: Number.isSafeInteger(value) } : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (PLAIN.test(text)) {
    const number = Number(text);
    if (!Number.isFinite(number)) return undefined;
    return { number, whole: /^[+-]?\d+$/.test(text) && Number.isSafeInteger(number) };
  }
  const outcome = parseDuration(text);
  const unit = durationUnit(UNIT.exec(text)?.[1] ?? '');
  if (!outcome.ok || unit === undefined) return undefined;
  const digits = SINGLE.exec(text)?.[1];
  const number = digits === undefined ? convertDuration(outcome.hours, 'h', unit) : Number(digits);
  return { number, unit, whole: false };
}

function counted({ number, unit }: Written, inUnit: DurationUnit | undefined): number {
  return unit === undefined || inUnit === undefined ? number : convertDuration(number, unit, inUnit);
}
