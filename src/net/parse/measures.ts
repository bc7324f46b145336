import { quoted } from '../../config/found.js';
import type { MeasureDocument } from '../document.js';
import type { Measure, Reward, TimeUnit } from '../net.js';
import type { Declaration } from './declarations.js';
import { type MeasureBody, measureKinds } from './measure-kinds.js';
import { MeasureReader, type Observed } from './measure-reader.js';
import type { Reader } from './reader.js';
import { outside, type Site } from './site.js';

/** `measures:`, what is to be estimated. */
export function readMeasures(
  declarations: readonly Declaration<MeasureDocument>[],
  observed: Observed,
  reader: Reader,
): readonly Measure[] {
  return declarations.flatMap(({ name, document, path }): Measure[] => {
    const site = outside(...path);
    const body = readBody(document, site, observed, reader);
    return body === undefined ? [] : [{ name, unit: document.unit ?? unitOf(body, reader.timeUnit), ...body }];
  });
}

function readBody(document: MeasureDocument, site: Site, observed: Observed, reader: Reader): MeasureBody | undefined {
  const given = keysOf(document);
  const [key, second] = given.filter((candidate) => measureKinds.has(candidate));
  const kind = key && measureKinds.get(key);
  if (kind === undefined || second !== undefined) {
    const found = given.length === 0 ? 'an empty measure' : given.join(', ');
    reader.problems.reject(site.path, found, `exactly one of ${[...measureKinds.keys()].join(', ')}`);
    return undefined;
  }
  for (const missing of kind.required.filter((candidate) => !given.includes(candidate))) {
    reader.problems.reject(site.path, `${key} without ${missing}`, `${key} with ${missing}`);
  }
  const known = [key, ...kind.required, ...kind.optional, 'unit'];
  for (const other of given.filter((candidate) => !known.includes(candidate))) {
    const need = known.length === 2 ? `${key} alone` : `only ${known.slice(1, -1).join(', ')} beside ${key}`;
    reader.problems.rejectKey([...site.path, other], `${quoted(other)} beside ${key}`, need);
  }
  return kind.read(document, new MeasureReader(site, observed, reader));
}

function keysOf(document: MeasureDocument): (keyof MeasureDocument)[] {
  const keys = Object.keys(document) as (keyof MeasureDocument)[];
  return keys.filter((key) => document[key] !== undefined);
}

/** The unit that follows from what is measured: time adds up to time, firings to a number. */
function unitOf(body: MeasureBody, timeUnit: TimeUnit): string {
  switch (body.kind) {
    case 'mean-time-to':
      return timeUnit;
    case 'span':
      return body.statistic.kind === 'count' ? '' : timeUnit;
    case 'accumulated':
      return isTime(body.of) ? timeUnit : '';
    case 'steady-state':
    case 'average':
      return isCount(body.of) ? `1/${timeUnit}` : '';
    case 'ratio':
      if (isTime(body.of) && isCount(body.by)) return timeUnit;
      return isCount(body.of) && isTime(body.by) ? `1/${timeUnit}` : '';
    default:
      return '';
  }
}

const isTime = (reward: Reward): boolean => reward.rate !== undefined && reward.impulses.length === 0;
const isCount = (reward: Reward): boolean => reward.rate === undefined;
