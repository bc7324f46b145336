import type { DurationUnit } from '../../config/duration.js';
import type { BinaryOperator, FunctionName } from './expression.js';

/**
 * An expression as it was written: names not yet resolved, families not yet expanded. `at` is the offset in the text of the
 * token that makes the node what it is (the operator of a sum, the name of a call), for the errors of whoever resolves it.
 */
export type Syntax =
  /** `unit` is set when one follows the number: a duration, to be counted in the net's time unit. */
  | { readonly kind: 'number'; readonly value: number; readonly unit?: DurationUnit; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  /** `vm(i)`, `vm(2)`, `hv(at(i))`; `vm(*)` is every member, for the function around it. */
  | {
      readonly kind: 'member';
      readonly name: string;
      readonly subscripts: readonly (Syntax | '*')[];
      readonly at: number;
    }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Syntax; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Syntax;
      readonly right: Syntax;
      readonly at: number;
    }
  | {
      readonly kind: 'call';
      readonly function: FunctionName;
      readonly arguments: readonly Syntax[];
      readonly at: number;
    };

/** The fewest and the most arguments of each function. Their names are reserved: nothing else can be called so. */
export const FUNCTIONS: ReadonlyMap<
  string,
  { readonly name: FunctionName; readonly least: number; readonly most: number }
> = new Map(
  (
    [
      ['sum', 0, Number.POSITIVE_INFINITY],
      ['min', 1, Number.POSITIVE_INFINITY],
      ['max', 1, Number.POSITIVE_INFINITY],
      ['all', 0, Number.POSITIVE_INFINITY],
      ['any', 0, Number.POSITIVE_INFINITY],
      ['floor', 1, 1],
      ['ceil', 1, 1],
      ['abs', 1, 1],
      ['exp', 1, 1],
      ['log', 1, 1],
      ['if', 3, 3],
    ] as const
  ).map(([name, least, most]) => [name, { name, least, most }]),
);

/**
 * How tightly each binary operator binds: JavaScript's order, with `^` above the unary operators. All are left-associative
 * but `^`, which is right-associative, and the comparisons, which do not associate.
 */
export const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  '^': 8,
};

/** Between `*` and `^`: -2^2 is -4, -2 * 2 is (-2) * 2. */
export const UNARY_PRECEDENCE = 7;

export const isComparison = (operator: BinaryOperator): boolean =>
  PRECEDENCE[operator] === PRECEDENCE['=='] || PRECEDENCE[operator] === PRECEDENCE['<'];

/** A text that is no expression. */
export class ExpressionError extends Error {
  constructor(
    readonly found: string,
    readonly need: string,
    /** Offset in the text, from 0, of what was found. */
    readonly offset: number,
  ) {
    super(`found ${found} at character ${offset + 1}, need ${need}`);
    this.name = 'ExpressionError';
  }
}
