import { type Advanced, advanced } from './advanced.js';
import { type Chain, stoppedIn } from './chain.js';
import { WORK_MOST } from './evolution.js';

/** How long the visits to a set last that have ended by a time. */
export class CompletedDurations {
  private readonly inside: Chain;
  private baseTime = 0;
  private base: Advanced;

  constructor(
    private readonly chain: Chain,
    private readonly initial: Float64Array,
    private readonly set: Uint8Array,
    private readonly until: number,
    private readonly workLimit = WORK_MOST,
  ) {
    const outside = set.map((member) => (member !== 0 ? 0 : 1));
    this.inside = stoppedIn(chain, outside);
    this.base = { distribution: initial, spent: new Float64Array(chain.stateCount) };
  }

  /** From now on only durations up to `longest` are asked for: what leads up to `until - longest` is done once. */
  restrict(longest: number): void {
    const time = Math.max(this.until - longest, this.baseTime);
    this.base = this.at(time);
    this.baseTime = time;
  }

  /**
   * Expected number of visits that have lasted over `duration` > 0 and have ended by `until`: those begun by s = until - duration and
   * lasting so long, less those that are open at s and go on as long.
   */
  longer(duration: number): number {
    const { distribution, spent } = this.at(this.until - duration);
    const open = distribution.map((held, i) => (this.set[i] !== 0 ? held : 0));
    return this.lasting(this.entries(spent), duration) - this.lasting(open, duration);
  }

  private at(time: number): Advanced {
    const { distribution, spent } = advanced(this.chain, this.base.distribution, time - this.baseTime, this.workLimit);
    return { distribution, spent: this.base.spent.map((before, i) => before + (spent[i] as number)) };
  }

  /** Expected number of visits begun in each state, those open at the start among them. */
  private entries(spent: Float64Array): Float64Array {
    const { rowStart, target, rate, stateCount } = this.chain;
    const entered = this.initial.map((weight, i) => (this.set[i] !== 0 ? weight : 0));
    for (let i = 0; i < stateCount; i++) {
      if (this.set[i] !== 0) continue;
      for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
        const j = target[p] as number;
        if (this.set[j] !== 0) entered[j] = (entered[j] as number) + (spent[i] as number) * (rate[p] as number);
      }
    }
    return entered;
  }

  private lasting(from: Float64Array, duration: number): number {
    const { distribution } = advanced(this.inside, from, duration, this.workLimit);
    let sum = 0;
    for (let i = 0; i < distribution.length; i++) if (this.set[i] !== 0) sum += distribution[i] as number;
    return sum;
  }
}
