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
/** Trials whose events are counted to tell what a trial costs: fewer when they are long. */
const pilotTrials = 8;
const pilotEvents = 50_000;

/**
 * `pilot` tells the events of a trial. Decided from the net and the seed alone, never from a clock: chunks
 * have the same bounds on every machine.
 */
export function budgetOf(
  pilot: (trial: number) => number,
  trials: number | undefined,
  effort: Effort = defaultEffort,
): RunBudget {
  const perTrial = eventsPerTrial(pilot);
  const chunkTrials = Math.max(1, Math.min(chunkTrialsMax, Math.round(chunkEvents / (perTrial + trialOverhead))));
  const affordable = Math.floor(effort.events / (perTrial + trialOverhead));
  return {
    chunkTrials,
    trials: trials ?? Math.max(leastTrials, Math.min(effort.trials, affordable)),
    eventsPerTrial: perTrial + trialOverhead,
  };
}

function eventsPerTrial(pilot: (trial: number) => number): number {
  let events = 0;
  let trials = 0;
  while (trials < pilotTrials && events < pilotEvents) events += pilot(trials++);
  return events / trials;
}
