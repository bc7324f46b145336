import type { Expression } from '../net/expression/expression.js';
import { doubles, integers } from './arrays.js';
import { type RowLayout, type RunPlan, rowLayout, type SpanSink } from './plan.js';

/** The value of an observed expression in the present state. */
export type Reader = () => number;

/** One of the things that an observer looks at when time is about to advance, and its number among those of its kind. */
export interface Observed {
  readonly kind: 'integrand' | 'condition' | 'until';
  readonly index: number;
  readonly expression: Expression;
}

/** All that a plan's observer looks at, in the order in which it does. */
export function observedBy({ rewards, spans, until }: RunPlan): Observed[] {
  const integrands = [...rewards.map(({ reward }) => reward.rate), ...spans.map(({ span }) => span.of)];
  const conditions = spans.map(({ span }) => (span.kind === 'while' ? span.condition : undefined));
  const each = (kind: Observed['kind'], expressions: readonly (Expression | undefined)[]): Observed[] =>
    expressions.flatMap((expression, index) => (expression === undefined ? [] : [{ kind, index, expression }]));
  return [...each('integrand', integrands), ...each('condition', conditions), ...each('until', [until])];
}

/**
 * What a plan records of one trial, shared by the interpreter and the compiled program so that both do the same arithmetic: they
 * differ only in how an observed expression is read.
 *
 * Observers see the state only when time is about to advance; impulses and from-to spans see every firing. An integral is gained
 * when its integrand is seen to change, so `see` may be left out at an advance before which nothing observed has changed.
 */
export class Observation {
  private readonly layout: RowLayout;
  /** Of each integrand, the rates of the rewards, then the `of` of the spans: its integral up to `since`, the time of its last seen change, its value since then. */
  readonly gained: Float64Array;
  readonly since: Float64Array;
  readonly seen: Float64Array;
  /** Whether each span is open. */
  readonly open: Int32Array;
  private readonly readIntegrands: (Reader | undefined)[];
  private readonly readConditions: (Reader | undefined)[];
  private readonly impulses: Float64Array;
  /** What hears of the firings of each activity. */
  private readonly heard: readonly (Heard | undefined)[];
  private readonly spans: readonly SpanState[];
  private readonly instants: readonly Reader[];
  private readonly finals: readonly Reader[];
  private until: Reader | undefined;
  private readonly stops: readonly Stop[];
  private readonly horizon: number;
  private stop = 0;
  private rows: Float64Array = new Float64Array();
  private row = 0;

  constructor(plan: RunPlan, reader: (expression: Expression) => Reader) {
    this.layout = rowLayout(plan);
    const integrandCount = plan.rewards.length + plan.spans.length;
    this.readIntegrands = Array.from({ length: integrandCount });
    this.readConditions = plan.spans.map(() => undefined);
    for (const { kind, index, expression } of observedBy(plan)) {
      if (kind === 'integrand') this.readIntegrands[index] = reader(expression);
      else if (kind === 'condition') this.readConditions[index] = reader(expression);
      else this.until = reader(expression);
    }
    this.gained = doubles(integrandCount);
    this.since = doubles(integrandCount);
    this.seen = doubles(integrandCount);
    this.open = integers(plan.spans.length);
    this.impulses = doubles(plan.rewards.length);
    this.spans = plan.spans.map((record, index) => new SpanState(record, index, this, plan.rewards.length + index));
    this.heard = heardByActivity(plan, this.spans, reader);
    this.instants = plan.instants.map(({ of }) => reader(of));
    this.finals = plan.finals.map(reader);
    this.stops = recordingStops(plan, this.layout);
    this.horizon = plan.horizon;
  }

  /** The next time at which something is recorded: `pass` must be called before time goes beyond it. */
  get nextStop(): number {
    const stop = this.stops[this.stop];
    return stop === undefined ? Number.MAX_VALUE : stop.time;
  }

