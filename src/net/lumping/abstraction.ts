import { bodyOf, operandsOf } from '../expression/analyse.js';
import { type BinaryOperator, type Expression, type FunctionName, number } from '../expression/expression.js';
import type { Net } from '../net.js';
import type { Group, Unit } from './candidates.js';

/** An expression in which units are nameless: places of the unit it is about are roles, the same for all units of a group. */
export interface Abstract {
  /** Equal forms are equal expressions. */
  readonly form: number;
  /** Units that it reads otherwise than all alike. */
  readonly owners: readonly Unit[];
}

/** What all units of a group come to: `sum`, `all`, `any`, `min` or `max` of the element, which is about one unit. */
export interface Aggregate {
  readonly function: FunctionName;
  readonly group: Group;
  readonly element: number;
}

/** A let of the lumped net; it reads earlier ones only. */
export type AbstractLet =
  | { readonly name: string; readonly form: number }
  | { readonly name: string; readonly aggregate: Aggregate };

const none: readonly Unit[] = [];
const AGGREGATES: ReadonlySet<FunctionName> = new Set(['sum', 'all', 'any', 'min', 'max']);
const CHAINS: Partial<Record<BinaryOperator, FunctionName>> = { '+': 'sum', '&&': 'all', '||': 'any' };

/** Reads a net's expressions with some groups of units in mind. */
export class Abstraction {
  /** The expression of each form. Indices of lets are those of `lets`; roles are places behind the net's own. */
  readonly expressions: Expression[] = [];
  readonly lets: AbstractLet[] = [];
  /** Units of several groups that one term of an aggregate reads: they belong together. */
  readonly together: (readonly Unit[])[] = [];
  private readonly forms = new Map<string, number>();
  private readonly known = new Map<Expression, Abstract>();
  private readonly ofLets = new Map<number, Abstract>();
  private readonly letOfForm = new Map<number, number>();
  private readonly unitOf = new Map<number, { readonly unit: Unit; readonly role: number }>();
  private readonly groupOf = new Map<Unit, Group>();
  private readonly firstRole = new Map<Group, number>();

  constructor(
    private readonly net: Net,
    groups: readonly Group[],
  ) {
    let next = net.places.length;
    for (const group of groups) {
      this.firstRole.set(group, next);
      for (const unit of group.units) {
        this.groupOf.set(unit, group);
        for (const [k, place] of unit.places.entries()) this.unitOf.set(place, { unit, role: next + k });
      }
      next += group.templates.length;
    }
  }

  ownerOf(place: number): { readonly unit: Unit; readonly role: number } | undefined {
    return this.unitOf.get(place);
  }

  group(unit: Unit): Group {
    return this.groupOf.get(unit) as Group;
  }

  /** The place that stands for the first of the places that each unit of a group has. */
  roleOf(group: Group): number {
    return this.firstRole.get(group) as number;
  }

  expression(form: number): Expression {
    return this.expressions[form] as Expression;
  }

  of(e: Expression): Abstract {
    const known = this.known.get(e);
    if (known !== undefined) return known;
    const found = this.abstract(e);
    this.known.set(e, found);
    return found;
  }

  private abstract(e: Expression): Abstract {
    switch (e.kind) {
      case 'number':
        return this.number(e.value);
      case 'constant':
        return this.number(this.net.constants[e.index]?.value as number);
      case 'place': {
        const owner = this.unitOf.get(e.index);
        if (owner === undefined) return this.interned(`place ${e.index}`, e, none);
        return this.interned(`place ${owner.role}`, { kind: 'place', index: owner.role }, [owner.unit]);
      }
      case 'select':
        return this.select(e);
      case 'let':
        return this.let(e.index);
      case 'unary': {
        const operand = this.of(e.operand);
        const node: Expression = { ...e, operand: this.expression(operand.form) };
        return this.interned(`${e.operator} ${operand.form}`, node, operand.owners);
      }
      case 'binary':
        return this.binary(e);
      case 'call':
        return this.call(e.function, e.arguments);
    }
  }

  private number(value: number): Abstract {
    return this.interned(`number ${Object.is(value, -0) ? '-0' : value}`, number(value), none);
  }

  private interned(text: string, expression: Expression, owners: readonly Unit[]): Abstract {
    let form = this.forms.get(text);
    if (form === undefined) {
      form = this.expressions.push(expression) - 1;
      this.forms.set(text, form);
    }
    return { form, owners };
  }

  private select(e: Expression & { kind: 'select' }): Abstract {
    const subscript = this.of(e.subscript);
    const read = e.places.flatMap((place) => this.unitOf.get(place)?.unit ?? []);
    const places = e.places.map((place) => this.unitOf.get(place)?.role ?? place);
    const node: Expression = { kind: 'select', places, subscript: this.expression(subscript.form) };
    return this.interned(`select ${places.join()} ${subscript.form}`, node, union([subscript.owners, read]));
  }

  /** A let that is about no single unit stays one; any other is unfolded where it is read. */
  private let(index: number): Abstract {
    const known = this.ofLets.get(index);
    if (known !== undefined) return known;
    const body = this.of(bodyOf(index, this.net.lets));
    const isPlain = this.expression(body.form).kind === 'number';
    const found = body.owners.length > 0 || isPlain ? body : this.asLet(this.net.lets[index]?.name ?? '', body.form);
    this.ofLets.set(index, found);
    return found;
  }

