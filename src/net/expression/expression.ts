/**
 * The expression tree of a net, after names are resolved and families expanded. Everything that reads a net (interpreter,
 * compiler, exact solver) reads this tree; nothing is ever generated from the text a user wrote.
 *
 * Values are doubles; logic gives 0 or 1 and takes 0 as false, anything else as true.
 */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  /** The value of `net.constants[index]`. */
  | { readonly kind: 'constant'; readonly index: number }
  /** The value of `net.places[index]`. */
  | { readonly kind: 'place'; readonly index: number }
  /** A read with a computed index, `hv(at(i))`: the place `places[subscript - 1]`; any other subscript is an error. */
  | { readonly kind: 'select'; readonly places: readonly number[]; readonly subscript: Expression }
  /** The value of `net.lets[index]`. */
  | { readonly kind: 'let'; readonly index: number }
  | { readonly kind: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  /** `if` is lazy and takes three arguments; `sum`, `min`, `max`, `all`, `any` take any number, folded left to right. */
  | { readonly kind: 'call'; readonly function: FunctionName; readonly arguments: readonly Expression[] };

/** `&&` and `||` are lazy. `/` and `%` by zero are errors. `^` is power. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';

export type FunctionName = 'sum' | 'min' | 'max' | 'all' | 'any' | 'floor' | 'ceil' | 'abs' | 'exp' | 'log' | 'if';

export const number = (value: number): Expression => ({ kind: 'number', value });