  /** The trial's observations go to `rows` from `row` on. */
  start(trial: number, rows: Float64Array, row: number, sink: SpanSink): void {
    this.rows = rows;
    this.row = row;
    this.stop = 0;
    for (let column = 0; column < this.layout.width; column++) rows[row + column] = Number.NaN;
    // Plain stores: the arrays are short, and a call of `fill` costs more.
    for (let index = 0; index < this.impulses.length; index++) this.impulses[index] = 0;
    for (let index = 0; index < this.gained.length; index++) {
      this.gained[index] = 0;
      this.since[index] = 0;
      this.seen[index] = 0;
    }
    for (let index = 0; index < this.open.length; index++) this.open[index] = 0;
    for (const span of this.spans) span.start(trial, sink);
  }

  /** Whether the firings of an activity must be announced. */
  announces(activity: number): boolean {
    return this.heard[activity] !== undefined;
  }

  /** An activity is about to fire; the state is still the old one. */
  firing(activity: number, now: number): void {
    const heard = this.heard[activity];
    if (heard === undefined) return;
    for (const { reward, value } of heard.impulses) {
      this.impulses[reward] = (this.impulses[reward] as number) + value();
    }
    // The end comes first: an activity that ends a passage and begins one is the end of the one and the beginning of the next.
    for (const { span, begins, ends } of heard.spans) {
      if (ends && this.open[span.index] === 1) span.finish(now);
      if (begins) span.commence(now);
    }
  }

  /**
   * Time is about to advance from `now`; false when the trial ends here. The compiled program has this code inlined, with the
   * expressions in place of their readers.
   */
  see(now: number): boolean {
    const { gained, since, seen, open } = this;
    for (const [index, read] of this.readIntegrands.entries()) {
      if (read === undefined) continue;
      const value = read();
      if (value === seen[index]) continue;
      gained[index] = (gained[index] as number) + (seen[index] as number) * (now - (since[index] as number));
      since[index] = now;
      seen[index] = value;
    }
    for (const [index, read] of this.readConditions.entries()) {
      if (read === undefined) continue;
      const inside = read() !== 0 ? 1 : 0;
      if (inside !== open[index]) this.turn(index, now);
    }
    if (this.until === undefined || this.until() === 0) return true;
    this.reach(now);
    return false;
  }

  /** A while span begins or ends. */
  turn(span: number, now: number): void {
    const state = this.spans[span] as SpanState;
    if (this.open[span] === 0) state.commence(now);
    else state.finish(now);
  }

  /** The trial ends because `until` is seen. */
  reach(now: number): void {
    this.end(now, true);
  }

  /** The integral of an integrand up to a time. */
  integral(index: number, time: number): number {
    const value = this.seen[index] as number;
    const gained = this.gained[index] as number;
    return value === 0 ? gained : gained + value * (time - (this.since[index] as number));
  }

  /** Time is about to pass `nextStop` on its way to `next` (Infinity: nothing is left to happen); false when the trial is over. */
  pass(next: number): boolean {
    while (next > this.nextStop && this.stop < this.stops.length) {
      const stop = this.stops[this.stop++] as Stop;
      this.record(stop);
      if (stop.time === this.horizon) {
        this.end(stop.time, false);
        return false;
      }
    }
    if (next < Infinity) return true;
    this.end(Infinity, false);
    return false;
  }

  private record(stop: Stop): void {
    for (const { record, column } of stop.rewards) this.rows[this.row + column] = this.total(record, stop.time);
    for (const { record, column } of stop.instants) this.rows[this.row + column] = (this.instants[record] as Reader)();
  }

  private end(time: number, seen: boolean): void {
    const { rows, row, layout } = this;
    rows[row] = time;
    rows[row + 1] = seen ? 1 : 0;
    for (let record = 0; record < this.impulses.length; record++) {
      rows[row + (layout.rewardsAtEnd[record] as number)] = this.total(record, time);
    }
    for (let record = 0; record < this.finals.length; record++) {
      rows[row + (layout.finals[record] as number)] = (this.finals[record] as Reader)();
    }
    for (let record = 0; record < this.spans.length; record++) {
      (this.spans[record] as SpanState).write(rows, row + (layout.spans[record] as number));
    }
  }

  private total(record: number, time: number): number {
    return this.integral(record, time) + (this.impulses[record] as number);
  }
}

