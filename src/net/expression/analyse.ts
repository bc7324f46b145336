import type { Expression } from './expression.js';

export type Lets = readonly { readonly expression: Expression }[];

/** The places whose values an expression may read, through lets; of a computed index, every place it may name. */
export function placesRead(e: Expression, lets: Lets): Set<number> {
  const places = new Set<number>();
  visit(e, lets, (node) => {
    if (node.kind === 'place') places.add(node.index);
    if (node.kind === 'select') for (const place of node.places) places.add(place);
  });
  return places;
}

/** The lets that an expression reads, through other lets. */
export function letsRead(e: Expression, lets: Lets): Set<number> {
  const read = new Set<number>();
  visit(e, lets, (node) => {
    if (node.kind === 'let') read.add(node.index);
  });
  return read;
}

/** Whether the value is the same in every state. */
export function isConstant(e: Expression, lets: Lets): boolean {
  return placesRead(e, lets).size === 0;
}

/**
 * The expressions that are all true exactly when e is: the operands of `&&` and `all`, through lets, in the order in which
 * they are evaluated. Only the truth of each counts, and one is evaluated only if those before it are true.
 */
export function conjuncts(e: Expression, lets: Lets): Expression[] {
  return conjunctsNew(e, lets, new Set());
}

/** A let in `taken` is known to be true by the time it is read again. */
function conjunctsNew(e: Expression, lets: Lets, taken: Set<number>): Expression[] {
  if (e.kind === 'binary' && e.operator === '&&') {
    return [...conjunctsNew(e.left, lets, taken), ...conjunctsNew(e.right, lets, taken)];
  }
  if (e.kind === 'call' && e.function === 'all') return e.arguments.flatMap((term) => conjunctsNew(term, lets, taken));
  if (e.kind !== 'let') return [e];
  if (taken.has(e.index)) return [];
  taken.add(e.index);
  const body = bodyOf(e.index, lets);
  const parts = conjunctsNew(body, lets, taken);
  return parts.length === 1 && parts[0] === body ? [e] : parts;
}

/** Whether two expressions are the same tree; 0 and -0 are different numbers. */
export function sameExpression(a: Expression, b: Expression): boolean {
  switch (a.kind) {
    case 'number':
      return b.kind === 'number' && Object.is(a.value, b.value);
    case 'constant':
    case 'place':
    case 'let':
      return b.kind === a.kind && a.index === b.index;
    case 'select':
      return (
        b.kind === 'select' &&
        a.places.length === b.places.length &&
        a.places.every((place, i) => place === b.places[i]) &&
        sameExpression(a.subscript, b.subscript)
      );
    case 'unary':
      return b.kind === 'unary' && a.operator === b.operator && sameExpression(a.operand, b.operand);
    case 'binary':
      return (
        b.kind === 'binary' &&
        a.operator === b.operator &&
        sameExpression(a.left, b.left) &&
        sameExpression(a.right, b.right)
      );
    case 'call':
      return b.kind === 'call' && a.function === b.function && sameAll(a.arguments, b.arguments);
  }
}

/** The expressions directly below e; those of a let are not below it. */
export function operandsOf(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'select':
      return [e.subscript];
    case 'unary':
      return [e.operand];
    case 'binary':
      return [e.left, e.right];
    case 'call':
      return e.arguments;
    default:
      return [];
  }
}

/** The expression of a let. */
export function bodyOf(index: number, lets: Lets): Expression {
  const found = lets[index];
  if (found === undefined) throw new Error(`no let ${index}: there are ${lets.length}`);
  return found.expression;
}

/** Calls `see` for e and every expression below it, and once for each let that is read on the way. */
function visit(e: Expression, lets: Lets, see: (node: Expression) => void): void {
  const entered = new Set<number>();
  const pending = [e];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    see(node);
    pending.push(...operandsOf(node));
    if (node.kind !== 'let' || entered.has(node.index)) continue;
    entered.add(node.index);
    pending.push(bodyOf(node.index, lets));
  }
}

function sameAll(a: readonly Expression[], b: readonly Expression[]): boolean {
  return (
    a.length === b.length &&
    a.every((term, i) => {
      const other = b[i];
      return other !== undefined && sameExpression(term, other);
    })
  );
}
