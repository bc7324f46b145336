import type { Path } from '../../config/problem.js';
import type { CaseValue } from './schema.js';

const PLACEHOLDER = /\$([A-Za-z][A-Za-z0-9_]*)/g;
const ONLY_PLACEHOLDER = /^\$([A-Za-z][A-Za-z0-9_]*)$/;

/**
 * A copy of the data with the values of a case in place of their names: `$n` alone becomes the value itself, in a longer text
 * (`$days d`) it is written out. `missing` is told of names that have no value.
 */
export function filled(
  data: unknown,
  valueNamed: (name: string) => CaseValue | undefined,
  missing: (path: Path, name: string) => void,
  path: Path = [],
): unknown {
  const value = (name: string): CaseValue => {
    const found = valueNamed(name);
    if (found === undefined) missing(path, name);
    return found ?? '';
  };
  if (typeof data === 'string') {
    const [, only] = ONLY_PLACEHOLDER.exec(data) ?? [];
    return only === undefined ? data.replaceAll(PLACEHOLDER, (_, name: string) => String(value(name))) : value(only);
  }
  if (Array.isArray(data)) return data.map((item, index) => filled(item, valueNamed, missing, [...path, index]));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [key, filled(item, valueNamed, missing, [...path, key])]),
  );
}
