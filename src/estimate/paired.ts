import { ANYTHING, type Interval, NOT_NEGATIVE, tailOf } from './intervals/interval.js';
import { ratioInterval } from './intervals/ratio-interval.js';
import { skewedStudent } from './intervals/skewed-student.js';
import { PairMoments, type PairMomentsState } from './pair-moments.js';

/** What pairs of trials said of one measure of two designs, a and b. */
export interface PairedComparison {
  readonly trials: number;
  readonly confidence: number;
  /** Mean of a - b, or of a - factor b. */
  readonly difference: Interval & { readonly estimate: number };
  /** Mean of a over mean of b; NaN, from 0 to Infinity, when b was always 0. */
  readonly ratio: Interval & { readonly estimate: number };
  /** Of a and b in one trial. */
  readonly correlation: number;
  /** Variance of a - b with independent trials over that with these: how many times fewer trials pairing needs. */
  readonly gain: number;
  readonly method: string;
}

/**
 * Two designs compared on the same trials (common random numbers): a's and b's value of one measure in trial t are one pair.
 *
 * The difference has Student's interval on the differences, corrected for skewness, the variance of the difference being
 * Var a + Var b - 2 Cov(a, b); the ratio has Fieller's. Both are honest whether or not the pairs are correlated; only their
 * width gains from it. Differences that are all equal give an interval of no width: nothing says what another trial would show.
 */
export class PairedTally {
  private readonly pairs = new PairMoments();

  /** Takes in the first `count` trials of a block; the next in order. */
  addBlock(a: Float64Array, b: Float64Array, count: number): void {
    this.pairs.addBlock(b, a, count);
  }

  merge(other: PairedTally): void {
    this.pairs.merge(other.pairs);
  }

  toJSON(): PairMomentsState {
    return this.pairs.toJSON();
  }

  restore(state: PairMomentsState): void {
    this.pairs.restore(state);
  }

  /** The larger of the two means in size: what differences are small beside. */
  get scale(): number {
    return Math.max(Math.abs(this.pairs.meanX), Math.abs(this.pairs.meanY));
  }

  /** The mean of a by itself, with Student's interval; `b` its fellow. */
  means(confidence: number): {
    readonly a: Interval & { estimate: number };
    readonly b: Interval & { estimate: number };
  } {
    return { a: this.mean(0, 1, confidence), b: this.mean(1, 0, confidence) };
  }

  private mean(p: number, q: number, confidence: number): Interval & { estimate: number } {
    const { count } = this.pairs;
    const moments = this.pairs.combination(p, q);
    const interval = count < 2 ? ANYTHING : skewedStudent({ count, ...moments }, tailOf(confidence));
    return { estimate: moments.mean, ...interval };
  }

  result(confidence: number, factor = 1): PairedComparison {
    const { pairs } = this;
    const { count, meanX: b, meanY: a } = pairs;
    const tail = tailOf(confidence);
    const difference = pairs.combination(-factor, 1);
    const apart = pairs.combination(factor, 0).variance + pairs.combination(0, 1).variance;
    return {
      trials: count,
      confidence,
      difference: {
        estimate: a - factor * b,
        ...(count < 2 ? ANYTHING : skewedStudent({ count, ...difference }, tail)),
      },
      ratio: { estimate: b > 0 ? a / b : Number.NaN, ...ends(ratioInterval(pairs, NOT_NEGATIVE, tail)) },
      correlation: pairs.correlation,
      gain: difference.variance > 0 ? apart / difference.variance : apart > 0 ? Infinity : 1,
      method: `Student on ${count} paired trials, skewness corrected; ratio by Fieller`,
    };
  }
}

function ends({ low, high }: Interval): Interval {
  return { low, high };
}
