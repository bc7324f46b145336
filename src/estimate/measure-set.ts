import type { SpanSink } from '../kernel/plan.js';
import type { PlannedRun } from './planned-run.js';
import type { Estimate, MeasureResult } from './result.js';
import { createTally } from './tallies/create-tally.js';
import type { Tally, TallySpec, TallyState } from './tallies/tally.js';

/** Everything observed so far as plain JSON; restores bit for bit. */
export interface MeasureSetState {
  readonly trials: readonly TrialRange[];
  readonly tallies: readonly (readonly TallyState[])[];
}

/** Which trials of a run were taken in: `count` of them, with indices from `first` to before `next`. */
export interface TrialRange {
  readonly count: number;
  readonly first: number;
  readonly next: number;
}

/** Relative error that floating-point sums over a trial may have, allowed for when compared with an exact value. */
const ROUNDING = 1e-12;

/**
 * The tallies of all measures of a net, run by run. A worker fills one from its chunk, the sets of the chunks are merged in order of
 * their trials: the same chunks cut into the same blocks give the same bits, wherever they were computed.
 */
export class MeasureSet {
  private readonly tallies: readonly (readonly Tally[])[];
  private readonly ranges: TrialRange[];

  constructor(readonly runs: readonly PlannedRun[]) {
    this.tallies = runs.map((run) => run.measures.map((measure) => createTally(measure.tally)));
    this.ranges = runs.map(() => ({ count: 0, first: 0, next: 0 }));
  }

  static fromJSON(runs: readonly PlannedRun[], state: MeasureSetState): MeasureSet {
    const set = new MeasureSet(runs);
    state.trials.forEach((range, run) => {
      set.ranges[run] = range;
    });
    set.tallies.forEach((tallies, run) => {
      tallies.forEach((tally, index) => {
        tally.restore(item(item(state.tallies, run), index));
      });
    });
    return set;
  }

  /** Trials taken in of a run. */
  trials(run: number): number {
    return item(this.ranges, run).count;
  }

  /** Takes in `count` rows of a run, from trial `firstTrial` on; trials come in order of their index and never twice. */
  addRows(run: number, firstTrial: number, count: number, rows: Float64Array): void {
    const { width } = item(this.runs, run).layout;
    this.extend(run, { count, first: firstTrial, next: firstTrial + count });
    for (const tally of item(this.tallies, run)) tally.addRows(rows, width, count);
  }

  private extend(run: number, later: TrialRange): void {
    if (later.count === 0) return;
    const ours = item(this.ranges, run);
    if (ours.count > 0 && later.first < ours.next) {
      throw new RangeError(`measure set: trial ${later.first} of run ${run} comes after trial ${ours.next - 1}`);
    }
    const first = ours.count > 0 ? ours.first : later.first;
    this.ranges[run] = { count: ours.count + later.count, first, next: later.next };
  }

  /** Where the completed passages of a run go. */
  sink(run: number): SpanSink {
    const bySpan = item(this.runs, run).plan.spans.map((_, span) => this.readersOf(run, span));
    return (span, trial, value) => {
      for (const tally of item(bySpan, span)) tally.addSpan?.(trial, value);
    };
  }

  private readersOf(run: number, span: number): Tally[] {
    const reads = (spec: TallySpec): boolean => spec.kind === 'span-quantile' && spec.span === span;
    const { measures } = item(this.runs, run);
    return item(this.tallies, run).filter((_, index) => reads(item(measures, index).tally));
  }

  /** Joins what another set of the same runs has seen, which comes after ours. */
  merge(other: MeasureSet): void {
    this.tallies.forEach((tallies, run) => {
      this.extend(run, item(other.ranges, run));
      tallies.forEach((tally, index) => {
        tally.merge(item(item(other.tallies, run), index));
      });
    });
  }

  toJSON(): MeasureSetState {
    return { trials: [...this.ranges], tallies: this.tallies.map((tallies) => tallies.map((tally) => tally.toJSON())) };
  }

  /** The estimate of every measure, in the order of the runs. */
  results(confidence: number): Record<string, MeasureResult> {
    const results: [string, MeasureResult][] = [];
    this.runs.forEach((run, index) => {
      run.measures.forEach((measure, place) => {
        const tally = item(item(this.tallies, index), place);
        results.push([measure.name, finish(tally, run, measure.unit, confidence)]);
      });
    });
    return Object.fromEntries(results);
  }

  /** The estimate of one measure; undefined when there is none of this name. */
  result(name: string, confidence: number): MeasureResult | undefined {
    for (const [index, run] of this.runs.entries()) {
      const place = run.measures.findIndex((measure) => measure.name === name);
      const tally = this.tallies[index]?.[place];
      if (tally !== undefined) return finish(tally, run, item(run.measures, place).unit, confidence);
    }
    return undefined;
  }

  /**
   * Whether an exact value lies in the measure's interval of confidence 1 - falseAlarm: an unbiased simulation of the same
   * quantity says no with about this probability. A relative 1e-12 is allowed for rounding. Undefined for a curve or an
   * unknown name.
   */
  agrees(name: string, exact: number, falseAlarm = 1e-6): boolean | undefined {
    const result = this.result(name, 1 - falseAlarm);
    return result?.kind === 'value' ? contains(result, exact) : undefined;
  }
}

/** Whether the interval holds the value, but for rounding. */
export function contains(interval: Pick<Estimate, 'low' | 'high'>, value: number): boolean {
  const slack = Number.isFinite(value) ? ROUNDING * Math.abs(value) : 0;
  return interval.low <= value + slack && value - slack <= interval.high;
}

function finish(tally: Tally, run: PlannedRun, unit: string, confidence: number): MeasureResult {
  const result = tally.result(confidence);
  const notes = [...(result.notes ?? []), ...run.notes];
  const method = run.kind === 'long-run' ? `${result.method}; each ${run.title}` : result.method;
  return { ...result, unit, method, ...(notes.length > 0 ? { notes } : {}) };
}

function item<Item>(items: readonly Item[], index: number): Item {
  const found = items[index];
  if (found === undefined) throw new RangeError(`measure set: no item ${index} among ${items.length}`);
  return found;
}
