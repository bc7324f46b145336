import { isConstant } from '../net/expression/analyse.js';
import { evaluate, type Frame } from '../net/expression/evaluate.js';
import type { Expression } from '../net/expression/expression.js';
import type { Activity, Case, Net } from '../net/net.js';
import { drawClock, takesVariate } from './clocks.js';
import {
  checkPlaceValue,
  checkSpeed,
  checkTotalWeight,
  checkWeight,
  firingsWithoutAdvance,
  noProgress,
  trialError,
} from './faults.js';
import { Observation } from './observation.js';
import { type RunPlan, rowLayout, type SpanSink, type TrialProgram } from './plan.js';
import { nextUniform } from './random/sfc32.js';
import { StreamLayout } from './random/stream-layout.js';
import { seedKey, seedStreams, trialKey } from './random/streams.js';
import { unitExponential } from './random/unit-exponential.js';
import { assignSlots, immediatesInOrder } from './slots.js';

/** What a trace or an injector may see of a trial: each firing, after its effects landed. */
export interface FiringObserver {
  fired(time: number, activity: number, chosenCase: number, state: Int32Array): void;
}

/**
 * The reference evaluator: one trial after another, straight from the tree, with nothing cached. Its only purpose is to be
 * obviously right; the compiled program must give the same bits.
 */
export function interpretNet(net: Net, plan: RunPlan, seed: string, observer?: FiringObserver): TrialProgram {
  const trial = new InterpretedTrial(net, plan, seedKey(seed), observer);
  const layout = rowLayout(plan);
  return {
    layout,
    run(first, count, rows, sink) {
      let events = 0;
      for (let row = 0; row < count; row++) events += trial.run(first + row, rows, row * layout.width, sink);
      return events;
    },
  };
}

class InterpretedTrial {
  private readonly state: Int32Array;
  private readonly frame: Frame;
  private readonly immediates: readonly number[];
  /** Timed activities by slot, in order of slots: the order of ties. */
  private readonly timed: readonly number[];
  private readonly layout: StreamLayout;
  private readonly streams: Int32Array;
  private readonly trialWords = new Int32Array(4);
  /** Of each activity: whether its clock is set, when it rings, its speed, and what remains while the speed is 0. */
  private readonly set: boolean[];
  private readonly deadline: Float64Array;
  private readonly speed: Float64Array;
  private readonly remaining: Float64Array;
  private readonly observation: Observation;
  private now = 0;
  private events = 0;
  private firingsHere = 0;
  /** What fired without time advancing, once that looks like a loop. */
  private readonly looping = new Set<number>();
  /** Whose guard, timing or firing is being worked out; undefined for what observers read. */
  private current: Activity | undefined;

  constructor(
    private readonly net: Net,
    plan: RunPlan,
    private readonly key: Int32Array,
    private readonly observer: FiringObserver | undefined,
  ) {
    const count = net.activities.length;
    this.state = new Int32Array(net.places.length);
    this.frame = { state: this.state, constants: net.constants.map(({ value }) => value), lets: net.lets };
    this.immediates = immediatesInOrder(net.activities);
    const slots = assignSlots(net);
    this.timed = net.activities
      .flatMap((_, index) => (slots.ofActivity[index] === undefined ? [] : [index]))
      .sort((a, b) => (slots.ofActivity[a] as number) - (slots.ofActivity[b] as number) || a - b);
    this.layout = new StreamLayout(net.activities);
    this.streams = new Int32Array(this.layout.names.length);
    this.set = net.activities.map(() => false);
    this.deadline = new Float64Array(count);
    this.speed = new Float64Array(count);
    this.remaining = new Float64Array(count);
    this.observation = new Observation(plan, (expression) => () => this.value(expression));
  }

  run(trial: number, rows: Float64Array, row: number, sink: SpanSink): number {
    try {
      this.start(trial, rows, row, sink);
      while (this.step());
      return this.events;
    } catch (fault) {
      if (!(fault instanceof Error)) throw fault;
      throw trialError(this.net, fault, this.current?.name, trial, this.now, this.state);
    }
  }

  private start(trial: number, rows: Float64Array, row: number, sink: SpanSink): void {
    trialKey(this.key, trial, this.trialWords);
    seedStreams(this.layout.names, this.trialWords, this.streams);
    this.net.places.forEach((place, index) => {
      this.state[index] = place.initial;
    });
    this.set.fill(false);
    this.now = 0;
    this.events = 0;
    this.firingsHere = 0;
    this.observation.start(trial, rows, row, sink);
    this.settle();
    this.setClocks(true);
  }

