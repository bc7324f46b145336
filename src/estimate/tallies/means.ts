import { type Interval, tailOf } from '../intervals/interval.js';
import { meanInterval } from '../intervals/mean-interval.js';
import { Moments, type MomentsState } from '../moments.js';
import { type CurvePoint, curveResult, type TallyResult } from '../result.js';
import { readColumn, room, type Tally, type TallySpec } from './tally.js';

type MeansSpec = Extract<TallySpec, { kind: 'means' }>;

/**
 * A curve of means over the same trials: at each time the interval of `meanInterval`, and a band that holds at all m times at
 * once by giving each time 1/m of the error (Bonferroni; neighbouring times are correlated, so that it is wider than need be).
 */
export class MeansTally implements Tally {
  private readonly moments: readonly Moments[];
  private block: Float64Array = new Float64Array(0);

  constructor(private readonly spec: MeansSpec) {
    this.moments = spec.values.map(() => new Moments());
  }

  addRows(rows: Float64Array, width: number, count: number): void {
    this.block = room(this.block, count);
    this.spec.values.forEach((column, index) => {
      readColumn(rows, width, count, column, this.block);
      this.moments[index]?.addBlock(this.block, count);
    });
  }

  merge(other: MeansTally): void {
    this.moments.forEach((moments, index) => {
      const theirs = other.moments[index];
      if (theirs !== undefined) moments.merge(theirs);
    });
  }

  toJSON(): MomentsState[] {
    return this.moments.map((moments) => moments.toJSON());
  }

  restore(state: readonly MomentsState[]): void {
    this.moments.forEach((moments, index) => {
      const theirs = state[index];
      if (theirs !== undefined) moments.restore(theirs);
    });
  }

  result(confidence: number): TallyResult {
    const tail = tailOf(confidence);
    const trials = this.moments[0] === undefined ? 0 : this.moments[0].count + this.moments[0].infinite;
    const points = this.moments.map((_, index) => this.point(index, tail));
    const method = `Student on ${trials} trials at each time, skewness corrected; band by Bonferroni over ${points.length} times`;
    return curveResult(points, method, trials, confidence);
  }

  private point(index: number, tail: number): CurvePoint {
    const { at, supports } = this.spec;
    const moments = this.moments[index];
    const support = supports[index];
    const time = at[index];
    if (moments === undefined || support === undefined || time === undefined) {
      throw new RangeError(`means: no time ${index} among ${at.length}`);
    }
    const intervalAt = (part: number): Interval =>
      moments.infinite > 0 ? { low: Infinity, high: Infinity } : meanInterval(moments, support, part);
    const { low, high } = intervalAt(tail);
    const band = intervalAt(tail / at.length);
    const estimate = moments.infinite > 0 ? Infinity : moments.count === 0 ? NaN : moments.mean;
    return { at: time, estimate, low, high, bandLow: band.low, bandHigh: band.high };
  }
}
