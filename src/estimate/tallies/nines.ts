import { UNIT } from '../intervals/interval.js';
import type { TallyResult } from '../result.js';
import { MeanTally } from './mean.js';
import type { Tally, TallySpec, TallyState } from './tally.js';

type NinesSpec = Extract<TallySpec, { kind: 'nines' }>;

/**
 * Nines of availability, -log10(1 - A), A the mean over trials of an up time fraction: 3 for 99.9 %.
 *
 * The ends are the transformed ends of the interval for A, which keeps its confidence because the transformation is monotone. No
 * downtime seen: the estimate is infinite, the lower end is what the trials prove. The relative half-width is that of the unavailability.
 */
export class NinesTally implements Tally {
  private readonly mean: MeanTally;

  constructor(spec: NinesSpec) {
    const { value, halves } = spec;
    const mean = { kind: 'mean', value, support: { range: UNIT }, untilSeen: false } as const;
    this.mean = new MeanTally(halves === undefined ? mean : { ...mean, halves });
  }

  addRows(rows: Float64Array, width: number, count: number): void {
    this.mean.addRows(rows, width, count);
  }

  merge(other: NinesTally): void {
    this.mean.merge(other.mean);
  }

  toJSON(): TallyState {
    return this.mean.toJSON();
  }

  restore(state: ReturnType<MeanTally['toJSON']>): void {
    this.mean.restore(state);
  }

  result(confidence: number): TallyResult {
    const mean = this.mean.finding(confidence);
    const low = nines(mean.low);
    const high = nines(mean.high);
    const down = 1 - mean.estimate;
    return {
      kind: 'value',
      estimate: nines(mean.estimate),
      low,
      high,
      halfWidth: low === high ? 0 : (high - low) / 2,
      relativeHalfWidth: mean.high > mean.low ? (mean.high - mean.low) / 2 / down : 0,
      confidence,
      method: `${mean.method}, through -log10(1 - A)`,
      trials: mean.trials,
      ...(mean.notes.length > 0 ? { notes: mean.notes } : {}),
    };
  }
}

function nines(availability: number): number {
  return -Math.log10(1 - availability) + 0;
}
