import type { Path } from './problem.js';

/** A place that data cannot be reached at: `vms.count` where `vms` is a list. */
export class NoSuchPlace extends Error {
  constructor(
    readonly found: string,
    readonly need: string,
  ) {
    super(`found ${found}, need ${need}`);
    this.name = 'NoSuchPlace';
  }
}

/** `vms.count` as a path; an item of a list is named by its position, from 0, or by its `name`. */
export function pathOf(key: string): Path {
  return key.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** What stands at the path; undefined when nothing does. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    const key = Array.isArray(value) ? positionOf(value, step) : step;
    value = key === undefined ? undefined : (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
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
  const position = positionOf(list, step);
  if (position === undefined) {
    const names = list.flatMap((item) => nameOf(item) ?? []);
    const named = names.length === 0 ? '' : ` or one of ${names.join(', ')}`;
    throw new NoSuchPlace(
      `${step}, a place in a list of ${list.length}`,
      `a position from 0 to ${list.length - 1}${named}`,
    );
  }
  if (rest.length === 0 && value === null) return list.filter((_, index) => index !== position);
  return list.map((item, index) => (index === position ? withValueAt(item, rest, value) : item));
}

function positionOf(list: readonly unknown[], step: string | number): number | undefined {
  const position = typeof step === 'number' ? step : list.findIndex((item) => nameOf(item) === step);
  return position >= 0 && position < list.length ? position : undefined;
}

function nameOf(item: unknown): string | undefined {
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof name === 'string' ? name : undefined;
}
