import { pathOf, valueAt } from '../../config/at-path.js';
import { quoted } from '../../config/found.js';
import { fittedTo, type Outcome, refusal, type Scale, scaleOf } from './scale.js';

/** Where in a config a number is varied, and between which ends. */
export interface Range extends Scale {
  /** Like `vms.mttf`. */
  readonly path: string;
}

const RANGE = 'a path and two ends, such as vms.mttf=10d..100d, or vms.mttf=1d..1000d:log';

/** Reads `path=lo..hi` and `path=lo..hi:log`. */
export function readRange(text: string): Outcome<{ readonly range: Range }> {
  const match = /^([^=]*)=(.*?)\.\.(.*?)(:.*)?$/.exec(text);
  if (match === null) return refusal(quoted(text), RANGE);
  const [, key = '', low = '', high = '', spacing = ':linear'] = match;
  const path = key.trim();
  if (!isPath(path)) return refusal(quoted(text), RANGE);
  const word = spacing.slice(1).trim();
  if (word !== 'linear' && word !== 'log')
    return refusal(`${quoted(word)} in ${quoted(text)}`, 'log, linear or nothing');
  const outcome = scaleOf(low, high, word);
  if (!outcome.ok) return refusal(`${outcome.found} in ${quoted(text)}`, outcome.need);
  return { ok: true, range: { path, ...outcome.scale } };
}

/** Steps with dots between them, like `vms.count`. */
export const isPath = (text: string): boolean => /^[^\s.=]+(?:\.[^\s.=]+)*$/.test(text);

/** The range in a config. */
export function rangeIn(range: Range, data: unknown): Range {
  return { ...range, ...fittedTo(valueAt(data, pathOf(range.path)), range) };
}
