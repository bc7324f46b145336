import { type Interval, NOT_NEGATIVE, tailOf } from '../intervals/interval.js';
import { quantileRanks } from '../intervals/quantile-levels.js';
import { normalQuantile } from '../numeric/normal-quantile.js';
import { studentQuantile } from '../numeric/student-quantile.js';
import { QuantileSketch, type QuantileSketchState, SKETCH_ACCURACY } from '../quantile-sketch.js';
import { type TallyResult, valueResult } from '../result.js';
import { countOpenSpans, openSpanNotes } from './open-spans.js';
import type { Tally, TallySpec } from './tally.js';

type SpanQuantileSpec = Extract<TallySpec, { kind: 'span-quantile' }>;

/** Trials are dealt to this many sections; that of a trial does not depend on chunks or workers. */
const SECTIONS = 32;

interface SpanQuantileState {
  readonly trials: number;
  readonly open: number;
  readonly sections: readonly QuantileSketchState[];
}

/**
 * Quantile of the values of a span's completed passages: that of all passages together, to 0.1 %.
 *
 * Passages of one trial are not independent, trials are: the passages of trial t go to section t mod 32. The share of passages at or below
 * the estimate varies between sections by more than the binomial, by the design effect d >= 1, estimated with 31 degrees of
 * freedom; n passages count as n / d (z / t)^2 independent ones, z and t the normal and Student quantiles, and the interval
 * runs between two order statistics (`quantileRanks`), each moved outwards to the edge of its bucket. Unlike Student's interval of 32 section
 * quantiles this needs no density, holds for discrete values, and is honest when there are few: an end beyond the largest
 * passage seen is infinite.
 */
export class SpanQuantileTally implements Tally {
  private trials = 0;
  private open = 0;
  private readonly sections = Array.from({ length: SECTIONS }, () => new QuantileSketch());

  constructor(private readonly spec: SpanQuantileSpec) {}

  addRows(rows: Float64Array, width: number, count: number): void {
    this.trials += count;
    this.open += countOpenSpans(rows, width, count, this.spec.first);
  }

  addSpan(trial: number, value: number): void {
    this.section(trial % SECTIONS).add(value);
  }

  merge(other: SpanQuantileTally): void {
    this.trials += other.trials;
    this.open += other.open;
    this.sections.forEach((section, index) => {
      section.merge(other.section(index));
    });
  }

  private section(index: number): QuantileSketch {
    const section = this.sections[index];
    if (section === undefined) throw new RangeError(`span quantile: no section ${index}`);
    return section;
  }

  toJSON(): SpanQuantileState {
    return { trials: this.trials, open: this.open, sections: this.sections.map((section) => section.toJSON()) };
  }

  restore(state: SpanQuantileState): void {
    this.trials = state.trials;
    this.open = state.open;
    state.sections.forEach((section, index) => {
      this.section(index).restore(section);
    });
  }

  result(confidence: number): TallyResult {
    const { trials, open, sections } = this;
    const { probability } = this.spec;
    const all = new QuantileSketch();
    for (const section of sections) all.merge(section);
    const notes = openSpanNotes(open, all.count, Math.min(probability, 1 - probability));
    if (all.count === 0) {
      const finding = { ...NOT_NEGATIVE, estimate: NaN, method: 'no passage', trials, censored: open };
      return valueResult({ ...finding, notes: ['no passage was completed', ...notes] }, NOT_NEGATIVE, confidence);
    }
    const estimate = all.atRank(Math.max(1, Math.ceil(probability * all.count - 1e-9))).value;
    const effect = this.designEffect(all, estimate);
    const interval = this.interval(all, all.count / effect, tailOf(confidence));
    const method = `order statistics of ${all.count} passages, design effect ${effect.toPrecision(3)} from ${SECTIONS} sections, sketch to ${100 * SKETCH_ACCURACY} %`;
    return valueResult({ ...interval, estimate, method, trials, censored: open, notes }, NOT_NEGATIVE, confidence);
  }

  private interval(all: QuantileSketch, effective: number, tail: number): Interval {
    const factor = (normalQuantile(tail) / studentQuantile(tail, SECTIONS - 1)) ** 2;
    const ranks = quantileRanks(all.count, effective * factor, this.spec.probability, tail);
    return {
      low: ranks.low < 1 ? 0 : all.atRank(ranks.low).low,
      high: ranks.high > all.count ? Infinity : all.atRank(ranks.high).high,
    };
  }

  /**
   * Variance of the share of passages at or below `value`, over what independent passages would have; at least 1. The
   * share is a ratio of sums over sections, k passages of n, with variance s / (s - 1) sum (k - share n)^2 / N^2.
   */
  private designEffect(all: QuantileSketch, value: number): number {
    const share = all.countUpTo(value) / all.count;
    if (share === 0 || share === 1) return 1;
    let squares = 0;
    for (const section of this.sections) squares += (section.countUpTo(value) - share * section.count) ** 2;
    const variance = ((SECTIONS / (SECTIONS - 1)) * squares) / all.count ** 2;
    return Math.max(1, (variance * all.count) / (share * (1 - share)));
  }
}
