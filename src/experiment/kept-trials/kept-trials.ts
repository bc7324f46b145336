import type { RunBudget } from '../budget.js';
import type { Simulation } from '../simulate.js';
import { type KeptColumn, trialColumns } from './trial-columns.js';

/** What it takes to read a run's trials back from where its chunks are kept: plain data. */
export interface KeptTrials {
  /** In the order in which a chunk's values are packed. */
  readonly columns: readonly KeptColumn[];
  /** How the run was cut up. */
  readonly budget: Pick<RunBudget, 'chunkTrials' | 'trials'>;
  /** Up to the run's stopping point. */
  readonly trials: number;
}

/** Of each run of a simulation that is complete. */
export function keptTrials({ runs }: Simulation): readonly KeptTrials[] {
  return runs.map(({ planned, budget: { chunkTrials, trials }, set }) => ({
    columns: trialColumns(planned).map(({ name, measure, kind }) => ({ name, measure, kind })),
    budget: { chunkTrials, trials },
    trials: set.trials(0),
  }));
}
