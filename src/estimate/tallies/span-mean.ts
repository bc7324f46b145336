import { type TallyResult, valueResult } from '../result.js';
import { countOpenSpans, openSpanNotes } from './open-spans.js';
import { RatioTally } from './ratio.js';
import type { Tally, TallySpec } from './tally.js';

type SpanMeanSpec = Extract<TallySpec, { kind: 'span-mean' }>;

interface SpanMeanState {
  readonly ratio: ReturnType<RatioTally['toJSON']>;
  readonly open: number;
  readonly completed: number;
}

/**
 * Mean value of the completed passages of a span, or of several: total over number, both summed over trials, which are what is independent;
 * the passages of one trial need not be. Passages still open at the end are counted as censored.
 *
 * Not promised: freedom from bias when passages are about as long as the time watched: the long ones are cut off.
 */
export class SpanMeanTally implements Tally {
  private readonly ratio: RatioTally;
  private open = 0;
  private completed = 0;

  constructor(private readonly spec: SpanMeanSpec) {
    const { first, others = [], range } = spec;
    const of = { plus: first + 2, also: others.map((other) => other + 2), divisor: 1 };
    const by = { plus: first + 1, also: others.map((other) => other + 1), divisor: 1 };
    this.ratio = new RatioTally({ kind: 'ratio', of, by, range });
  }

  addRows(rows: Float64Array, width: number, count: number): void {
    this.ratio.addRows(rows, width, count);
    for (const first of [this.spec.first, ...(this.spec.others ?? [])]) {
      this.open += countOpenSpans(rows, width, count, first);
      for (let row = 0, at = first + 1; row < count; row++, at += width) this.completed += rows[at] as number;
    }
  }

  merge(other: SpanMeanTally): void {
    this.ratio.merge(other.ratio);
    this.open += other.open;
    this.completed += other.completed;
  }

  toJSON(): SpanMeanState {
    return { ratio: this.ratio.toJSON(), open: this.open, completed: this.completed };
  }

  restore(state: SpanMeanState): void {
    this.ratio.restore(state.ratio);
    this.open = state.open;
    this.completed = state.completed;
  }

  result(confidence: number): TallyResult {
    const finding = this.ratio.finding(confidence);
    const notes = [...finding.notes, ...openSpanNotes(this.open, this.completed)];
    return valueResult({ ...finding, censored: this.open, notes }, this.spec.range, confidence);
  }
}
