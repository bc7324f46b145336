import { trialError } from '../kernel/faults.js';
import { type FiringObserver, interpretNet } from '../kernel/interpret.js';
import { TrialError } from '../kernel/plan.js';
import { EvaluationError, evaluate } from '../net/expression/evaluate.js';
import type { Let, Net } from '../net/net.js';
import type { Change, Seen, TraceListener } from './listener.js';
import { ServiceWatch } from './service-watch.js';
import type { Subject } from './subject.js';

/**
 * Runs one trial and tells the listeners of it as it happens, so that nothing is held but the present state. The trial is the
 * one that every run of the same net and seed has under that number. The labels `service` and `capacity` are seen if the net has them.
 *
 * When the net goes wrong, the story ends there, and the TrialError is thrown.
 */
export function traceTrial(subject: Subject, listeners: readonly TraceListener[]): void {
  const { net, seed, trial, until } = subject;
  const tracer = new Tracer(subject, listeners);
  const program = interpretNet(net, { horizon: until, rewards: [], instants: [], finals: [], spans: [] }, seed, tracer);
  try {
    program.run(trial, 1, new Float64Array(program.layout.width), () => {});
    tracer.end(until);
  } catch (error) {
    // The interpreter takes whatever is thrown under it for the net's fault.
    if (tracer.fault !== undefined) throw tracer.fault;
    if (error instanceof TrialError) tracer.stop();
    throw error;
  }
}

class Tracer implements FiringObserver {
  private readonly state: Int32Array;
  private readonly constants: readonly number[];
  private readonly service: Let | undefined;
  private readonly capacity: Let | undefined;
  private readonly watch = new ServiceWatch();
  /** What a listener threw. */
  fault: Error | undefined;
  private now = 0;
  private telling = false;

  constructor(
    private readonly subject: Subject,
    private readonly listeners: readonly TraceListener[],
  ) {
    const { net, from, until } = subject;
    if (!(from >= 0 && from < until && until < Infinity)) throw new RangeError(`trace: a window ${from}..${until}`);
    this.state = Int32Array.from(net.places, ({ initial }) => initial);
    this.constants = net.constants.map(({ value }) => value);
    this.service = net.lets.find(({ name }) => name === 'service');
    this.capacity = net.lets.find(({ name }) => name === 'capacity');
    if (from === 0) this.begin();
  }

  fired(time: number, index: number, chosenCase: number, state: Int32Array): void {
    if (time > this.now) this.advance(time);
    const { cases, timing } = this.subject.net.activities[index] as Net['activities'][number];
    const changes: Change[] = [];
    for (const { place } of cases[chosenCase]?.effects ?? []) {
      const from = this.state[place] as number;
      const to = state[place] as number;
      if (from !== to) changes.push({ place, from, to });
      this.state[place] = to;
    }
    if (!this.telling) return;
    changes.sort((a, b) => a.place - b.place);
    const firing = { time, activity: index, chosenCase, immediate: timing.kind === 'immediate', changes };
    this.tell((listener) => listener.fired?.(firing));
  }

  /** The trial is over: time advances once more, to its end. */
  end(time: number): void {
    this.settle();
    if (!this.telling) this.beginBetween();
    this.tell((listener) => listener.ended?.(time));
  }

  /** The trial broke off. */
  stop(): void {
    if (this.telling) this.tell((listener) => listener.ended?.(this.now));
  }

  private advance(time: number): void {
    this.settle();
    if (!this.telling && time > this.subject.from) this.beginBetween();
    this.now = time;
    if (!this.telling && time === this.subject.from) this.begin();
  }

  private begin(): void {
    this.telling = true;
    this.tell((listener) => listener.begun?.(this.subject.from, this.state));
  }

  /** The window begins after the last firing and before the next. */
  private beginBetween(): void {
    this.begin();
    this.now = this.subject.from;
    this.settle();
  }

  private settle(): void {
    const seen = this.see();
    if (!this.telling) return;
    this.tell((listener) => listener.settled?.(this.now, this.state, seen));
  }

  private tell(of: (listener: TraceListener) => void): void {
    try {
      this.listeners.forEach(of);
    } catch (error) {
      this.fault = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  private see(): Seen {
    try {
      const service = this.service && this.value(this.service) !== 0;
      return {
        ...(service === undefined
          ? {}
          : { service: this.watch.see(this.now, service, this.subject.words.cause(this.state)) }),
        ...(this.capacity === undefined ? {} : { capacity: this.value(this.capacity) }),
      };
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      throw trialError(this.subject.net, error, undefined, this.subject.trial, this.now, this.state);
    }
  }

  private value({ expression }: Let): number {
    return evaluate(expression, { state: this.state, constants: this.constants, lets: this.subject.net.lets });
  }
}
