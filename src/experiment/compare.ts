import { type PairedComparison, PairedTally } from '../estimate/paired.js';
import { budgetOf, type Effort, type RunBudget } from './budget.js';
import { type ConductOptions, conduct, type Lane } from './conduct.js';
import type { PreparedJob } from './job.js';
import { type PairState, PreparedPair } from './pair.js';

export interface CompareOptions extends ConductOptions {
  readonly trials?: number;
  /** What decides the number of trials when nobody says it. */
  readonly effort?: Effort;
  readonly confidence: number;
}

export interface Comparison {
  readonly complete: boolean;
  /** By measure. */
  readonly measures: Readonly<Record<string, PairedComparison>>;
  /** The pairs themselves, by measure: for other confidences. */
  readonly tallies: ReadonlyMap<string, PairedTally>;
}

/** Compares two designs measure by measure on common random numbers: trial k of one with trial k of the other. */
export async function compare(
  design: PreparedJob,
  rival: PreparedJob,
  measures: readonly string[],
  options: CompareOptions,
): Promise<Comparison> {
  const pair = new PreparedPair({ design: design.job, rival: rival.job, measures }, design, rival);
  const budget = (run: number): RunBudget =>
    budgetOf((trial) => pair.pilot(run, trial), options.trials, options.effort);
  const lanes = pair.lanes.map((_, run) => new PairLane(budget(run)));
  const { complete } = await conduct(pair.job, lanes, options);
  const tallies = new Map(pair.lanes.map(({ measure }, run) => [measure, (lanes[run] as PairLane).tally]));
  const results = [...tallies].map(([measure, tally]) => [measure, tally.result(options.confidence)]);
  return { complete, measures: Object.fromEntries(results), tallies };
}

class PairLane implements Lane {
  readonly tally = new PairedTally();
  trials = 0;

  constructor(readonly budget: RunBudget) {}

  get trialsExpected(): number {
    return this.budget.trials;
  }

  take(state: object): void {
    const { trials, pairs } = state as PairState;
    const chunk = new PairedTally();
    chunk.restore(pairs);
    this.tally.merge(chunk);
    this.trials += trials;
  }

  enough(): boolean {
    return false;
  }
}
