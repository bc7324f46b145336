import { clopperPearson } from '../intervals/clopper-pearson.js';
import { tailOf, UNIT } from '../intervals/interval.js';
import { curveResult, type TallyResult, valueResult } from '../result.js';
import type { Tally, TallySpec } from './tally.js';

type ProportionsSpec = Extract<TallySpec, { kind: 'proportions' }>;

interface ProportionsState {
  readonly trials: number;
  readonly counts: readonly number[];
}

/**
 * Share of trials in which an expression that is 0 or 1 holds at each of given times: unbiased, interval of Clopper and Pearson; the
 * band gives each of m times 1/m of the error (Bonferroni).
 */
export class ProportionsTally implements Tally {
  private trials = 0;
  private readonly counts: Float64Array;

  constructor(private readonly spec: ProportionsSpec) {
    this.counts = new Float64Array(spec.columns.length);
  }

  addRows(rows: Float64Array, width: number, count: number): void {
    const { columns } = this.spec;
    this.trials += count;
    for (let index = 0; index < columns.length; index++) {
      let seen = 0;
      for (let row = 0, at = columns[index] as number; row < count; row++, at += width) if (rows[at] !== 0) seen++;
      this.counts[index] = (this.counts[index] as number) + seen;
    }
  }

  observe(rows: Float64Array, width: number, count: number, values: Float64Array): void {
    const column = this.spec.columns[0] as number;
    for (let row = 0; row < count; row++) values[row] = rows[row * width + column] === 0 ? 0 : 1;
  }

  merge(other: ProportionsTally): void {
    this.trials += other.trials;
    other.counts.forEach((count, index) => {
      this.counts[index] = (this.counts[index] as number) + count;
    });
  }

  toJSON(): ProportionsState {
    return { trials: this.trials, counts: [...this.counts] };
  }

  restore(state: ProportionsState): void {
    this.trials = state.trials;
    this.counts.set(state.counts);
  }

  result(confidence: number): TallyResult {
    const { trials, counts, spec } = this;
    const tail = tailOf(confidence);
    const intervalOf = (count: number, part: number) => (trials === 0 ? UNIT : clopperPearson(count, trials, part));
    const method = `Clopper-Pearson on ${trials} trials`;
    const [first = 0] = counts;
    if (!spec.curve) {
      const interval = { ...intervalOf(first, tail), method: `${method}, ${first} seen`, notes: [] };
      return valueResult({ ...interval, estimate: trials === 0 ? NaN : first / trials, trials }, UNIT, confidence);
    }
    const points = spec.at.map((at, index) => {
      const count = counts[index] as number;
      const band = intervalOf(count, tail / spec.at.length);
      return { at, estimate: count / trials, ...intervalOf(count, tail), bandLow: band.low, bandHigh: band.high };
    });
    return curveResult(
      points,
      `${method} at each time; band by Bonferroni over ${points.length} times`,
      trials,
      confidence,
    );
  }
}
