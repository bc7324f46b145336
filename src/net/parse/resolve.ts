import { convertDuration, type DurationUnit } from '../../config/duration.js';
import { type Expression, number } from '../expression/expression.js';
import type { Syntax } from '../expression/syntax.js';
import type { TimeUnit } from '../net.js';
import { subscriptsOf } from './family.js';
import { type Bound, type Meaning, meaningOf, type Surroundings } from './meanings.js';
import { checkedMember, exampleOf, type Member, memberOf, readableFamily } from './members.js';
import { Rejection } from './problems.js';
import { emptyFold, isFold, starSizes } from './stars.js';

type Call = Syntax & { readonly kind: 'call' };

/** Names to numbers: units converted, indices and stars replaced, families turned into their members. */
export function resolve(syntax: Syntax, around: Surroundings, bound: Bound): Expression {
  switch (syntax.kind) {
    case 'number':
      return number(inTimeUnit(syntax.value, syntax.unit, around.timeUnit));
    case 'name':
      return located(syntax.at, () => resolveName(syntax.name, around, bound));
    case 'member':
      return located(syntax.at, () => resolveMember(syntax, around, bound));
    case 'unary':
      return { kind: 'unary', operator: syntax.operator, operand: resolve(syntax.operand, around, bound) };
    case 'binary':
      return resolveBinary(syntax, around, bound);
    case 'call':
      return resolveCall(syntax, around, bound);
  }
}

/** Says where in the text a name is that has no meaning. */
function located(offset: number, read: () => Expression): Expression {
  try {
    return read();
  } catch (error) {
    throw error instanceof Rejection ? error.at(offset) : error;
  }
}

function inTimeUnit(value: number, unit: DurationUnit | undefined, timeUnit: TimeUnit): number {
  return unit === undefined ? value : convertDuration(value, unit, timeUnit);
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
        throw new Rejection(`the family ${name}`, `one member: ${exampleOf(meaning.family)}`);
      return memberOf(meaning, 0);
  }
}

function resolveMember(syntax: Member, around: Surroundings, bound: Bound): Expression {
  const { meaning, family } = readableFamily(syntax, around, bound);
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
