import type { Expression } from '../../net/expression/expression.js';
import { exitRates } from '../chain/chain.js';
import { type LongRun, longRun } from '../chain/long-run.js';
import { expectation } from '../chain/rewards.js';
import type { Explored } from '../explore/explore.js';
import { StateError } from '../explore/refusal.js';
import { StateReader } from '../measures/state-values.js';
import { type Course, Transients } from '../measures/transients.js';
import { markovProcess } from '../process.js';
import type { Amount } from './amount.js';
import { NotApart } from './not-apart.js';

/** The chain of one part of a net and what has been solved of it so far. */
export class PartChain {
  private readonly states: StateReader;
  private readonly transients: Transients;
  private readonly courses = new Map<string, { horizon: number; course: Course }>();
  private inLongRun: LongRun | undefined;
  /** The largest rate at which a state is left. */
  readonly fastest: number;

  constructor(
    readonly explored: Explored,
    workMost: number | undefined,
  ) {
    const process = markovProcess(explored);
    this.states = new StateReader(process, []);
    this.transients = new Transients(process, workMost, true);
    this.fastest = exitRates(explored.chain).reduce((most, rate) => Math.max(most, rate), 0);
  }

  get longRun(): LongRun {
    this.inLongRun ??= longRun(this.explored.chain, this.explored.initial);
    return this.inLongRun;
  }

  /** How it was followed through time, if it was. */
  get method(): string | undefined {
    return this.courses.size === 0 ? undefined : this.transients.method;
  }

  /** An expression's value in each state. In a state that the whole net may not reach with it, it may have none. */
  values(expression: Expression): Float64Array {
    try {
      return this.states.values(expression);
    } catch (problem) {
      if (problem instanceof StateError) throw new NotApart(problem.message);
      throw problem;
    }
  }

  /** The mean of a function of the state, >= 0, in the long run or, when a horizon is given, up to it. */
  amount(values: Float64Array, horizon: number | undefined): Amount {
    if (horizon === undefined) {
      return {
        at: (moment) => {
          if (moment !== 'long run') throw new Error(`the mean at ${moment} was not asked for`);
          return expectation(this.longRun.probability, values);
        },
      };
    }
    const course = this.course(values, horizon);
    return {
      at: (moment) => (moment === 'long run' ? expectation(this.longRun.probability, values) : course.instant(moment)),
      accumulated: (time) => course.accumulated(time),
    };
  }

  private course(values: Float64Array, horizon: number): Course {
    const key = values.join();
    const known = this.courses.get(key);
    if (known !== undefined && known.horizon >= horizon) return known.course;
    const course = this.transients.request({ rate: values }, horizon);
    this.courses.set(key, { horizon, course });
    return course;
  }
}
