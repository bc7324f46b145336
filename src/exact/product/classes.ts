import type { Term } from './terms-of-parts.js';

/** The states of a part by what some terms are in them. */
export interface Classes {
  readonly count: number;
  /** The class of each state. */
  readonly of: Int32Array;
  /** Of each term (by its index) its value in each class. */
  readonly values: ReadonlyMap<number, Float64Array>;
}

/** Puts states in one class when all terms agree; `columns` are the values of the terms by state. */
export function classesBy(columns: ReadonlyMap<number, Float64Array>, stateCount: number): Classes {
  const numbers = new Map<string, number>();
  const first: number[] = [];
  const lists = [...columns.values()];
  const of = Int32Array.from({ length: stateCount }, (_, state) => {
    const key = lists.map((values) => values[state]).join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, first.length);
    return first.push(state) - 1;
  });
  const values = new Map(
    [...columns].map(([term, column]) => [term, Float64Array.from(first, (state) => column[state] as number)]),
  );
  return { count: first.length, of, values };
}

/** 1 in the states of one class. */
export function indicator({ of }: Classes, number: number): Float64Array {
  return Float64Array.from(of, (own) => (own === number ? 1 : 0));
}

/** The indices of the terms of each part. */
export function termsByPart(terms: readonly Term[]): Map<number, number[]> {
  const byPart = new Map<number, number[]>();
  for (const [index, { part }] of terms.entries()) byPart.set(part, [...(byPart.get(part) ?? []), index]);
  return byPart;
}
