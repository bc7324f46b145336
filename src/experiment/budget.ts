/** How a run is cut up and how long it goes on. */
export interface RunBudget {
  /** Trials of a chunk; the last one may have fewer. */
  readonly chunkTrials: number;
  readonly trials: number;
}

/** Events of one chunk: some tens of milliseconds, so that handing it to a worker costs next to nothing. */
const chunkEvents = 500_000;
/** What setting a trial up costs, in events. */
const trialOverhead = 8;
const chunkTrialsMax = 1 << 16;
/** Trials when the user says nothing, if they cost no more events than this in all; never fewer than the least. */
const defaultTrials = 10_000;
const defaultEvents = 100_000_000;
const leastTrials = 100;
/** Trials whose events are counted to tell what a trial costs. */
const pilotTrials = 8;

/**
 * `pilot` tells the events of the first so many trials. Decided from the net and the seed alone, never from a clock: chunks have the same bounds on every machine.
 */
export function budgetOf(pilot: (trials: number) => number, trials: number | undefined): RunBudget {
  const perTrial = pilot(pilotTrials) / pilotTrials;
  const chunkTrials = Math.max(1, Math.min(chunkTrialsMax, Math.round(chunkEvents / (perTrial + trialOverhead))));
  const affordable = Math.floor(defaultEvents / (perTrial + trialOverhead));
  return { chunkTrials, trials: trials ?? Math.max(leastTrials, Math.min(defaultTrials, affordable)) };
}
