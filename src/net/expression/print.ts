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

/** `vm(1)`, `vm(2)`, ... with a computed index in the subscript in which they differ (the last, when there is but one). */
function selectSyntax(e: Expression & { kind: 'select' }, names: ExpressionNames): Syntax {
  const members = e.places.map((place) => named(names.places, place));
  const [first] = members;
  const last = members.at(-1);
  if (first?.kind !== 'member' || last?.kind !== 'member') {
    throw new Error(`a computed index over ${members.map(printSyntax).join(', ')}: not members of a family`);
  }
  const texts = (tree: typeof first): string[] => tree.subscripts.map((s) => (s === '*' ? s : printSyntax(s)));
  const lastTexts = texts(last);
  const differing = texts(first).findIndex((text, i) => text !== lastTexts[i]);
  const computed = differing === -1 ? first.subscripts.length - 1 : differing;
  const subscript = syntaxOf(e.subscript, names);
  return { ...first, subscripts: first.subscripts.map((old, i) => (i === computed ? subscript : old)) };
}

function named(names: readonly string[], index: number): Syntax {
  const name = names[index];
  if (name === undefined) throw new Error(`no name ${index}: there are ${names.length}`);
  return parseExpression(name);
}
