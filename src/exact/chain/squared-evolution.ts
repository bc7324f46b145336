import type { Chain } from './chain.js';
import type { Evolution } from './evolution.js';
import { dot, rowTimes, type TransitionMatrices, transitionMatrices } from './transition-matrices.js';

/**
 * A small chain over a long time: a time is its binary digits in units of d, each a `TransitionMatrices` level, and a rest by
 * uniformisation. Of each function the integrals over d, 2d, ... from each state are kept.
 */
export class SquaredEvolution implements Evolution {
  readonly method = 'squaring';
  private readonly matrices: TransitionMatrices;
  private readonly columns: Float64Array[][];
  private last: { time: number; instant: Float64Array; accumulated: Float64Array } | undefined;

  constructor(
    chain: Chain,
    private readonly initial: Float64Array,
    private readonly values: readonly Float64Array[],
  ) {
    this.matrices = transitionMatrices(chain);
    this.columns = values.map(() => []);
  }

  instant(value: number, time: number): number {
    return this.results(time).instant[value] as number;
  }

  accumulated(value: number, time: number): number {
    return this.results(time).accumulated[value] as number;
  }

  private results(time: number): { instant: Float64Array; accumulated: Float64Array } {
    if (this.last?.time === time) return this.last;
    const { levels, rest } = this.matrices.digits(time);
    const shortly = this.matrices.shortly(this.initial, rest);
    const accumulated = Float64Array.from(this.values, (value) => dot(shortly.spent, value));
    let { distribution } = shortly;
    for (const level of levels) {
      for (let f = 0; f < this.values.length; f++) {
        accumulated[f] = (accumulated[f] as number) + dot(distribution, this.column(f, level));
      }
      distribution = rowTimes(distribution, this.matrices.transition(level));
    }
    const instant = Float64Array.from(this.values, (value) => dot(distribution, value));
    this.last = { time, instant, accumulated };
    return this.last;
  }

  /** The integral of one function over 2^level d, by starting state. */
  private column(value: number, level: number): Float64Array {
    const columns = this.columns[value] as Float64Array[];
    while (columns.length <= level) {
      const last = columns.at(-1);
      columns.push(
        last === undefined ? this.firstColumn(value) : this.matrices.doubledColumn(columns.length - 1, last),
      );
    }
    return columns[level] as Float64Array;
  }

  private firstColumn(value: number): Float64Array {
    const n = this.matrices.size;
    const start = new Float64Array(n);
    return start.map((_, i) => {
      start.fill(0);
      start[i] = 1;
      return dot(this.matrices.shortly(start, 1).spent, this.values[value] as Float64Array);
    });
  }
}
