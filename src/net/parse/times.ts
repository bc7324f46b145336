import type { TimesDocument } from '../document.js';
import type { Bound } from '../net.js';
import { notNegative, positive, type Range, wholePositive } from './ranges.js';
import type { Reader } from './reader.js';
import { below, type Site } from './site.js';

type Times = Bound & { readonly kind: 'times' };

/** More points than this are a slip of the pen. */
const STEPS_MAX = 1_000_000;

/** Reads `1 y`, `[1 d, 30 d]` or `{from: 0 h, to: 30 d, steps: 60}`; a 0 outside `range` is left out of a range of times. */
export function readTimes(document: TimesDocument, site: Site, range: Range, reader: Reader): Times | undefined {
  if (typeof document !== 'object') {
    const time = reader.readNumber(document, site, range);
    return time === undefined ? undefined : { kind: 'times', times: [time], curve: false };
  }
  if (!Array.isArray(document)) return readSteps(document, site, range, reader);
  const times = document.map((text, position) => reader.readNumber(text, below(site, position), range));
  const known = times.filter((time) => time !== undefined);
  if (known.length < times.length) return undefined;
  const late = known.findIndex((time, position) => position > 0 && time <= (known[position - 1] ?? 0));
  if (late < 0) return { kind: 'times', times: known, curve: true };
  reader.problems.reject([...site.path, late], `${known[late]} after ${known[late - 1]}`, 'ascending times');
  return undefined;
}

function readSteps(
  document: Exclude<TimesDocument, string | number | boolean | readonly unknown[]>,
  site: Site,
  range: Range,
  reader: Reader,
): Times | undefined {
  const from = reader.readNumber(document.from, below(site, 'from'), notNegative);
  const to = reader.readNumber(document.to, below(site, 'to'), positive);
  const steps = reader.readNumber(document.steps, below(site, 'steps'), wholePositive);
  if (from === undefined || to === undefined || steps === undefined) return undefined;
  if (from >= to || steps > STEPS_MAX) {
    if (from >= to) reader.problems.reject([...site.path, 'to'], `${to}`, `a time after from, which is ${from}`);
    else reader.problems.reject([...site.path, 'steps'], `${steps}`, `at most ${STEPS_MAX}`);
    return undefined;
  }
  const points = Array.from({ length: steps + 1 }, (_, step) =>
    step === steps ? to : from + ((to - from) * step) / steps,
  );
  return { kind: 'times', times: points.filter((time) => range.allows(time)), curve: true };
}

/** Reads a bound: times, or an expression that reads places, which ends the trial when it is first seen true. */
export function readBound(document: TimesDocument, site: Site, range: Range, reader: Reader): Bound | undefined {
  if (typeof document === 'object') return readTimes(document, site, range, reader);
  const expression = reader.read(document, site, range);
  if (expression === undefined) return undefined;
  const time = reader.problems.attempt(site.path, () => ({ value: reader.constantValue(expression) }));
  if (time === undefined) return undefined;
  if (time.value === undefined) return { kind: 'event', event: expression };
  return { kind: 'times', times: [time.value], curve: false };
}