interface Stop {
  readonly time: number;
  readonly rewards: Column[];
  readonly instants: Column[];
}

interface Column {
  readonly record: number;
  readonly column: number;
}

/** What is recorded when, ascending, the horizon (if finite) last. */
function recordingStops(plan: RunPlan, layout: RowLayout): Stop[] {
  const stops = new Map<number, Stop>();
  const at = (time: number): Stop => {
    const known = stops.get(time);
    if (known !== undefined) return known;
    const stop: Stop = { time, rewards: [], instants: [] };
    stops.set(time, stop);
    return stop;
  };
  plan.rewards.forEach((reward, record) => {
    reward.at.forEach((time, position) => {
      at(time).rewards.push({ record, column: (layout.rewards[record] as number) + position });
    });
  });
  plan.instants.forEach((instant, record) => {
    instant.at.forEach((time, position) => {
      at(time).instants.push({ record, column: (layout.instants[record] as number) + position });
    });
  });
  if (plan.horizon < Infinity) at(plan.horizon);
  return [...stops.values()].sort((a, b) => a.time - b.time);
}

/** What the firing of an activity does to rewards and to from-to spans. */
interface Heard {
  readonly impulses: { readonly reward: number; readonly value: Reader }[];
  readonly spans: { readonly span: SpanState; readonly begins: boolean; readonly ends: boolean }[];
}

function heardByActivity(
  plan: RunPlan,
  spans: readonly SpanState[],
  reader: (expression: Expression) => Reader,
): (Heard | undefined)[] {
  const found = new Map<number, Heard>();
  const at = (activity: number): Heard => {
    const known = found.get(activity) ?? { impulses: [], spans: [] };
    found.set(activity, known);
    return known;
  };
  plan.rewards.forEach(({ reward: { impulses } }, reward) => {
    for (const { activity, value } of impulses) at(activity).impulses.push({ reward, value: reader(value) });
  });
  plan.spans.forEach(({ span: record }, index) => {
    if (record.kind !== 'from-to') return;
    const { from, to } = record;
    const span = spans[index] as SpanState;
    for (const activity of new Set([...from, ...to])) {
      at(activity).spans.push({ span, begins: from.includes(activity), ends: to.includes(activity) });
    }
  });
  const last = [...found.keys()].reduce((most, activity) => Math.max(most, activity), -1);
  return Array.from({ length: last + 1 }, (_, activity) => found.get(activity));
}

class SpanState {
  private trial = 0;
  private sink: SpanSink = () => {};
  private counted = false;
  private begin = 0;
  private begun = 0;
  private completed = 0;
  private total = 0;

  constructor(
    private readonly record: RunPlan['spans'][number],
    readonly index: number,
    private readonly observation: Observation,
    private readonly integrand: number,
  ) {}

  start(trial: number, sink: SpanSink): void {
    this.trial = trial;
    this.sink = sink;
    this.counted = false;
    this.begun = 0;
    this.completed = 0;
    this.total = 0;
  }

  /** A passage that begins while one is open takes its place: the time since the last checkpoint, not the first. */
  commence(now: number): void {
    if (!this.isOpen || !this.counted) {
      this.counted = now >= this.record.from && now <= this.record.until;
      if (this.counted) this.begun++;
    }
    this.observation.open[this.index] = 1;
    this.begin = now;
    this.observation.gained[this.integrand] = 0;
    this.observation.since[this.integrand] = now;
  }

  finish(now: number): void {
    this.observation.open[this.index] = 0;
    if (!this.counted || now > this.record.until) return;
    const value = this.record.span.of === undefined ? now - this.begin : this.observation.integral(this.integrand, now);
    this.completed++;
    this.total = this.total + value;
    if (this.record.sink) this.sink(this.index, this.trial, value);
  }

  /** Begun, completed, total value of the completed. */
  write(rows: Float64Array, at: number): void {
    rows[at] = this.begun;
    rows[at + 1] = this.completed;
    rows[at + 2] = this.total;
  }

  private get isOpen(): boolean {
    return this.observation.open[this.index] === 1;
  }
}
