import { doublesOf, integersOf } from '../arrays.js';

/**
 * Numbers in generated code that may differ between members of a family are written as marks, «12». Two pieces of code are of
 * one shape when they are equal but for the marks' numbers; then one copy serves both, with each mark replaced by arithmetic on (or a
 * table over) the member's number. That keeps the code of a net with ten thousand VMs as short as that of one with three.
 */
export const mark = (value: number): string => `«${value}»`;

const marks = /«([^»]*)»/g;

/** The code with every mark's number blanked. */
export function shapeOf(code: string): string {
  return code.replace(marks, '«»');
}

function numbersIn(code: string): number[] {
  return Array.from(code.matchAll(marks), (found) => Number(found[1]));
}

/** The code with its marks as plain numbers, and each table by its own name. */
export function unmarked(code: string): string {
  const plain = code.replace(marks, (_, value: string) => (value.startsWith('-') ? `(${value})` : value));
  return plain.replace(/\btables\[(\d+)\]/g, 'table$1');
}

/** Constant tables that rolled code indexes by member: `tables[3][member]`. */
export class Tables {
  readonly contents: (Int32Array | Float64Array)[] = [];
  private readonly known = new Map<string, number>();

  add(values: readonly number[]): number {
    const key = values.join();
    const found = this.known.get(key);
    if (found !== undefined) return found;
    this.contents.push(values.every((value) => Object.is(value, value | 0)) ? integersOf(values) : doublesOf(values));
    this.known.set(key, this.contents.length - 1);
    return this.contents.length - 1;
  }
}

/**
 * One piece of code for members of one shape: marks that agree stay marks (an outer rolling may roll them again), marks in
 * arithmetic progression become `base + member * stride`, others a table. The variable `member` runs from 0.
 */
export function rolled(codes: readonly string[], member: string, tables: Tables): string {
  const numbers = codes.map(numbersIn);
  let position = 0;
  return (codes[0] as string).replace(marks, () => {
    const values = numbers.map((list) => list[position] as number);
    position++;
    const [base = 0, next = base] = values;
    const stride = next - base;
    if (values.every((value) => value === base)) return mark(base);
    // Sums that leave the small integers are slow.
    const integers = values.every((value) => Object.is(value, value | 0) && Math.abs(value) < 2 ** 30);
    if (integers && values.every((value, index) => value === base + stride * index)) {
      return stride === 1 ? `(${mark(base)} + ${member})` : `(${mark(base)} + ${member} * ${mark(stride)})`;
    }
    return `tables[${mark(tables.add(values))}][${member}]`;
  });
}

/** Runs of at least `atLeast` statements of one shape become loops. */
export function rollStatements(statements: readonly string[], tables: Tables, atLeast = 8): string[] {
  const result: string[] = [];
  for (let first = 0; first < statements.length; ) {
    const shape = shapeOf(statements[first] as string);
    let end = first + 1;
    while (end < statements.length && shapeOf(statements[end] as string) === shape) end++;
    const run = statements.slice(first, end);
    if (run.length < atLeast) result.push(...run);
    else result.push(`for (let i = 0; i < ${mark(run.length)}; i++) { ${rolled(run, 'i', tables)} }`);
    first = end;
  }
  return result;
}

/**
 * Items of one shape whose marks are in arithmetic progression, in order of the first of each: such a group needs no tables. A shape
 * that falls into many short progressions stays one group.
 */
export function byProgression<T>(items: readonly T[], code: (item: T) => string): T[][] {
  return byShape(items, code).flatMap((group) => {
    const runs = progressions(group, code);
    return runs.length <= 2 + group.length / progressionMin ? runs : [group];
  });
}

const progressionMin = 8;

function progressions<T>(group: readonly T[], code: (item: T) => string): T[][] {
  const runs: T[][] = [];
  let last: number[] = [];
  let strides: number[] | undefined;
  for (const item of group) {
    const numbers = numbersIn(code(item));
    const steps = numbers.map((value, index) => value - (last[index] ?? Number.NaN));
    const run = runs.at(-1);
    if (run !== undefined && (strides === undefined || steps.every((step, index) => step === strides?.[index]))) {
      run.push(item);
      strides = steps;
    } else {
      runs.push([item]);
      strides = undefined;
    }
    last = numbers;
  }
  return runs;
}

/** Items of one shape, in order of the first of each. */
export function byShape<T>(items: readonly T[], code: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const shape = shapeOf(code(item));
    const group = groups.get(shape);
    if (group === undefined) groups.set(shape, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}
