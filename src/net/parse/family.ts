/**
 * A family is one declaration for several members: `vm(i)` with `i` in 1..3 stands for `vm(1)`, `vm(2)`, `vm(3)`. What has no
 * index is a family of one. Members are numbered from 0 in index order, the last index running fastest.
 */
export interface Family {
  readonly name: string;
  /** Names of the indices; empty for a single thing. */
  readonly indices: readonly string[];
  /** How many values each index takes, from 1. */
  readonly sizes: readonly number[];
}

/** The values of the indices that are bound, by name. */
export type Bindings = ReadonlyMap<string, number>;

export const noBindings: Bindings = new Map();

export function memberCount(family: Family): number {
  return family.sizes.reduce((product, size) => product * size, 1);
}

/** Every combination of 1..size, the last running fastest: `subscriptsOf([2, 2])` is [1,1] [1,2] [2,1] [2,2]. */
export function subscriptsOf(sizes: readonly number[]): readonly (readonly number[])[] {
  let all: (readonly number[])[] = [[]];
  for (const size of sizes) {
    all = all.flatMap((prefix) => Array.from({ length: size }, (_, value) => [...prefix, value + 1]));
  }
  return all;
}

/** Number of the member with these subscripts, which must lie in 1..size. */
export function memberNumber(family: Family, subscripts: readonly number[]): number {
  let number = 0;
  for (const [position, size] of family.sizes.entries()) {
    const subscript = subscripts[position];
    if (subscript === undefined || !(subscript >= 1 && subscript <= size)) {
      throw new Error(
        `memberNumber: ${memberName(family.name, subscripts)} is no member of a family of ${family.sizes}`,
      );
    }
    number = number * size + subscript - 1;
  }
  return number;
}

export function memberName(name: string, subscripts: readonly number[]): string {
  return subscripts.length === 0 ? name : `${name}(${subscripts.join(', ')})`;
}

/** `{i: 2, j: 1}` for the member `link(2, 1)` of `link(i, j)`. */
export function bindingsOf(family: Family, subscripts: readonly number[]): Bindings {
  const bindings = new Map<string, number>();
  for (const [position, name] of family.indices.entries()) {
    const subscript = subscripts[position];
    if (subscript !== undefined) bindings.set(name, subscript);
  }
  return bindings;
}
