import { tailOf } from '../intervals/interval.js';
import { ratioInterval } from '../intervals/ratio-interval.js';
import { PairMoments, type PairMomentsState } from '../pair-moments.js';
import { type Finding, type TallyResult, valueResult } from '../result.js';
import { readColumn, room, type Tally, type TallySpec } from './tally.js';

type RatioSpec = Extract<TallySpec, { kind: 'ratio' }>;

interface RatioState {
  readonly pairs: PairMomentsState;
  readonly infinite: number;
}

/** Ratio of two expectations, E[of] / E[by], from one pair a trial; see `ratioInterval`. */
export class RatioTally implements Tally {
  private readonly pairs = new PairMoments();
  /** Trials in which either is infinite: they say nothing about a ratio. */
  private infinite = 0;
  private xs: Float64Array = new Float64Array(0);
  private ys: Float64Array = new Float64Array(0);

  constructor(private readonly spec: RatioSpec) {}

  addRows(rows: Float64Array, width: number, count: number): void {
    this.xs = room(this.xs, count);
    this.ys = room(this.ys, count);
    readColumn(rows, width, count, this.spec.by, this.xs);
    readColumn(rows, width, count, this.spec.of, this.ys);
    let kept = 0;
    for (let row = 0; row < count; row++) {
      const x = this.xs[row] as number;
      const y = this.ys[row] as number;
      if (x === Infinity || y === Infinity) continue;
      this.xs[kept] = x;
      this.ys[kept++] = y;
    }
    this.infinite += count - kept;
    this.pairs.addBlock(this.xs, this.ys, kept);
  }

  merge(other: RatioTally): void {
    this.pairs.merge(other.pairs);
    this.infinite += other.infinite;
  }

  toJSON(): RatioState {
    return { pairs: this.pairs.toJSON(), infinite: this.infinite };
  }

  restore(state: RatioState): void {
    this.pairs.restore(state.pairs);
    this.infinite = state.infinite;
  }

  result(confidence: number): TallyResult {
    return valueResult(this.finding(confidence), this.spec.range, confidence);
  }

  finding(confidence: number): Finding {
    const { pairs, infinite } = this;
    const trials = pairs.count + infinite;
    if (infinite > 0) {
      const method = `infinite in ${infinite} of ${trials} trials`;
      return { ...this.spec.range, estimate: NaN, method, trials, notes: [`${method}: the ratio has no value`] };
    }
    const interval = ratioInterval(pairs, this.spec.range, tailOf(confidence));
    return { ...interval, estimate: pairs.meanX > 0 ? pairs.meanY / pairs.meanX : NaN, trials };
  }
}