  private asLet(name: string, form: number): Abstract {
    const added = this.lets.push({ name, form }) - 1;
    const index = this.letOfForm.get(form) ?? added;
    this.letOfForm.set(form, index);
    return this.interned(`let ${index}`, { kind: 'let', index }, none);
  }

  private binary(e: Expression & { kind: 'binary' }): Abstract {
    const { operator } = e;
    const chain = CHAINS[operator];
    const operands = chain === undefined ? [e.left, e.right] : chained(e);
    const terms = operands.map((operand) => this.of(operand));
    const parts = chain === undefined ? terms : this.gathered(chain, terms);
    const [first, ...others] = parts;
    // Terms that were all gathered into one give 0 or 1, or a number, as the chain did.
    return others.reduce((left, right) => this.pair(operator, left, right), first as Abstract);
  }

  private pair(operator: BinaryOperator, left: Abstract, right: Abstract): Abstract {
    const node: Expression = {
      kind: 'binary',
      operator,
      left: this.expression(left.form),
      right: this.expression(right.form),
    };
    return this.interned(`${left.form} ${operator} ${right.form}`, node, union([left.owners, right.owners]));
  }

  private call(name: FunctionName, operands: readonly Expression[]): Abstract {
    const terms = operands.map((operand) => this.of(operand));
    return this.called(name, AGGREGATES.has(name) ? this.gathered(name, terms) : terms);
  }

  private called(name: FunctionName, terms: readonly Abstract[]): Abstract {
    const node: Expression = {
      kind: 'call',
      function: name,
      arguments: terms.map(({ form }) => this.expression(form)),
    };
    return this.interned(`${name} ${terms.map(({ form }) => form).join(' ')}`, node, union(terms.map((t) => t.owners)));
  }

  /** The terms of an aggregate, those that all units of a group have alike replaced by what they come to together. */
  private gathered(name: FunctionName, terms: readonly Abstract[]): readonly Abstract[] {
    const ofUnits = new Map<Group, Map<Unit, number[]>>();
    for (const { form, owners } of terms) {
      const [unit, second] = owners;
      if (second !== undefined) this.noteTogether(owners);
      if (unit === undefined || second !== undefined) continue;
      const group = this.group(unit);
      const units = ofUnits.get(group) ?? new Map<Unit, number[]>();
      ofUnits.set(group, units);
      units.set(unit, [...(units.get(unit) ?? []), form]);
    }
    let parts = terms;
    for (const [group, units] of ofUnits) parts = this.withAggregate(name, group, units, parts);
    return parts;
  }

  private noteTogether(owners: readonly Unit[]): void {
    if (owners.length <= 4) this.together.push(owners);
  }

  private withAggregate(
    name: FunctionName,
    group: Group,
    units: ReadonlyMap<Unit, readonly number[]>,
    parts: readonly Abstract[],
  ): readonly Abstract[] {
    if (units.size < group.units.length) return parts;
    const common = commonForms([...units.values()]);
    if (common === undefined) return parts;
    const aggregate = this.aggregate(name, group, common);
    const left = new Map([...units.keys()].map((unit) => [unit, [...common]]));
    const kept: Abstract[] = [];
    let placed = false;
    for (const part of parts) {
      const [unit, second] = part.owners;
      const due = unit === undefined || second !== undefined ? undefined : left.get(unit);
      const at = due === undefined ? -1 : due.indexOf(part.form);
      if (due === undefined || at < 0) kept.push(part);
      else {
        due.splice(at, 1);
        if (!placed) kept.push(aggregate);
        placed = true;
      }
    }
    return kept;
  }

  private aggregate(name: FunctionName, group: Group, forms: readonly number[]): Abstract {
    const [only, second] = forms;
    const element =
      only !== undefined && second === undefined
        ? only
        : this.called(
            name,
            forms.map((form) => ({ form, owners: none })),
          ).form;
    const text = `${name} over ${this.roleOf(group)} of ${element}`;
    const known = this.forms.get(text);
    if (known !== undefined) return { form: known, owners: none };
    const title = `${name} over ${group.templates.join().replaceAll('#', '*')} ${this.lets.length}`;
    const index = this.lets.push({ name: title, aggregate: { function: name, group, element } }) - 1;
    return this.interned(text, { kind: 'let', index }, none);
  }
}

/** The terms that every unit has; undefined when more than one unit has others besides. */
function commonForms(lists: readonly (readonly number[])[]): readonly number[] | undefined {
  const sorted = lists.map((list) => [...list].sort((a, b) => a - b));
  const shortest = sorted.reduce((least, list) => (list.length < least.length ? list : least));
  const text = shortest.join();
  const odd = sorted.filter((list) => list.join() !== text);
  const [only, second] = odd;
  if (second !== undefined) return undefined;
  if (only === undefined) return shortest;
  const rest = [...only];
  for (const form of shortest) {
    const at = rest.indexOf(form);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  return shortest;
}

/** The operands of one operator that is written several times in a row. */
function chained(e: Expression & { kind: 'binary' }): Expression[] {
  const operands: Expression[] = [];
  const pending: Expression[] = [e];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'binary' && node.operator === e.operator) pending.push(...[...operandsOf(node)].reverse());
    else operands.push(node);
  }
  return operands;
}

export function union(lists: readonly (readonly Unit[])[]): readonly Unit[] {
  const filled = lists.filter(({ length }) => length > 0);
  const [first, second] = filled;
  if (first === undefined) return none;
  return second === undefined ? first : [...new Set(filled.flat())];
}
