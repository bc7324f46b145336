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
  /** Ends trials before their time, when what they show of their measures is enough; asked after each chunk, `share` of them being done. */
  readonly enough?: (tallies: PairedTallies, share: number) => boolean;
}

/** Pairs of trials by measure. */
export type PairedTallies = ReadonlyMap<string, PairedTally>;

export interface Comparison {
  readonly complete: boolean;
  /** By measure. */
  readonly measures: Readonly<Record<string, PairedComparison>>;
  /** The pairs themselves, by measure: for other confidences. */
  readonly tallies: PairedTallies;
}

/** Compares two designs measure by measure on common random numbers: trial k of one with trial k of the other. */
export async function compare(
  design: PreparedJob,
  rival: PreparedJob,
  measures: readonly string[],
  options: CompareOptions,
): Promise<Comparison> {
  const pair = pairOf(design, rival, measures);
  const budgets = pairBudgets(pair, options);
  const lanes = pair.lanes.map((lane, run) => new PairLane(lane.measures, budgets[run] as RunBudget, options.enough));
  const { complete } = await conduct(pair.job, lanes, options);
  const gathered = new Map(lanes.flatMap((lane) => [...lane.tallies]));
  const tallies = new Map(measures.flatMap((measure) => entryOf(gathered, measure)));
  const results = [...tallies].map(([measure, tally]) => [measure, tally.result(options.confidence)]);
  return { complete, measures: Object.fromEntries(results), tallies };
}

export function pairOf(design: PreparedJob, rival: PreparedJob, measures: readonly string[]): PreparedPair {
  return new PreparedPair({ design: design.job, rival: rival.job, measures }, design, rival);
}

/** How the trials of each run of a pair are cut up, at most. */
export function pairBudgets(
  pair: PreparedPair,
  { trials, effort }: Pick<CompareOptions, 'trials' | 'effort'>,
): readonly RunBudget[] {
  return pair.lanes.map((_, run) => budgetOf((trial) => pair.pilot(run, trial), trials, effort));
}

function entryOf<Value>(map: ReadonlyMap<string, Value>, key: string): readonly (readonly [string, Value])[] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}

class PairLane implements Lane {
  readonly tallies: PairedTallies;
  trials = 0;

  constructor(
    measures: readonly string[],
    readonly budget: RunBudget,
    private readonly isEnough: CompareOptions['enough'],
  ) {
    this.tallies = new Map(measures.map((measure) => [measure, new PairedTally()]));
  }

  get trialsExpected(): number {
    return this.budget.trials;
  }

  take(state: object): void {
    const { trials, pairs } = state as PairState;
    for (const [measure, tally] of this.tallies) {
      const moments = pairs[measure];
      if (moments === undefined) throw new Error(`a chunk of pairs lacks ${measure}`);
      const chunk = new PairedTally();
      chunk.restore(moments);
      tally.merge(chunk);
    }
    this.trials += trials;
  }

  enough(): boolean {
    return this.isEnough?.(this.tallies, this.trials / this.budget.trials) === true;
  }
}
