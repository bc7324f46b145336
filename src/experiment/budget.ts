/** How a run is cut up and how long it goes on. */
export interface RunBudget {
  /** Trials of a chunk; the last one may have fewer. */
  readonly chunkTrials: number;
  readonly trials: number;
  /** What a trial costs, about. */
  readonly eventsPerTrial: number;
}

/** Trials when nobody says how many: as many as the events allow, at most `trials`, never fewer than a least number. */
export interface Effort {
  readonly trials: number;
  readonly events: number;
}

/** Events of one chunk: some tens of milliseconds, so that handing it to a worker costs next to nothing. */
const chunkEvents = 500_000;
/** What setting a trial up costs, in events. */
const trialOverhead = 8;
const chunkTrialsMax = 1 << 16;
export const defaultEffort: Effort = { trials: 10_000, events: 100_000_000 };
/** What a precision may cost at most, unless the user says how many trials. */
export const precisionEffort: Effort = { trials: 100_000_000, events: 1_000_000_000 };
const leastTrials = 100;
/** Trials whose events are counted to tell what a trial costs. */
const pilotTrials = 8;

/**
 * `pilot` tells the events of the first so many trials. Decided from the net and the seed alone, never from a clock: chunks
 * have the same bounds on every machine.
 */
export function budgetOf(
  pilot: (trials: number) => number,
  trials: number | undefined,
  effort: Effort = defaultEffort,
): RunBudget {
  const perTrial = pilot(pilotTrials) / pilotTrials;
  const chunkTrials = Math.max(1, Math.min(chunkTrialsMax, Math.round(chunkEvents / (perTrial + trialOverhead))));
  const affordable = Math.floor(effort.events / (perTrial + trialOverhead));
  return {
    chunkTrials,
    trials: trials ?? Math.max(leastTrials, Math.min(effort.trials, affordable)),
    eventsPerTrial: perTrial + trialOverhead,
  };
}
