import type { Expression } from '../expression/expression.js';
import type { Syntax } from '../expression/syntax.js';
import { type Family, memberName, memberNumber } from './family.js';
import { type Bound, type Meaning, meaningOf, type Surroundings } from './meanings.js';
import { Rejection } from './problems.js';

export type Member = Syntax & { readonly kind: 'member' };

/** A name whose members can be read. */
type OfFamily = Meaning & { readonly kind: 'place' | 'let' };

/** A read of the member with this number. */
export function memberOf(meaning: OfFamily, member: number): Expression {
  return meaning.kind === 'place'
    ? { kind: 'place', index: meaning.first + member }
    : { kind: 'let', index: meaning.index(member) };
}

/** The family whose member is read, with the right number of subscripts. */
export function readableFamily(
  syntax: Member,
  around: Surroundings,
  bound: Bound,
): { meaning: OfFamily; family: Family } {
  const meaning = meaningOf(syntax.name, around, bound);
  if (meaning.kind !== 'place' && meaning.kind !== 'let') {
    throw new Rejection(`${syntax.name}(...)`, `${syntax.name} alone: it is a ${meaning.kind}, not a family`);
  }
  checkArity(meaning.family, syntax.subscripts.length);
  return { meaning, family: meaning.family };
}

/** Number of the member, refused when there is none with these subscripts. */
export function checkedMember(family: Family, subscripts: readonly number[]): number {
  for (const [position, size] of family.sizes.entries()) {
    const subscript = subscripts[position] ?? 0;
    if (!Number.isInteger(subscript) || subscript < 1 || subscript > size) {
      throw new Rejection(memberName(family.name, subscripts), `an index ${family.indices[position]} in 1..${size}`);
    }
  }
  return memberNumber(family, subscripts);
}

/** Refuses the wrong number of subscripts. */
export function checkArity(family: Family, count: number): void {
  if (family.indices.length === count) return;
  const need = family.indices.length === 0 ? `${family.name} alone: it is no family` : exampleOf(family);
  throw new Rejection(`${family.name} with ${count === 1 ? '1 index' : `${count} indices`}`, need);
}

/** How a member of a family is written: `vm(i)`. */
export const exampleOf = ({ name, indices }: Family): string => `${name}(${indices.join(', ')})`;
