import { sameExpression } from '../../net/expression/analyse.js';
import type { Expression } from '../../net/expression/expression.js';
import { Bounds } from '../../net/expression/magnitude.js';
import type { Place } from '../../net/net.js';
import { type Facts, intersects, type Knowledge, truth } from './knowledge.js';
import type { Model } from './model.js';

/** A case of an activity that fires. */
export interface Firing {
  readonly activity: number;
  /** What is known of the state before it, and of the state after it. */
  readonly before: Facts;
  readonly after: Facts;
  /** The places, and counters, that it writes, and what it writes into places. */
  readonly written: ReadonlySet<number>;
  readonly effects: ReadonlyMap<number, Expression>;
}

/** More facts about a firing: one of the ways in which places may be filled before it, and what is known then after it. */
interface World {
  readonly before: Facts;
  readonly after: Facts;
}

/**
 * Which firings may change what expressions say. Each is asked in every world: with all values that the guard of what fires
 * leaves to the places it writes, and to those on which the new values depend.
 */
export class Changes {
  private readonly bounds: Bounds;
  private readonly possible = new Map<number, Map<number, readonly number[]>>();
  private readonly known = new WeakMap<Firing, Map<string, readonly World[]>>();

  constructor(
    private readonly model: Model,
    private readonly knowledge: Knowledge,
    constants: ArrayLike<number>,
  ) {
    this.bounds = new Bounds(model.lets, constants, model.net.places);
  }

  /** Whether an activity's guard may hold after the firing although it did not before. */
  mayEnable(activity: number, firing: Firing): boolean {
    return this.may(this.model.guard(activity), firing, (before, after) => !this.implies(after, before, firing));
  }

  /** Whether an activity's guard may hold before the firing and not after it. */
  mayDisable(activity: number, firing: Firing): boolean {
    return this.may(this.model.guard(activity), firing, (before, after) => !this.implies(before, after, firing));
  }

  /** Whether the speed of an activity whose guard holds may change. */
  mayChangeSpeed(activity: number, firing: Firing): boolean {
    const speed = this.model.speeds[activity];
    if (speed === undefined) return false;
    const guard = this.model.guard(activity);
    return this.may(speed, firing, (before, after, world) => {
      if (truth(this.knowledge.simplified(guard, world.before)) === false) return false;
      return !this.isSame(before, after, firing);
    });
  }

  /** Whether in some world the expression's forms before and after the firing are `different`. */
  private may(
    expression: Expression,
    firing: Firing,
    different: (before: Expression, after: Expression, world: World) => boolean,
  ): boolean {
    const reads = this.knowledge.reads(expression);
    if (!intersects(firing.written, reads)) return false;
    return this.worlds(firing, expression).some((world) =>
      different(
        this.knowledge.simplified(expression, world.before),
        this.knowledge.simplified(expression, world.after),
        world,
      ),
    );
  }

  /** Whether two forms have one value, of which the first is taken before the firing and the second after it. */
  private isSame(before: Expression, after: Expression, { written }: Firing): boolean {
    return sameExpression(before, after) && !intersects(written, this.knowledge.reads(before));
  }

  /** Whether one condition is sure to hold where the other does, as far as their form tells; one that may fail implies only itself. */
  private implies(one: Expression, other: Expression, firing: Firing): boolean {
    if (truth(one) === false || truth(other) === true || this.isSame(one, other, firing)) return true;
    if (truth(one) === true || truth(other) === false) return false;
    if (this.bounds.of(one) === undefined || this.bounds.of(other) === undefined) return false;
    return this.follows(one, other, firing);
  }

  private follows(one: Expression, other: Expression, firing: Firing): boolean {
    if (this.isSame(one, other, firing)) return true;
    const some = partsOf(one, '||');
    if (some.length > 1) return some.every((part) => this.follows(part, other, firing));
    const all = partsOf(other, '&&');
    if (all.length > 1) return all.every((part) => this.follows(one, part, firing));
    const given = partsOf(one, '&&');
    if (given.length > 1 && given.some((part) => this.follows(part, other, firing))) return true;
    const enough = partsOf(other, '||');
    if (enough.length > 1 && enough.some((part) => this.follows(one, part, firing))) return true;
    return isNot(one) && isNot(other) && this.follows(other.operand, one.operand, firing);
  }

