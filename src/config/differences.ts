/** A path at which two documents say different things; absent where one says nothing. */
export interface Difference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What differs between two documents, path by path; items of lists that all have a name are told apart by it, others by position. */
export function differencesOf(before: unknown, after: unknown, path = ''): readonly Difference[] {
  const a = childrenOf(before);
  const b = childrenOf(after);
  if (a !== undefined && b !== undefined) {
    const keys = new Set([...a.keys(), ...b.keys()]);
    return [...keys].flatMap((key) => differencesOf(a.get(key), b.get(key), path === '' ? key : `${path}.${key}`));
  }
  if (Object.is(before, after)) return [];
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function childrenOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const names = value.map((item: unknown) => nameOf(item));
  const named = new Set(names).size === names.length && !names.includes(undefined);
  return new Map(value.map((item: unknown, index) => [named ? (names[index] ?? '') : String(index), item]));
}

function nameOf(item: unknown): string | undefined {
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof name === 'string' ? name : undefined;
}
