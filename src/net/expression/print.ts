import type { Expression } from './expression.js';
import { parseExpression } from './parse.js';
import { isComparison, PRECEDENCE, type Syntax, UNARY_PRECEDENCE } from './syntax.js';

/** What the indices in an expression are called, in order; a member of a family is `vm(2)`. */
export interface ExpressionNames {
  readonly constants: readonly string[];
  readonly places: readonly string[];
  readonly lets: readonly string[];
  /** Names of each place's values, where it has them: `vm(2) == up` instead of `vm(2) == 0`. */
  readonly states?: readonly (readonly string[] | undefined)[];
}

/**
 * The text of an expression, which parses and resolves to the same tree. Only a negative number does not: -2 reads as 2 with
 * a minus before it, which is the same value.
 */
export function printExpression(e: Expression, names: ExpressionNames): string {
  return printSyntax(syntaxOf(e, names));
}

/** The text of a tree, with no more parentheses than it needs. */
export function printSyntax(tree: Syntax): string {
  switch (tree.kind) {
    case 'number':
      return tree.unit === undefined ? `${tree.value}` : `${tree.value} ${tree.unit}`;
    case 'name':
      return tree.name;
    case 'member': {
      const subscripts = tree.subscripts.map((subscript) => (subscript === '*' ? '*' : printSyntax(subscript)));
      return `${tree.name}(${subscripts.join(', ')})`;
    }
    case 'unary':
      return `${tree.operator}${within(tree.operand, UNARY_PRECEDENCE)}`;
    case 'binary':
      return printBinary(tree);
    case 'call':
      return `${tree.function}(${tree.arguments.map(printSyntax).join(', ')})`;
  }
}

function printBinary(tree: Syntax & { kind: 'binary' }): string {
  const precedence = PRECEDENCE[tree.operator];
  if (tree.operator === '^') return `${within(tree.left, precedence + 1)}^${within(tree.right, UNARY_PRECEDENCE)}`;
  const left = within(tree.left, isComparison(tree.operator) ? precedence + 1 : precedence);
  return `${left} ${tree.operator} ${within(tree.right, precedence + 1)}`;
}

/** In parentheses if the tree binds less tightly than `least`. */
function within(tree: Syntax, least: number): string {
  const text = printSyntax(tree);
  return precedenceOf(tree) < least ? `(${text})` : text;
}

function precedenceOf(tree: Syntax): number {
  if (tree.kind === 'binary') return PRECEDENCE[tree.operator];
  return tree.kind === 'unary' ? UNARY_PRECEDENCE : Number.POSITIVE_INFINITY;
}

function syntaxOf(e: Expression, names: ExpressionNames): Syntax {
  switch (e.kind) {
    case 'number':
      return numberSyntax(e.value);
    case 'constant':
      return named(names.constants, e.index);
    case 'place':
      return named(names.places, e.index);
    case 'let':
      return named(names.lets, e.index);
    case 'select':
      return selectSyntax(e, names);
    case 'unary':
      return { kind: 'unary', operator: e.operator, operand: syntaxOf(e.operand, names), at: 0 };
    case 'binary':
      return {
        kind: 'binary',
        operator: e.operator,
        left: stateSyntax(e.left, e, e.right, names) ?? syntaxOf(e.left, names),
        right: stateSyntax(e.right, e, e.left, names) ?? syntaxOf(e.right, names),
        at: 0,
      };
    case 'call':
      return {
        kind: 'call',
        function: e.function,
        arguments: e.arguments.map((term) => syntaxOf(term, names)),
        at: 0,
      };
  }
}

function numberSyntax(value: number): Syntax {
  if (!Number.isFinite(value)) throw new Error(`${value} in an expression`);
  const size: Syntax = { kind: 'number', value: Math.abs(value), at: 0 };
  return value < 0 || Object.is(value, -0) ? { kind: 'unary', operator: '-', operand: size, at: 0 } : size;
}

/** A number compared with a place that has named states, as the state's name. */
function stateSyntax(
  e: Expression,
  comparison: Expression & { kind: 'binary' },
  other: Expression,
  names: ExpressionNames,
): Syntax | undefined {
  if (e.kind !== 'number' || (comparison.operator !== '==' && comparison.operator !== '!=')) return undefined;
  const place = other.kind === 'select' ? other.places[0] : other.kind === 'place' ? other.index : undefined;
  if (place === undefined || Object.is(e.value, -0)) return undefined;
  const name = names.states?.[place]?.[e.value];
  return name === undefined ? undefined : { kind: 'name', name, at: 0 };
}

type Member = Syntax & { kind: 'member' };

/** `vm(1)`, `vm(2)`, ... with the computed index in the subscript along which they run. */
function selectSyntax(e: Expression & { kind: 'select' }, names: ExpressionNames): Syntax {
  const members = e.places.map((place) => named(names.places, place));
  const [first] = members;
  const last = members.at(-1);
  if (first?.kind !== 'member' || last?.kind !== 'member') {
    throw new Error(`a computed index over ${members.map(printSyntax).join(', ')}: not members of a family`);
  }
  const along = members.length > 1 ? differing(first, last) : lonely(first, names.places);
  return withSubscript(first, along, syntaxOf(e.subscript, names));
}

/** Position of the subscript in which two members of a family differ. */
function differing(first: Member, last: Member): number {
  return first.subscripts.findIndex((_, i) => subscriptText(first, i) !== subscriptText(last, i));
}

/** Position of a subscript that is 1 in every member: there is no second one along it. */
function lonely(only: Member, places: readonly string[]): number {
  const members = new Set(places.map((place) => printSyntax(parseExpression(place))));
  const two: Syntax = { kind: 'number', value: 2, at: 0 };
  return only.subscripts.findIndex(
    (_, i) => subscriptText(only, i) === '1' && !members.has(printSyntax(withSubscript(only, i, two))),
  );
}

function withSubscript(member: Member, position: number, subscript: Syntax): Syntax {
  if (position < 0) throw new Error(`a computed index in ${printSyntax(member)}: no subscript can be the one`);
  return { ...member, subscripts: member.subscripts.map((old, i) => (i === position ? subscript : old)) };
}

function subscriptText(member: Member, position: number): string {
  const subscript = member.subscripts[position];
  return subscript === undefined || subscript === '*' ? '*' : printSyntax(subscript);
}

function named(names: readonly string[], index: number): Syntax {
  const name = names[index];
  if (name === undefined) throw new Error(`no name ${index}: there are ${names.length}`);
  return parseExpression(name);
}
