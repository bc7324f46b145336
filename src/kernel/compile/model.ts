import { isConstant, operandsOf, placesRead } from '../../net/expression/analyse.js';
import type { Expression } from '../../net/expression/expression.js';
import { Bounds } from '../../net/expression/magnitude.js';
import { simplify } from '../../net/expression/simplify.js';
import type { Activity, Let, Net } from '../../net/net.js';
import { isSpeed } from '../faults.js';
import { type Observed, observedBy } from '../observation.js';
import type { RunPlan } from '../plan.js';
import { StreamLayout } from '../random/stream-layout.js';
import { assignSlots, immediatesInOrder, requiredValues, type Slots } from '../slots.js';
import { Counters } from './counters.js';
import { valueIfAny } from './value-if-any.js';

/** What the compiler knows of a net before it writes code: who reads what, what excludes what, what an observer must watch. */
export class Model {
  readonly slots: Slots;
  readonly streams: StreamLayout;
  readonly counters: Counters;
  readonly lets: readonly Let[];
  readonly guards: readonly Expression[];
  /** Rate or speed of each activity where it changes with the state. */
  readonly speeds: readonly (Expression | undefined)[];
  readonly timed: readonly number[];
  /** In the order in which they fire. */
  readonly immediates: readonly number[];
  /** Place values that an activity's guard implies. */
  readonly required: readonly ReadonlyMap<number, number>[];
  /** Expressions whose change an observer must hear of; places whose every write it must hear of. */
  readonly watched: readonly Expression[];
  readonly watchedPlaces: ReadonlySet<number>;
  private readonly timedReading = new Map<number, number[]>();
  private readonly immediatesReading = new Map<number, number[]>();
  private readonly watchesReading = new Map<number, number[]>();
  readonly observers: readonly Observed[];
  private readonly observersReading = new Map<number, number[]>();
  private readonly ranks = new Map<number, number>();

  constructor(
    readonly net: Net,
    readonly plan: RunPlan,
    private readonly constants: ArrayLike<number>,
  ) {
    this.slots = assignSlots(net);
    this.streams = new StreamLayout(net.activities);
    this.counters = new Counters(net.places);
    this.lets = this.structuralLets();
    this.guards = net.activities.map(({ guard }) => this.structural(guard));
    this.speeds = net.activities.map((activity) => this.speed(activity));
    this.required = net.activities.map((activity) => requiredValues(activity, net.lets));
    this.immediates = immediatesInOrder(net.activities);
    this.timed = net.activities.flatMap((activity, index) => (activity.timing.kind === 'immediate' ? [] : [index]));
    const watches = new Watches(this.lets);
    this.observers = observedBy(plan);
    for (const { expression } of this.observers) watches.add(this.structural(expression));
    this.watched = watches.expressions;
    this.watchedPlaces = watches.places;
    for (const expression of read(net, plan)) this.counters.in(expression);
    this.counters.close();
    for (const index of this.timed) {
      const speed = this.speeds[index];
      this.register(this.timedReading, index, speed === undefined ? [this.guard(index)] : [this.guard(index), speed]);
    }
    for (const index of this.immediates) this.register(this.immediatesReading, index, [this.guard(index)]);
    this.watched.forEach((watch, index) => {
      this.register(this.watchesReading, index, [watch]);
    });
    this.observers.forEach(({ expression }, index) => {
      this.register(this.observersReading, index, [this.structural(expression)]);
    });
    for (const kind of [this.timed, this.immediates]) {
      for (const [rank, index] of kind.entries()) this.ranks.set(index, rank);
    }
  }

  /** The expression with its sums counted and its constants put in. */
  structural(expression: Expression): Expression {
    return simplify(this.counters.in(expression), new Map(), this.lets, this.constants);
  }

  guard(activity: number): Expression {
    return this.guards[activity] as Expression;
  }

  /** Timed activities whose guard or speed reads one of the places, ascending. */
  timedAffected(places: Iterable<number>): number[] {
    return gather(this.timedReading, places);
  }

  /** Immediates whose guard reads one of the places, in firing order. */
  immediatesAffected(places: Iterable<number>): number[] {
    const found = new Set(gather(this.immediatesReading, places));
    return found.size === 0 ? [] : this.immediates.filter((index) => found.has(index));
  }

  /** Indices into `watched`. */
  watchesAffected(places: Iterable<number>): number[] {
    return gather(this.watchesReading, places);
  }

  /** Indices into `observers`. */
  observersAffected(places: Iterable<number>): number[] {
    return gather(this.observersReading, places);
  }

