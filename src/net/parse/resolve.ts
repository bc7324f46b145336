import { convertDuration, durationUnit } from '../../config/duration.js';
import { suggestion } from '../../config/suggestion.js';
import { type Expression, type FunctionName, number } from '../expression/expression.js';
import type { Syntax } from '../expression/syntax.js';
import type { TimeUnit } from '../net.js';
import { type Bindings, type Family, memberName, memberNumber, subscriptsOf } from './family.js';
import type { Meaning } from './meanings.js';
import { Consequence, Rejection } from './problems.js';

/** What an expression is read against. */
export interface Surroundings {
  readonly timeUnit: TimeUnit;
  /** Whether a name without a meaning is one that nobody declared. */
  readonly knowsEveryName: boolean;
  readonly meanings: ReadonlyMap<string, Meaning>;
  /** The value of an expression that reads no place; undefined when it reads one. */
  constantValue(expression: Expression): number | undefined;
}

/** The indices bound around an expression, and the running values of `*` in it, the first star first. */
export interface Bound {
  readonly bindings: Bindings;
  readonly stars?: readonly number[];
}

type Call = Syntax & { readonly kind: 'call' };
type Member = Syntax & { readonly kind: 'member' };

/** Names to numbers: units converted, indices and stars replaced, families turned into their members. */
export function resolve(syntax: Syntax, around: Surroundings, bound: Bound): Expression {
  switch (syntax.kind) {
    case 'number':
      return number(inTimeUnit(syntax.value, syntax.unit, around.timeUnit));
    case 'name':
      return resolveName(syntax.name, around, bound);
    case 'member':
      return resolveMember(syntax, around, bound);
    case 'unary':
      return { kind: 'unary', operator: syntax.operator, operand: resolve(syntax.operand, around, bound) };
    case 'binary':
      return resolveBinary(syntax, around, bound);
    case 'call':
      return resolveCall(syntax, around, bound);
  }
}

function inTimeUnit(value: number, unit: string | undefined, timeUnit: TimeUnit): number {
  if (unit === undefined) return value;
  const from = durationUnit(unit);
  if (from === undefined) throw new Rejection(`the unit ${unit}`, 'one of ms, s, min, h, d, w, month, y');
  return convertDuration(value, from, timeUnit);
}

function resolveName(name: string, around: Surroundings, bound: Bound): Expression {
  const index = bound.bindings.get(name);
  if (index !== undefined) return number(index);
  if (name === 'true' || name === 'false') return number(name === 'true' ? 1 : 0);
  const meaning = meaningOf(name, around, bound);
  switch (meaning.kind) {
    case 'constant':
      return { kind: 'constant', index: meaning.index };
    case 'state':
      return number(meaning.value);
    case 'index':
      throw new Rejection(`the index ${name}`, `it in a declaration over it, like name(${name})`);
    case 'place':
    case 'let':
      if (meaning.family.indices.length > 0)
        throw new Rejection(`the family ${name}`, `one member: ${example(meaning)}`);
      return memberOf(meaning, 0);
  }
}

type Settled = Exclude<Meaning, { kind: 'pending' | 'broken' }>;

function meaningOf(name: string, around: Surroundings, bound: Bound): Settled {
  const meaning = around.meanings.get(name);
  if (meaning?.kind === 'broken') throw new Consequence();
  if (meaning?.kind === 'pending') throw new Rejection(`the ${meaning.what} ${name}`, pendingNeed(meaning.what));
  if (meaning !== undefined) return meaning;
  if (!around.knowsEveryName) throw new Consequence();
  const meant = suggestion(name, [...around.meanings.keys(), ...bound.bindings.keys()]);
  throw new Rejection(
    `the unknown name ${name}`,
    meant === undefined ? 'a constant, place, state or let of this net' : `${meant} (did you mean that?)`,
  );
}

/** Sections are read in order: constants, indices, places, let. */
function pendingNeed(what: string): string {
  if (what === 'constant') return 'constants that are declared above';
  return what === 'place' ? 'what is known without the state' : 'what is declared before the places';
}

type OfFamily = Meaning & { readonly kind: 'place' | 'let' };

function memberOf(meaning: OfFamily, member: number): Expression {
  return meaning.kind === 'place'
    ? { kind: 'place', index: meaning.first + member }
    : { kind: 'let', index: meaning.index(member) };
}

function resolveMember(syntax: Member, around: Surroundings, bound: Bound): Expression {
  const { meaning, family } = familyOf(syntax, around, bound);
  const subscripts = subscriptsIn(syntax, around, bound);
  const computed = subscripts.filter((subscript) => typeof subscript !== 'number');
  const [expression] = computed;
  if (expression === undefined) {
    return memberOf(meaning, checkedMember(family, subscripts as readonly number[]));
  }
  if (meaning.kind === 'let') {
    throw new Rejection(
      `${family.name} with a computed index`,
      'an index that is known without the state: only a place can be read with a computed one',
    );
  }
  if (computed.length > 1) throw new Rejection(`${computed.length} computed indices`, 'at most one in a read');
  return selectOf(meaning, subscripts, expression as Expression);
}

