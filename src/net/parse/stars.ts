import { type Expression, type FunctionName, number } from '../expression/expression.js';
import type { Syntax } from '../expression/syntax.js';
import type { Bound, Surroundings } from './meanings.js';
import { type Member, readableFamily } from './members.js';
import { Rejection } from './problems.js';

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
  switch (syntax.kind) {
    case 'number':
    case 'name':
      return [];
    case 'member':
      return syntax.subscripts.includes('*') ? [syntax, ...inner(syntax)] : inner(syntax);
    case 'unary':
      return membersIn(syntax.operand);
    case 'binary':
      return [...membersIn(syntax.left), ...membersIn(syntax.right)];
    case 'call':
      return isFold(syntax.function) ? [] : syntax.arguments.flatMap(membersIn);
  }
}

const inner = (syntax: Member): Member[] =>
  syntax.subscripts.flatMap((subscript) => (subscript === '*' ? [] : membersIn(subscript)));

/** Whether a function takes any number of values, and so every member that a star stands for. */
export const isFold = (name: FunctionName): boolean =>
  name === 'sum' || name === 'min' || name === 'max' || name === 'all' || name === 'any';

/** Over a family without members: nothing adds up to 0, all of nothing hold, none of nothing does. */
export function emptyFold(name: FunctionName): Expression {
  if (name === 'min' || name === 'max') throw new Rejection(`${name} over no members`, 'at least one member');
  return number(name === 'all' ? 1 : 0);
}