  /** Position of an activity among the timed ones, or of an immediate among the immediates in the order in which they fire. */
  rank(activity: number): number {
    const rank = this.ranks.get(activity);
    if (rank === undefined) throw new Error(`there is no activity ${activity}`);
    return rank;
  }

  /** Places (and counters) that a firing may write, over all its cases. */
  written(activity: number): Set<number> {
    const places = new Set<number>();
    for (const { effects } of (this.net.activities[activity] as Activity).cases) {
      for (const { place } of effects) {
        places.add(place);
        for (const { index } of this.counters.adjustedBy(place)) places.add(index);
      }
    }
    return places;
  }

  /** Each let in terms of the earlier ones. */
  private structuralLets(): Let[] {
    const lets: Let[] = [];
    for (const { name, expression } of this.counters.inLets(this.net.lets)) {
      lets.push({ name, expression: simplify(expression, new Map(), lets, this.constants) });
    }
    return lets;
  }

  private speed({ timing }: Activity): Expression | undefined {
    if (timing.kind === 'rate') return this.isPlain(timing.rate) ? undefined : this.counters.in(timing.rate);
    if (timing.kind === 'delay' && timing.speed !== undefined) return this.counters.in(timing.speed);
    return undefined;
  }

  /** Whether a rate is one legal number in every state; any other is checked when it is read. */
  private isPlain(rate: Expression): boolean {
    const { constants, lets } = this;
    const value = isConstant(rate, lets) ? valueIfAny(rate, { state: [], constants, lets }) : undefined;
    return value !== undefined && isSpeed(value);
  }

  private register(readers: Map<number, number[]>, reader: number, expressions: readonly Expression[]): void {
    for (const expression of expressions) {
      for (const place of placesRead(expression, this.lets)) {
        const list = readers.get(place);
        if (list === undefined) readers.set(place, [reader]);
        else if (list.at(-1) !== reader) list.push(reader);
      }
    }
  }
}

function gather(readers: ReadonlyMap<number, readonly number[]>, places: Iterable<number>): number[] {
  const found = new Set<number>();
  for (const place of places) for (const reader of readers.get(place) ?? []) found.add(reader);
  return [...found].sort((a, b) => a - b);
}

/** What is read at firings, at given times and at the end: by effects, and by observers. */
function* read(net: Net, plan: RunPlan): Generator<Expression> {
  for (const { cases } of net.activities) {
    for (const { effects } of cases) for (const { value } of effects) yield value;
  }
  for (const { reward } of plan.rewards) for (const { value } of reward.impulses) yield value;
  for (const { of } of plan.instants) yield of;
  yield* plan.finals;
}

/**
 * Splits observed expressions into few watches: a let that reads places is one watch, however many observers use it; an expression
 * without lets is a watch itself; a place outside any let is watched for writes. Watches are evaluated in states that no
 * observer sees, so what may fail is none: its places are watched for writes.
 */
class Watches {
  readonly expressions: Expression[] = [];
  readonly places = new Set<number>();
  private readonly known = new Set<string>();
  private readonly bounds: Bounds;

  constructor(private readonly lets: readonly Let[]) {
    this.bounds = new Bounds(lets);
  }

  add(expression: Expression): void {
    if (isConstant(expression, this.lets)) return;
    if (readsLet(expression)) this.addParts(expression);
    else this.watch(expression);
  }

  private addParts(expression: Expression): void {
    switch (expression.kind) {
      case 'number':
      case 'constant':
        return;
      case 'place':
        this.places.add(expression.index);
        return;
      case 'select':
        for (const place of expression.places) this.places.add(place);
        this.addParts(expression.subscript);
        return;
      case 'let': {
        const body = (this.lets[expression.index] as Let).expression;
        if (isConstant(body, this.lets)) return;
        if (readsPlace(body)) this.watch(expression);
        else this.addParts(body);
        return;
      }
      case 'unary':
        this.addParts(expression.operand);
        return;
      case 'binary':
        this.addParts(expression.left);
        this.addParts(expression.right);
        return;
      case 'call':
        for (const item of expression.arguments) this.addParts(item);
    }
  }

  private watch(expression: Expression): void {
    if (this.bounds.of(expression) === undefined) {
      for (const place of placesRead(expression, this.lets)) this.places.add(place);
      return;
    }
    const key = JSON.stringify(expression);
    if (this.known.has(key)) return;
    this.known.add(key);
    this.expressions.push(expression);
  }
}

/** Whether it reads a let itself. */
function readsLet(expression: Expression): boolean {
  return expression.kind === 'let' || operandsOf(expression).some(readsLet);
}

/** Whether it reads a place itself, not through a let. */
function readsPlace(expression: Expression): boolean {
  return expression.kind === 'place' || expression.kind === 'select' || operandsOf(expression).some(readsPlace);
}
