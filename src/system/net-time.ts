import { durationUnit, parseDuration } from '../config/duration.js';

const ONE_TERM = /^\s*\+?([\d.]+(?:[eE][+-]?\d+)?)\s*([A-Za-z]+)\s*$/;
const RATE = /^\s*(\d+\.?\d*|\.\d+)\s*\/\s*(\S.*)$/;

/** Hours that a duration known to be good spells. */
export function hoursOf(text: string): number {
  const outcome = parseDuration(text);
  if (!outcome.ok) throw new Error(`no duration: ${text}`);
  return outcome.hours;
}

/** A duration as an expression of a net: a single number keeps its unit, `1 h 30 min` becomes `1.5 h`. */
export function netDuration(text: string): string {
  const [, digits, word = ''] = ONE_TERM.exec(text) ?? [];
  const unit = durationUnit(word);
  return digits === undefined || unit === undefined ? `${hoursOf(text)} h` : `${digits} ${unit}`;
}

/** Events per hour that `1 / 30 d` spells; undefined when it spells none. */
export function rateOf(text: string): number | undefined {
  const [, digits, duration = ''] = RATE.exec(text) ?? [];
  const outcome = parseDuration(duration);
  if (digits === undefined || !outcome.ok || !(outcome.hours > 0)) return undefined;
  return Number(digits) / outcome.hours;
}

/** A rate as an expression of a net. */
export function netRate(text: string): string {
  const [, digits, duration = ''] = RATE.exec(text) ?? [];
  return `${digits} / ${netDuration(duration)}`;
}
