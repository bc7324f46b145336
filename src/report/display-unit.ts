import { convertDuration, type DurationUnit, durationUnit } from '../config/duration.js';

/** How numbers in a unit are shown: times a factor, in a unit that a reader has a feeling for. */
export interface DisplayUnit {
  readonly unit: string;
  readonly factor: number;
}

const shown: readonly DurationUnit[] = ['y', 'd', 'h', 'min', 's', 'ms'];
/** A unit is large enough for a duration that is at least this many of it. */
const leastShown = 1;
/** Below this many days, hours are as easy to read. */
const leastDays = 3;

/**
 * The unit to show a number of `unit` in, as `h` or `h/y`: 0.0553 h is easier read as 3.3 min, 4360 h as 182 d. Numbers that
 * are no durations are shown as they are.
 */
export function displayUnit(value: number, unit: string): DisplayUnit {
  const [duration = '', ...per] = unit.split('/');
  const from = durationUnit(duration);
  const size = Math.abs(value);
  if (from === undefined || !(size > 0 && size < Infinity)) return { unit, factor: 1 };
  const fits = (to: DurationUnit): boolean =>
    convertDuration(size, from, to) >= (to === 'd' || to === 'y' ? leastDays : leastShown);
  const to = shown.find(fits) ?? 'ms';
  return { unit: [to, ...per].join('/'), factor: convertDuration(1, from, to) };
}

/** An estimate, or anything with the same numbers, in another unit. */
export function inUnit<Numbers extends { readonly estimate: number; readonly low: number; readonly high: number }>(
  numbers: Numbers,
  { factor }: DisplayUnit,
): Numbers {
  const { estimate, low, high } = numbers;
  return { ...numbers, estimate: estimate * factor, low: low * factor, high: high * factor };
}
