import type { Expression } from '../../net/expression/expression.js';
import type { Reward } from '../../net/net.js';
import type { Gained, Process } from '../process.js';

/** Something gained by a state, and once before time begins. */
export interface StateValues extends Gained {
  readonly atStart: number;
  /** 1 - rate where the rate is 0 or 1 everywhere and nothing is gained at firings. */
  readonly complement: Float64Array | undefined;
}

/** Reads expressions and rewards as numbers of the states, each once. */
export class StateReader {
  private readonly known = new Map<string, Float64Array>();

  constructor(
    private readonly process: Process,
    /** The rewards with impulses, in the order in which they were explored. */
    private readonly impulseRewards: readonly Reward[],
  ) {}

  values(expression: Expression): Float64Array {
    const key = JSON.stringify(expression);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const values = this.process.values(expression);
    this.known.set(key, values);
    return values;
  }

  /** 1 where the expression is true. */
  set(expression: Expression): Uint8Array {
    return Uint8Array.from(this.values(expression), (value) => (value !== 0 ? 1 : 0));
  }

  of(expression: Expression): StateValues {
    const rate = this.values(expression);
    return { rate, atStart: 0, complement: complementOf(rate) };
  }

  reward(reward: Reward): StateValues {
    const rate = reward.rate === undefined ? undefined : this.values(reward.rate);
    const index = this.impulseRewards.indexOf(reward);
    const gained = this.process.impulses[index];
    if (gained === undefined) {
      const only = rate ?? new Float64Array(this.process.chain.stateCount);
      return { rate: only, atStart: 0, complement: complementOf(only) };
    }
    const both = rate === undefined ? gained.rate : rate.map((value, i) => value + (gained.rate[i] as number));
    const atStart = this.process.impulsesAtStart[index] ?? 0;
    return { ...gained, rate: both, atStart, complement: undefined };
  }
}

function complementOf(values: Float64Array): Float64Array | undefined {
  return values.every((value) => value === 0 || value === 1) ? values.map((value) => 1 - value) : undefined;
}
