import type { ActivityDocument, ExpressionText, LawText } from '../document.js';
import type { Timing } from '../net.js';
import { calendarKey, readCalendar } from './calendar.js';
import { readLaw } from './law.js';
import { notNegative } from './ranges.js';
import type { Reader } from './reader.js';
import { below, type Site } from './site.js';

/** How one activity is timed, and the order in which it goes when several are due. */
interface Timed {
  readonly timing: Timing;
  readonly priority: number;
}

/** Reads `rate`, `delay` or `immediate` and what may stand beside each; undefined when that was wrong, and reported. */
export function readTiming(document: ActivityDocument, site: Site, reader: Reader): Timed | undefined {
  const { rate, delay, immediate } = document;
  const given = (['rate', 'delay', 'immediate'] as const).filter((key) => document[key] !== undefined);
  if (given.length !== 1) {
    const found = given.length === 0 ? 'no timing' : given.join(' and ');
    reader.problems.reject(site.path, found, 'exactly one of rate, delay, immediate');
    return undefined;
  }
  if (immediate !== undefined) {
    refuse(document, ['speed', 'age', 'priority'], 'immediate', site, reader);
    const priority = reader.readNumber(immediate, below(site, 'immediate'));
    return priority === undefined ? undefined : { timing: { kind: 'immediate' }, priority };
  }
  const priority = document.priority === undefined ? 0 : reader.readNumber(document.priority, below(site, 'priority'));
  const timing =
    rate === undefined ? readDelay(delay ?? 0, document, site, reader) : readRate(rate, document, site, reader);
  return timing === undefined || priority === undefined ? undefined : { timing, priority };
}

function readRate(text: ExpressionText, document: ActivityDocument, site: Site, reader: Reader): Timing | undefined {
  refuse(document, ['speed', 'age'], 'a rate', site, reader);
  const rate = reader.read(text, below(site, 'rate'), notNegative);
  return rate && { kind: 'rate', rate };
}

function readDelay(text: LawText, document: ActivityDocument, site: Site, reader: Reader): Timing | undefined {
  const inside = below(site, 'delay');
  const key = calendarKey(text);
  if (key !== undefined) {
    refuse(document, ['speed', 'age'], 'a calendar', site, reader);
    return readCalendar(key, text, inside, reader);
  }
  const law = readLaw(text, inside, reader);
  const speed = readOptional('speed', document, site, reader);
  const age = readOptional('age', document, site, reader);
  return law && { kind: 'delay', law, ...speed, ...age };
}

function readOptional<Key extends 'speed' | 'age'>(key: Key, document: ActivityDocument, site: Site, reader: Reader) {
  const text = document[key];
  const expression = text === undefined ? undefined : reader.read(text, below(site, key), notNegative);
  return expression === undefined ? {} : { [key]: expression };
}

function refuse(
  document: ActivityDocument,
  keys: readonly ('speed' | 'age' | 'priority')[],
  beside: string,
  site: Site,
  reader: Reader,
): void {
  for (const key of keys) {
    if (document[key] === undefined) continue;
    const need =
      key === 'priority' ? 'the priority as the value of immediate' : `${key} only beside a delay with a distribution`;
    reader.problems.rejectKey([...site.path, key], `${key} beside ${beside}`, need);
  }
}
