import { type Expression, type FunctionName, number } from '../expression/expression.js';
import type { Syntax } from '../expression/syntax.js';
import type { Bound, Surroundings } from './meanings.js';
import { type Member, readableFamily } from './members.js';
import { Rejection } from './problems.js';

type Call = Syntax & { readonly kind: 'call' };

/** How many values the first, second, ... star of an expression takes; those inside an inner `sum(...)` belong to that. */
export function starSizes(syntax: Syntax, around: Surroundings, bound: Bound): number[] {
  const sizes: number[] = [];
  for (const member of membersIn(syntax)) {
    const { family } = readableFamily(member, around, bound);
    let star = 0;
    for (const [position, subscript] of member.subscripts.entries()) {
      if (subscript !== '*') continue;
      const size = family.sizes[position] ?? 0;
      const other = sizes[star];
      if (other !== undefined && other !== size) {
        throw new Rejection(`(*) over ${other} and over ${size} members`, 'families of one size side by side');
      }
      sizes[star++] = size;
    }
  }
  return sizes;
}

/** Families read in an expression, not counting those with a star of an inner fold. */
function membersIn(syntax: Syntax): Member[] {
  if (syntax.kind === 'call' && isFold(syntax.function)) return [];
  const inner = partsOf(syntax).flatMap(membersIn);
  return hasOwnStar(syntax) ? [syntax, ...inner] : inner;
}

const hasOwnStar = (syntax: Syntax): syntax is Member => syntax.kind === 'member' && syntax.subscripts.includes('*');

function partsOf(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case 'number':
    case 'name':
      return [];
    case 'member':
      return syntax.subscripts.flatMap((subscript) => (subscript === '*' ? [] : [subscript]));
    case 'unary':
      return [syntax.operand];
    case 'binary':
      return [syntax.left, syntax.right];
    case 'call':
      return syntax.arguments;
  }
}

/** A fold of a single value, and the fold inside it that all members go to. */
export interface IdleFold {
  readonly outer: Call;
  readonly inner: Call;
}

/** `sum(max(0, vm(*)))` in an expression: the largest of all members, which there is nothing to add to. */
export function idleFolds(syntax: Syntax): readonly IdleFold[] {
  const inside = partsOf(syntax).flatMap(idleFolds);
  if (syntax.kind !== 'call' || !isFold(syntax.function)) return inside;
  const [only, ...others] = syntax.arguments;
  if (only === undefined || others.length > 0 || membersIn(only).length > 0) return inside;
  const [inner] = starredFolds(only);
  return inner === undefined ? inside : [{ outer: syntax, inner }];
}

/** Folds over members. */
function starredFolds(syntax: Syntax): readonly Call[] {
  const inside = partsOf(syntax).flatMap(starredFolds);
  const isStarred =
    syntax.kind === 'call' &&
    isFold(syntax.function) &&
    syntax.arguments.some((argument) => membersIn(argument).length > 0);
  return isStarred ? [syntax, ...inside] : inside;
}

/** Whether a function takes any number of values, and so every member that a star stands for. */
export const isFold = (name: FunctionName): boolean =>
  name === 'sum' || name === 'min' || name === 'max' || name === 'all' || name === 'any';

/** Over a family without members: nothing adds up to 0, all of nothing hold, none of nothing does. */
export function emptyFold(name: FunctionName): Expression {
  if (name === 'min' || name === 'max') throw new Rejection(`${name} over no members`, 'at least one member');
  return number(name === 'all' ? 1 : 0);
}
