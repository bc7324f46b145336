import { foundText, quoted } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';
import { isLawMap, type LawText } from '../document.js';
import type { Expression } from '../expression/expression.js';
import type { Timing } from '../net.js';
import { notNegative, positive, probability, type Range } from './ranges.js';
import type { Reader } from './reader.js';
import { below, type Site } from './site.js';

type Key = 'every' | 'at';

/** Which calendar a delay is; undefined when it is none. */
export function calendarKey(text: LawText): Key | undefined {
  if (!isLawMap(text) || Object.keys(text).length !== 1) return undefined;
  return Object.hasOwn(text, 'every') ? 'every' : Object.hasOwn(text, 'at') ? 'at' : undefined;
}

/** Reads `{every: {period: 10 s, offset: 0, probability: 0.9}}` or `{at: [100 h, 200 h]}`. */
export function readCalendar(key: Key, text: LawText, site: Site, reader: Reader): Timing | undefined {
  const body = isLawMap(text) ? text[key] : undefined;
  return key === 'every' ? readEvery(body, below(site, key), reader) : readList(body, below(site, key), reader);
}

const EVERY_KEYS = ['period', 'offset', 'probability'];

function readEvery(body: LawText | undefined, site: Site, reader: Reader): Timing | undefined {
  if (body === undefined || !isLawMap(body)) {
    reader.problems.reject(site.path, foundText(body), 'a map like {period: 10 s, offset: 0 s, probability: 0.9}');
    return undefined;
  }
  for (const key of Object.keys(body).filter((candidate) => !EVERY_KEYS.includes(candidate))) {
    const need = suggestion(key, EVERY_KEYS) ?? `one of ${EVERY_KEYS.join(', ')}`;
    reader.problems.rejectKey([...site.path, key], `unknown key ${quoted(key)}`, need);
  }
  const period = readTime(body.period, below(site, 'period'), positive, reader);
  const offset = readTime(body.offset ?? 0, below(site, 'offset'), notNegative, reader);
  const chance =
    body.probability === undefined
      ? undefined
      : readTime(body.probability, below(site, 'probability'), probability, reader);
  if (period === undefined || offset === undefined) return undefined;
  return { kind: 'every', period, offset, ...(chance === undefined ? {} : { probability: chance }) };
}

function readList(body: LawText | undefined, site: Site, reader: Reader): Timing | undefined {
  if (!Array.isArray(body)) {
    reader.problems.reject(site.path, foundText(body), 'a list of times, like [100 h, 200 h]');
    return undefined;
  }
  const times = body.map((text, position) => readTime(text, below(site, position), notNegative, reader));
  return { kind: 'at', times: times.filter((time) => time !== undefined) };
}

function readTime(text: LawText | undefined, site: Site, range: Range, reader: Reader): Expression | undefined {
  if (text !== undefined && typeof text !== 'object') return reader.read(text, site, range);
  reader.problems.reject(site.path, foundText(text), `an expression, ${range.text}`);
  return undefined;
}
