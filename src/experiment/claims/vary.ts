import type { Path } from '../../config/problem.js';
import type { CaseValue } from './schema.js';

/** What a design's key cannot be reached through: `vms.count` where `vms` is a list. */
export class NoSuchPlace extends Error {
  constructor(
    readonly found: string,
    readonly need: string,
  ) {
    super(`found ${found}, need ${need}`);
    this.name = 'NoSuchPlace';
  }
}

/** `vms.count` as a path; positions of a list count from 0. */
export function pathOf(key: string): Path {
  return key.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** A copy of the data with the value put at the path; null takes out what is there. Throws NoSuchPlace. */
export function withValueAt(data: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(data)) return withItem(data, step, rest, value);
  if (data !== undefined && (typeof data !== 'object' || data === null)) {
    throw new NoSuchPlace(`${JSON.stringify(data)} where ${step} is looked for`, 'a map to go on in');
  }
  const { [step]: before, ...others } = (data ?? {}) as Readonly<Record<string, unknown>>;
  if (rest.length === 0 && value === null) return others;
  return { ...data, [step]: withValueAt(before, rest, value) };
}

function withItem(list: readonly unknown[], step: string | number, rest: Path, value: unknown): unknown {
  if (typeof step !== 'number' || step >= list.length) {
    throw new NoSuchPlace(`${step}, a place in a list of ${list.length}`, `a position from 0 to ${list.length - 1}`);
  }
  if (rest.length === 0 && value === null) return list.filter((_, index) => index !== step);
  return list.map((item, index) => (index === step ? withValueAt(item, rest, value) : item));
}

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
