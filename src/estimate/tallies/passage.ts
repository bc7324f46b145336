import { probabilityHigh, probabilityLow } from '../intervals/clopper-pearson.js';
import { distributionBand } from '../intervals/distribution-band.js';
import { type Interval, tailOf, UNIT } from '../intervals/interval.js';
import { type CurvePoint, curveResult, type TallyResult, valueResult } from '../result.js';
import type { Tally, TallySpec } from './tally.js';

type PassageSpec = Extract<TallySpec, { kind: 'passage' }>;

interface PassageState {
  readonly trials: number;
  readonly unseen: number;
  readonly counts: readonly number[];
}

/**
 * P(T <= t) of a first passage time T at given times t, or its complement, the survival curve.
 *
 * Every trial is watched at least up to the largest t, so the share of trials that got there is unbiased and its interval
 * Clopper and Pearson's; a passage that can no longer happen is one that does not. The band over all times is that
 * of `distributionBand`. For t = Infinity ("ever") a trial cut off at a finite cap may or may not get there: the interval
 * reaches from none of those to all of them.
 */
export class PassageTally implements Tally {
  private trials = 0;
  /** Trials that ended at a finite time without it. */
  private unseen = 0;
  /** Trials that got there after times[i - 1] and by times[i]. */
  private readonly counts: Float64Array;

  constructor(private readonly spec: PassageSpec) {
    this.counts = new Float64Array(spec.times.length);
  }

  addRows(rows: Float64Array, width: number, count: number): void {
    const { counts } = this;
    const { times } = this.spec;
    let unseen = 0;
    this.trials += count;
    if (times.length === 1) {
      const limit = times[0] as number;
      let reached = 0;
      for (let row = 0, at = 0; row < count; row++, at += width) {
        const end = rows[at] as number;
        if (rows[at + 1] === 1) {
          if (end <= limit) reached++;
        } else if (end < Infinity) unseen++;
      }
      counts[0] = (counts[0] as number) + reached;
    } else {
      for (let row = 0, at = 0; row < count; row++, at += width) {
        const end = rows[at] as number;
        if (rows[at + 1] === 1) {
          const index = firstAtLeast(times, end);
          if (index < times.length) counts[index] = (counts[index] as number) + 1;
        } else if (end < Infinity) unseen++;
      }
    }
    this.unseen += unseen;
  }

  observe(rows: Float64Array, width: number, count: number, values: Float64Array): void {
    const limit = this.spec.times[0] as number;
    const [yes, no] = this.spec.complement ? [0, 1] : [1, 0];
    for (let row = 0; row < count; row++) {
      const at = row * width;
      values[row] = rows[at + 1] === 1 && (rows[at] as number) <= limit ? yes : no;
    }
  }

  merge(other: PassageTally): void {
    this.trials += other.trials;
    this.unseen += other.unseen;
    other.counts.forEach((count, index) => {
      this.counts[index] = (this.counts[index] as number) + count;
    });
  }

  toJSON(): PassageState {
    return { trials: this.trials, unseen: this.unseen, counts: [...this.counts] };
  }

  restore(state: PassageState): void {
    this.trials = state.trials;
    this.unseen = state.unseen;
    this.counts.set(state.counts);
  }

  result(confidence: number): TallyResult {
    return this.spec.curve ? this.curve(confidence) : this.value(confidence);
  }

  private value(confidence: number): TallyResult {
    const { trials, unseen } = this;
    const open = this.spec.times[0] === Infinity;
    const reached = this.counts[0] as number;
    return shareResult({ trials, reached, ...(open ? { censored: unseen } : {}) }, this.spec.complement, confidence);
  }

  private curve(confidence: number): TallyResult {
    const { trials } = this;
    const { times, complement } = this.spec;
    const tail = tailOf(confidence);
    let total = 0;
    const reached = Array.from(this.counts, (count) => (total += count));
    const band = trials === 0 ? times.map(() => UNIT) : distributionBand(reached, trials, tail);
    const points = times.map((at, index): CurvePoint => {
      const count = reached[index] as number;
      const { low, high } = share(count, 0, trials, tail);
      const { low: bandLow, high: bandHigh } = band[index] as Interval;
      const estimate = count / trials;
      if (!complement) return { at, estimate, low, high, bandLow, bandHigh };
      const turned = { low: 1 - high, high: 1 - low, bandLow: 1 - bandHigh, bandHigh: 1 - bandLow };
      return { at, estimate: (trials - count) / trials, ...turned };
    });
    const method = `Clopper-Pearson on ${trials} trials at each time; band by Dvoretzky-Kiefer-Wolfowitz and Bonferroni`;
    return curveResult(points, method, trials, confidence);
  }
}

/** Result of a share of trials; `censored` trials may or may not belong to it. */
export function shareResult(
  seen: { readonly trials: number; readonly reached: number; readonly censored?: number },
  complement: boolean,
  confidence: number,
): TallyResult {
  const { trials, reached, censored } = seen;
  const interval = share(reached, censored ?? 0, trials, tailOf(confidence));
  const turned = complement ? { low: 1 - interval.high, high: 1 - interval.low } : interval;
  const estimate = trials === 0 ? NaN : (complement ? trials - reached : reached) / trials;
  const notes =
    (censored ?? 0) > 0
      ? [`${censored} of ${trials} trials were cut off before either could be told; the interval allows for both`]
      : [];
  const method = `Clopper-Pearson on ${trials} trials, ${reached} reached`;
  const finding = { ...turned, estimate, method, trials, notes, ...(censored === undefined ? {} : { censored }) };
  return valueResult(finding, UNIT, confidence);
}

function share(reached: number, censored: number, trials: number, tail: number): Interval {
  if (trials === 0) return UNIT;
  return { low: probabilityLow(reached, trials, tail), high: probabilityHigh(reached + censored, trials, tail) };
}

/** Index of the first time that is at least `end`; the number of times when there is none. */
function firstAtLeast(times: readonly number[], end: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
