import { quoted } from '../../config/found.js';
import { InputError } from '../../config/problem.js';
import { loadYaml } from '../../config/yaml.js';
import { type Outcome, refusal } from './scale.js';
import type { AxisDocument, AxisMap } from './schema.js';

const RANGE = 'two ends and then, after colons, a number of points, step=..., linear or log, such as 10d..100d:10:log';
const LIST = 'values with commas between them, or a range such as 10d..100d:10:log';

/** Reads the values of an axis from a text: `2,3,4`, `{weibull: ...},30 d`, `2..8`, `10d..100d:10:log`, `0..1:step=0.1`. */
export function readAxisText(text: string): Outcome<{ readonly axis: Exclude<AxisDocument, string> }> {
  const match = /^([^,[\]{}]*?)\.\.([^,[\]{}:]*)((?::[^,[\]{}]*)?)$/.exec(text);
  if (match === null) return readList(text);
  const [, from = '', to = '', words = ''] = match;
  const axis: { -readonly [Key in keyof AxisMap]: AxisMap[Key] } = { from: from.trim(), to: to.trim() };
  for (const word of words
    .split(':')
    .slice(1)
    .map((part) => part.trim())) {
    const step = /^step\s*=\s*(.+)$/.exec(word)?.[1];
    if (word === 'log' || word === 'linear') axis.scale = word;
    else if (step !== undefined) axis.step = step;
    else if (/^\d+$/.test(word) && Number(word) >= 2) axis.points = Number(word);
    else return refusal(`${quoted(word)} in ${quoted(text)}`, RANGE);
  }
  return { ok: true, axis };
}

/** The values are YAML: texts, numbers, true and false, maps. */
function readList(text: string): Outcome<{ readonly axis: unknown[] }> {
  const trimmed = text.trim();
  try {
    const { data } = loadYaml(trimmed.startsWith('[') ? trimmed : `[${trimmed}]`);
    if (Array.isArray(data) && data.length > 0) return { ok: true, axis: data };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  return refusal(quoted(text), LIST);
}
