import { tailOf } from '../intervals/interval.js';
import { meanInterval } from '../intervals/mean-interval.js';
import { Moments, type MomentsState } from '../moments.js';
import { studentQuantile } from '../numeric/student-quantile.js';
import { type Finding, type TallyResult, valueResult } from '../result.js';
import { readColumn, room, type Tally, type TallySpec } from './tally.js';

type MeanSpec = Extract<TallySpec, { kind: 'mean' }>;

interface MeanState {
  readonly moments: MomentsState;
  readonly censored: number;
  readonly drift: MomentsState;
}

/** Two halves of a long run that differ this improbably get a note. */
const DRIFT_FALSE_ALARM = 1e-4;

/**
 * Mean over independent trials of one value a trial; unbiased when trials are not censored.
 *
 * A value of Infinity in any trial makes the mean infinite, for certain. Trials censored at a cap enter with the value they had
 * reached: the mean is then a lower bound (of what only grows), and the interval has no upper end. In a long run the two halves
 * of the observed length are compared: when they differ the warm-up was too short, and a note says so; that they do not
 * differ proves nothing.
 */
export class MeanTally implements Tally {
  readonly moments = new Moments();
  private readonly drift = new Moments();
  private censored = 0;
  private block: Float64Array = new Float64Array(0);
  private other: Float64Array = new Float64Array(0);

  constructor(private readonly spec: MeanSpec) {}

  addRows(rows: Float64Array, width: number, count: number): void {
    const { halves, untilSeen } = this.spec;
    this.block = room(this.block, count);
    this.observe(rows, width, count, this.block);
    this.moments.addBlock(this.block, count);
    if (untilSeen) this.censored += countCensored(rows, width, count);
    if (halves === undefined) return;
    this.other = room(this.other, count);
    readColumn(rows, width, count, halves.first, this.block);
    readColumn(rows, width, count, halves.second, this.other);
    for (let row = 0; row < count; row++) this.other[row] = (this.other[row] as number) - (this.block[row] as number);
    this.drift.addBlock(this.other, count);
  }

  observe(rows: Float64Array, width: number, count: number, values: Float64Array): void {
    readColumn(rows, width, count, this.spec.value, values);
  }

  merge(other: MeanTally): void {
    this.moments.merge(other.moments);
    this.drift.merge(other.drift);
    this.censored += other.censored;
  }

  toJSON(): MeanState {
    return { moments: this.moments.toJSON(), censored: this.censored, drift: this.drift.toJSON() };
  }

  restore(state: MeanState): void {
    this.moments.restore(state.moments);
    this.drift.restore(state.drift);
    this.censored = state.censored;
  }

  result(confidence: number): TallyResult {
    return valueResult(this.finding(confidence), this.spec.support.range, confidence);
  }

  /** The mean and its interval. */
  finding(confidence: number): Finding {
    const { moments, censored } = this;
    const { support, untilSeen } = this.spec;
    const trials = moments.count + moments.infinite;
    if (moments.infinite > 0) {
      const method = `infinite in ${moments.infinite} of ${trials} trials`;
      return {
        estimate: Infinity,
        low: Infinity,
        high: Infinity,
        method,
        trials,
        notes: [`${method}, so is the mean`],
      };
    }
    const interval = meanInterval(moments, support, tailOf(confidence));
    const estimate = moments.count === 0 ? NaN : moments.mean;
    const notes = [...interval.notes, ...this.driftNotes()];
    const finding = { ...interval, estimate, trials, notes };
    if (!untilSeen) return finding;
    if (censored === 0) return { ...finding, censored };
    notes.push(
      `${censored} of ${trials} trials were cut off before the event; the estimate is a lower bound of the mean`,
    );
    const low = support.range.low >= 0 ? interval.low : -Infinity;
    return { ...finding, low, high: Infinity, censored };
  }

  private driftNotes(): string[] {
    const { drift } = this;
    if (drift.count < 2 || drift.variance === 0) return [];
    const t = drift.mean / Math.sqrt(drift.variance / drift.count);
    if (Math.abs(t) < studentQuantile(DRIFT_FALSE_ALARM / 2, drift.count - 1)) return [];
    const share = `${((100 * Math.abs(drift.mean)) / Math.abs(this.moments.mean)).toPrecision(2)} %`;
    const change = `${share} ${drift.mean > 0 ? 'more' : 'less'}`;
    return [`the second half of the observed length gave ${change} than the first: the warm-up is too short`];
  }
}

function countCensored(rows: Float64Array, width: number, count: number): number {
  let censored = 0;
  for (let row = 0, at = 0; row < count; row++, at += width) {
    if (rows[at + 1] === 0 && (rows[at] as number) < Infinity) censored++;
  }
  return censored;
}
