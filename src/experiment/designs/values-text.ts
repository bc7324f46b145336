import { pathOf, valueAt } from '../../config/at-path.js';
import { quoted } from '../../config/found.js';
import { InputError } from '../../config/problem.js';
import { loadYaml } from '../../config/yaml.js';
import type { DesignValues } from '../config-file.js';
import { isPath } from '../sweep/range.js';
import { type Outcome, refusal } from '../sweep/scale.js';

const NEED = 'a path and a value, such as vms.count=5, or several: rejuvenation=off,service.needs=2';

/** Reads `path=value,path=value`; a value is YAML, `off` takes out what stands in the data. */
export function readValuesText(text: string, data: unknown): Outcome<{ readonly values: DesignValues }> {
  const values: Record<string, unknown> = {};
  for (const part of partsOf(text)) {
    const [, path = '', written = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    const value = yamlValue(written.trim());
    if (!isPath(path.trim()) || value === undefined) return refusal(quoted(text), NEED);
    const present = valueAt(data, pathOf(path.trim()));
    const isSwitch = present === 'on' || present === 'off';
    values[path.trim()] = value === 'off' && !isSwitch ? null : value;
  }
  return { ok: true, values };
}

/** Cut at commas that stand in no bracket. */
function partsOf(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if ('[{'.includes(character)) depth++;
    if (']}'.includes(character)) depth--;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function yamlValue(written: string): unknown {
  try {
    return written === '' ? undefined : loadYaml(written).data;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return undefined;
  }
}