  /** The worlds of a firing, as far as they matter to the expression; one of which no more is known where they are too many. */
  private worlds(firing: Firing, expression: Expression): readonly World[] {
    const reads = this.knowledge.reads(expression);
    const concerned = [...firing.written].filter((place) => reads.has(place));
    const places = [...new Set([...concerned, ...this.deciding(expression, firing)])];
    const known = this.known.get(firing) ?? new Map<string, readonly World[]>();
    this.known.set(firing, known);
    const key = places.join();
    const found = known.get(key) ?? this.worldsNew(firing, concerned, places);
    known.set(key, found);
    return found;
  }

  /** Places that decide whether a computed read is of one that is written. */
  private deciding(expression: Expression, { written }: Firing): readonly number[] {
    return this.knowledge
      .selections(expression)
      .filter(({ places }) => places.some((place) => written.has(place)))
      .flatMap(({ subscript }) => [...this.knowledge.reads(subscript)]);
  }

  private worldsNew(firing: Firing, concerned: readonly number[], places: readonly number[]): readonly World[] {
    const { activity, before, effects } = firing;
    const guard = this.model.guard(activity);
    const sources = concerned.flatMap((place) => {
      const value = effects.get(place);
      return value === undefined ? [] : [...this.knowledge.reads(this.knowledge.simplified(value, before))];
    });
    let states: Facts[] = [before];
    for (const place of new Set([...places, ...sources])) {
      const values = this.valuesBefore(activity, place);
      if (values === undefined || before.has(place) || states.length * values.length > worldsMax) continue;
      states = states.flatMap((facts) => values.map((value) => new Map([...facts, [place, value]])));
    }
    return states
      .filter((facts) => truth(this.knowledge.simplified(guard, facts)) !== false)
      .map((facts) => ({ before: facts, after: this.after(firing, facts) }));
  }

  private after({ written, effects, after }: Firing, before: Facts): Facts {
    const facts = new Map([...after, ...[...before].filter(([place]) => !written.has(place))]);
    for (const [place, effect] of effects) {
      if (after.has(place)) continue;
      const value = this.knowledge.simplified(effect, before);
      if (value.kind === 'number') facts.set(place, value.value);
    }
    return facts;
  }

  /** The values that a place may have when the activity fires; undefined when they are many. */
  private valuesBefore(activity: number, place: number): readonly number[] | undefined {
    const { min, max } = this.model.net.places[place] ?? anyPlace;
    if (max - min >= valuesMax) return undefined;
    const ofActivity = this.possible.get(activity) ?? new Map<number, readonly number[]>();
    this.possible.set(activity, ofActivity);
    const found = ofActivity.get(place) ?? this.valuesNew(activity, place, { min, max });
    ofActivity.set(place, found);
    return found;
  }

  private valuesNew(activity: number, place: number, { min, max }: Pick<Place, 'min' | 'max'>): readonly number[] {
    const guard = this.model.guard(activity);
    const values = Array.from({ length: max - min + 1 }, (_, index) => min + index);
    return values.filter((value) => truth(this.knowledge.simplified(guard, new Map([[place, value]]))) !== false);
  }
}

/** A place with more values, and firings with more worlds, are not looked into. */
const valuesMax = 32;
const worldsMax = 64;

/** Of a counter nothing is said. */
const anyPlace = { min: 0, max: Infinity };

/** The operands of nested `&&` and `all`, or of nested `||` and `any`. */
function partsOf(expression: Expression, operator: '&&' | '||'): readonly Expression[] {
  if (expression.kind === 'binary' && expression.operator === operator)
    return [...partsOf(expression.left, operator), ...partsOf(expression.right, operator)];
  const name = operator === '&&' ? 'all' : 'any';
  if (expression.kind === 'call' && expression.function === name && expression.arguments.length > 0)
    return expression.arguments.flatMap((term) => partsOf(term, operator));
  return [expression];
}

function isNot(expression: Expression): expression is Expression & { kind: 'unary' } {
  return expression.kind === 'unary' && expression.operator === '!';
}
