import type { Expression } from '../../net/expression/expression.js';
import { simplify } from '../../net/expression/simplify.js';
import type { Case, Effect, Place } from '../../net/net.js';
import type { Firing } from './changes.js';
import type { Emitter } from './emit.js';
import type { Facts, Knowledge } from './knowledge.js';
import { mark, rollStatements, type Tables } from './marks.js';
import type { Model } from './model.js';

/** What a case does to the places, and the statements that do it. */
export interface Landing extends Firing {
  readonly lines: readonly string[];
}

/** How effects land: all at once, with the counters, and checked where a value may be one that the place cannot have. */
export class Landings {
  private readonly landings = new Map<number, Map<Case, Landing>>();

  constructor(
    private readonly model: Model,
    private readonly knowledge: Knowledge,
    private readonly structural: Emitter,
    private readonly tables: Tables,
  ) {}

  /** How a case's effects land in what is known before; asked for by all that follows from the case. */
  of(activity: number, chosen: Case): Landing {
    const ofActivity = this.landings.get(activity) ?? new Map<Case, Landing>();
    this.landings.set(activity, ofActivity);
    const known = ofActivity.get(chosen) ?? this.landed(activity, chosen);
    ofActivity.set(chosen, known);
    return known;
  }

  /** Effects landing at once, with the counters; what is known afterwards; what was written. */
  private landed(activity: number, chosen: Case): Landing {
    const { model } = this;
    const before = this.knowledge.before(activity);
    const after = new Map(before);
    const written = new Set<number>();
    const effects = new Map<number, Expression>();
    const reads: string[] = [];
    const writes: string[] = [];
    for (const effect of chosen.effects) {
      const { place } = effect;
      written.add(place);
      effects.set(place, model.counters.in(effect.value));
      const value = this.knowledge.simplified(effects.get(place) as Expression, before);
      after.delete(place);
      const known = value.kind === 'number' && this.isLegal(effect, value.value) ? value.value : undefined;
      if (known === undefined) {
        const name = `value${reads.length}`;
        const text = this.structural.number(value);
        reads.push(`const ${name} = ${this.isAlwaysLegal(effect, value) ? text : `legal(${mark(place)}, ${text})`};`);
        writes.push(...this.counting(place, before, '-'), `state[${mark(place)}] = ${name};`);
        writes.push(...this.counting(place, new Map(), '+'));
      } else {
        after.set(place, known);
        writes.push(...this.recounting(place, before, after), `state[${mark(place)}] = ${mark(known)};`);
      }
      for (const { index } of model.counters.adjustedBy(place)) written.add(index);
    }
    return { activity, before, after, written, effects, lines: [...reads, ...rollStatements(writes, this.tables)] };
  }

  /** Adjusts counters for a write of a known value over a perhaps known one, before it lands. */
  private recounting(place: number, before: Facts, after: Facts): string[] {
    return this.model.counters.adjustedBy(place).flatMap(({ index, terms }) => {
      const term = terms.get(place) as Expression;
      const gained = simplify(term, after, []);
      const lost = simplify(term, before, []);
      if (gained.kind !== 'number') throw new Error('a term of a known place is not known');
      if (lost.kind !== 'number')
        return [`state[${mark(index)}] += ${mark(gained.value)} - ${this.structural.number(lost)};`];
      const change = gained.value - lost.value;
      return change === 0 ? [] : [`state[${mark(index)}] += ${mark(change)};`];
    });
  }

  private counting(place: number, facts: Facts, sign: '+' | '-'): string[] {
    return this.model.counters.adjustedBy(place).map(({ index, terms }) => {
      const term = simplify(terms.get(place) as Expression, facts, []);
      return `state[${mark(index)}] ${sign}= ${this.structural.number(term)};`;
    });
  }

  /** Whether the value is legal in every state: one of places that have no other values, or a legal number. */
  private isAlwaysLegal(effect: Effect, value: Expression): boolean {
    switch (value.kind) {
      case 'number':
        return this.isLegal(effect, value.value);
      case 'place':
        return this.isWithin(effect, value.index);
      case 'select':
        return value.places.every((place) => this.isWithin(effect, place));
      case 'call':
        return (
          value.function === 'if' && value.arguments.slice(1).every((branch) => this.isAlwaysLegal(effect, branch))
        );
      default:
        return false;
    }
  }

  private isWithin({ place }: Effect, source: number): boolean {
    const { min, max } = this.model.net.places[place] as Place;
    const from = this.model.net.places[source];
    return from !== undefined && from.min >= min && from.max <= max;
  }

  private isLegal({ place }: Effect, value: number): boolean {
    const { min, max } = this.model.net.places[place] as Place;
    return Number.isInteger(value) && value >= min && value <= max;
  }
}
