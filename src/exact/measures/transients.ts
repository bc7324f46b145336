import type { Evolution } from '../chain/evolution.js';
import { evolve } from '../chain/evolve.js';
import type { Explored } from '../explore/explore.js';

/** A function of the state whose course was asked for. */
export interface Course {
  instant(time: number): number;
  accumulated(time: number): number;
}

/** The courses of all functions of the state that a net's measures ask for, found in one pass. */
export class Transients {
  private readonly values: Float64Array[] = [];
  private horizon = 0;
  private running: Evolution | undefined;

  constructor(
    private readonly explored: Explored,
    private readonly workMost: number | undefined,
    private readonly manyTimes = false,
  ) {}

  /** All requests come before the first answer is read. */
  request(values: Float64Array, horizon: number): Course {
    if (this.running !== undefined) throw new Error('a course was asked for after others had been read');
    this.horizon = Math.max(this.horizon, horizon);
    const gain = this.add(values.map((value) => Math.max(value, 0)));
    const loss = values.some((value) => value < 0) ? this.add(values.map((value) => Math.max(-value, 0))) : undefined;
    return {
      instant: (time) =>
        this.evolution.instant(gain, time) - (loss === undefined ? 0 : this.evolution.instant(loss, time)),
      accumulated: (time) =>
        this.evolution.accumulated(gain, time) - (loss === undefined ? 0 : this.evolution.accumulated(loss, time)),
    };
  }

  get method(): string {
    return this.evolution.method;
  }

  private add(values: Float64Array): number {
    return this.values.push(values) - 1;
  }

  private get evolution(): Evolution {
    const { chain, initial } = this.explored;
    this.running ??= evolve(chain, initial, this.values, {
      horizon: this.horizon,
      manyTimes: this.manyTimes,
      ...(this.workMost === undefined ? {} : { workLimit: this.workMost }),
    });
    return this.running;
  }
}