/** `hv(at(i))`: one of the places along the computed index. */
function selectOf(
  meaning: Meaning & { readonly kind: 'place' },
  subscripts: readonly (number | Expression)[],
  subscript: Expression,
): Expression {
  const { family, first } = meaning;
  const computed = subscripts.findIndex((candidate) => typeof candidate !== 'number');
  const size = family.sizes[computed] ?? 0;
  const places = Array.from({ length: size }, (_, position) => {
    const member = subscripts.map((candidate, at) => (at === computed ? position + 1 : (candidate as number)));
    return first + checkedMember(family, member);
  });
  return { kind: 'select', places, subscript };
}

/** The member a write goes to, or a reference names: every subscript known without the state. */
export function knownSubscripts(syntax: Member, around: Surroundings, bound: Bound): readonly number[] {
  const subscripts = subscriptsIn(syntax, around, bound);
  if (subscripts.every((subscript) => typeof subscript === 'number')) return subscripts;
  throw new Rejection(`${syntax.name} with a computed index`, 'an index that is known without the state');
}

function subscriptsIn(syntax: Member, around: Surroundings, bound: Bound): readonly (number | Expression)[] {
  let star = 0;
  return syntax.subscripts.map((subscript) => {
    if (subscript === '*') {
      const value = bound.stars?.[star++];
      if (value === undefined) throw new Rejection(`${syntax.name}(*)`, 'a (*) only inside sum, min, max, all or any');
      return value;
    }
    const expression = resolve(subscript, around, bound);
    return around.constantValue(expression) ?? expression;
  });
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

function familyOf(syntax: Member, around: Surroundings, bound: Bound): { meaning: OfFamily; family: Family } {
  const meaning = meaningOf(syntax.name, around, bound);
  if (meaning.kind !== 'place' && meaning.kind !== 'let') {
    throw new Rejection(`${syntax.name}(...)`, `${syntax.name} alone: it is a ${meaning.kind}, not a family`);
  }
  checkArity(meaning.family, syntax.subscripts.length);
  return { meaning, family: meaning.family };
}

/** Refuses the wrong number of subscripts. */
export function checkArity(family: Family, count: number): void {
  if (family.indices.length === count) return;
  const need = family.indices.length === 0 ? `${family.name} alone: it is no family` : exampleOf(family);
  throw new Rejection(`${family.name} with ${count === 1 ? '1 index' : `${count} indices`}`, need);
}

const example = (meaning: OfFamily): string => exampleOf(meaning.family);
const exampleOf = (family: Family): string => memberName(family.name, []).concat(`(${family.indices.join(', ')})`);

/** A side that lazy logic never looks at for this member is left out: `i < n && vm(i + 1) == up` at i = n is 0. */
function resolveBinary(syntax: Syntax & { kind: 'binary' }, around: Surroundings, bound: Bound): Expression {
  const left = resolve(syntax.left, around, bound);
  if (syntax.operator === '&&' || syntax.operator === '||') {
    const known = around.constantValue(left);
    if (known !== undefined && (known !== 0) === (syntax.operator === '||')) return number(known === 0 ? 0 : 1);
  }
  return { kind: 'binary', operator: syntax.operator, left, right: resolve(syntax.right, around, bound) };
}

function resolveCall(syntax: Call, around: Surroundings, bound: Bound): Expression {
  if (syntax.function === 'if') return resolveIf(syntax, around, bound);
  if (!isFold(syntax.function)) {
    const operands = syntax.arguments.map((argument) => resolve(argument, around, bound));
    return { kind: 'call', function: syntax.function, arguments: operands };
  }
  const operands = syntax.arguments.flatMap((argument) => expandStars(argument, around, bound));
  if (operands.length === 0) return emptyFold(syntax.function);
  return { kind: 'call', function: syntax.function, arguments: operands };
}

function resolveIf(syntax: Call, around: Surroundings, bound: Bound): Expression {
  const [condition, yes, no] = syntax.arguments;
  if (condition === undefined || yes === undefined || no === undefined)
    throw new Error('resolve: if without three arguments');
  const test = resolve(condition, around, bound);
  const known = around.constantValue(test);
  if (known !== undefined) return resolve(known === 0 ? no : yes, around, bound);
  return { kind: 'call', function: 'if', arguments: [test, resolve(yes, around, bound), resolve(no, around, bound)] };
}

/** An argument with `(*)` once for every value of the stars; all first stars in it run together, and all second ones. */
function expandStars(argument: Syntax, around: Surroundings, bound: Bound): Expression[] {
  const sizes = starSizes(argument, around, bound);
  if (sizes.length === 0) return [resolve(argument, around, bound)];
  return subscriptsOf(sizes).map((stars) => resolve(argument, around, { bindings: bound.bindings, stars }));
}

/** How many values the first, second, ... star of an expression takes; those inside an inner `sum(...)` belong to that. */
function starSizes(syntax: Syntax, around: Surroundings, bound: Bound): number[] {
  const sizes: number[] = [];
  for (const member of membersIn(syntax)) {
    const { family } = familyOf(member, around, bound);
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

const isFold = (name: FunctionName): boolean =>
  name === 'sum' || name === 'min' || name === 'max' || name === 'all' || name === 'any';

/** Over a family without members: nothing adds up to 0, all of nothing hold, none of nothing does. */
function emptyFold(name: FunctionName): Expression {
  if (name === 'min' || name === 'max') throw new Rejection(`${name} over no members`, 'at least one member');
  return number(name === 'all' ? 1 : 0);
}