  /** Lets time advance to the next event and fires it; false when the trial is over. */
  private step(): boolean {
    let next: number | undefined;
    let time = Infinity;
    for (const index of this.timed) {
      if (this.set[index] && (this.deadline[index] as number) < time) {
        time = this.deadline[index] as number;
        next = index;
      }
    }
    if (time > this.now) {
      this.firingsHere = 0;
      this.current = undefined;
      if (!this.observation.see(this.now) || (time > this.observation.nextStop && !this.observation.pass(time)))
        return false;
    }
    if (next === undefined) throw new Error('a trial without events did not end');
    this.now = time;
    this.fire(next);
    this.settle();
    this.setClocks(false);
    return true;
  }

  /** Fires enabled immediates one by one until none is enabled. */
  private settle(): void {
    for (;;) {
      const next = this.immediates.find((index) => this.enabled(index));
      if (next === undefined) return;
      this.fire(next);
    }
  }

  private fire(index: number): void {
    const activity = this.net.activities[index] as Activity;
    this.current = activity;
    this.events++;
    this.checkProgress(index);
    const chosen = this.chooseCase(activity, index);
    const { effects, restarts } = activity.cases[chosen] as Case;
    if (this.observation.announces(index)) this.observation.firing(index, this.now);
    const values = effects.map(({ value }) => this.value(value));
    effects.forEach(({ place }, position) => {
      checkPlaceValue(this.net, place, values[position] as number);
    });
    effects.forEach(({ place }, position) => {
      this.state[place] = values[position] as number;
    });
    this.set[index] = false;
    for (const restarted of restarts) this.set[restarted] = false;
    for (const timed of this.timed) if (this.set[timed] && !this.enabled(timed)) this.set[timed] = false;
    this.observer?.fired(this.now, index, chosen, this.state);
  }

  private checkProgress(index: number): void {
    const { activities } = this.net;
    const most = firingsWithoutAdvance(this.net);
    this.firingsHere++;
    if (this.firingsHere === most / 2) this.looping.clear();
    this.looping.add(index);
    if (this.firingsHere > most) throw noProgress([...this.looping].map((looping) => activities[looping]?.name ?? ''));
  }

  private chooseCase(activity: Activity, index: number): number {
    if (activity.cases.length === 1) return 0;
    const weights = activity.cases.map(({ weight }) => checkWeight(this.value(weight)));
    const total = checkTotalWeight(weights.reduce((sum, weight) => sum + weight, 0));
    let left = nextUniform(this.streams, this.layout.at(index, 'case')) * total;
    // Rounding may leave a crumb beyond the last case: it goes to the last one that can happen.
    let last = 0;
    for (const [position, weight] of weights.entries()) {
      if (weight === 0) continue;
      last = position;
      left -= weight;
      if (left < 0) break;
    }
    return last;
  }

  /** In the settled state: sets missing clocks and adapts the others to their speeds. */
  private setClocks(starting: boolean): void {
    for (const index of this.timed) {
      if (!this.enabled(index)) continue;
      if (this.set[index]) this.adaptSpeed(index);
      else this.setClock(index, starting);
    }
  }

  private setClock(index: number, starting: boolean): void {
    const activity = this.net.activities[index] as Activity;
    const timing = activity.timing;
    const variate = takesVariate(activity) ? unitExponential(this.streams, this.layout.at(index, 'clock')) : 0;
    this.set[index] = true;
    this.speed[index] = 1;
    if (timing.kind === 'rate') {
      const rate = this.value(timing.rate);
      if (isConstant(timing.rate, this.net.lets)) this.deadline[index] = this.now + variate * (1 / checkSpeed(rate));
      else this.startWork(index, variate, rate);
      return;
    }
    const drawn = drawClock(this.net, index, variate, this.now, starting, this.frame);
    if (timing.kind !== 'delay') this.deadline[index] = drawn;
    else if (timing.speed === undefined) this.deadline[index] = this.now + drawn;
    else this.startWork(index, drawn, this.value(timing.speed));
  }

  private startWork(index: number, work: number, speed: number): void {
    checkSpeed(speed);
    this.speed[index] = speed;
    this.remaining[index] = work;
    this.deadline[index] = speed === 0 ? Infinity : this.now + work / speed;
  }

  private adaptSpeed(index: number): void {
    const timing = (this.net.activities[index] as Activity).timing;
    const expression = timing.kind === 'rate' ? timing.rate : timing.kind === 'delay' ? timing.speed : undefined;
    if (expression === undefined || (timing.kind === 'rate' && isConstant(expression, this.net.lets))) return;
    const speed = this.value(expression);
    const before = this.speed[index] as number;
    if (speed === before) return;
    const work =
      before === 0 ? (this.remaining[index] as number) : ((this.deadline[index] as number) - this.now) * before;
    this.startWork(index, work, speed);
  }

  private enabled(index: number): boolean {
    this.current = this.net.activities[index] as Activity;
    return this.value(this.current.guard) !== 0;
  }

  private value(expression: Expression): number {
    return evaluate(expression, this.frame);
  }
}
