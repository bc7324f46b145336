import type { WatchedFaults } from '../../system/mechanisms/inject/campaign.js';
import { adaptiveExecutor } from '../adaptive-executor.js';
import { budgetOf, type RunBudget } from '../budget.js';
import { conduct, type Lane, type Progress } from '../conduct.js';
import type { InjectionJob } from '../job.js';
import { type FaultTrials, type InjectionState, PreparedInjections } from './prepared-injections.js';

export interface InjectionOptions {
  readonly seed: string;
  /** In the nets' time unit. */
  readonly horizon: number;
  /** Of each design; as many as the effort allows when absent. */
  readonly trials?: number;
  readonly workers: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** What all trials of one design showed. */
export interface InjectionOutcome {
  readonly design: WatchedFaults;
  readonly trials: number;
  readonly faults: readonly FaultTrials[];
  /** Causes of outages, as the net names them. */
  readonly causes: readonly string[];
}

export interface Injections {
  /** False when it was interrupted. */
  readonly complete: boolean;
  readonly events: number;
  readonly outcomes: readonly InjectionOutcome[];
}

/** Of all designs together, when nobody says how many trials; each has at least 100. */
const eventsMost = 100_000_000;
const trialsMost = 1_000;

/** An experiment of injections, ready to be run: what it will take is known beforehand. */
export class InjectionExperiment {
  readonly job: InjectionJob;
  private readonly prepared: PreparedInjections;
  private readonly lanes: readonly InjectionLane[];

  constructor(
    designs: readonly WatchedFaults[],
    private readonly options: InjectionOptions,
  ) {
    const { seed, horizon, trials } = options;
    this.job = { designs, seed, horizon };
    this.prepared = new PreparedInjections(this.job);
    const effort = { trials: trialsMost, events: eventsMost / Math.max(1, designs.length) };
    this.lanes = designs.map((design, run) => {
      const budget = budgetOf((trial) => this.prepared.pilot(run, trial), trials, effort);
      return new InjectionLane(design, budget);
    });
  }

  /** Trials of all designs, and about how many events they have. */
  get work(): { readonly trials: number; readonly events: number } {
    const budgets = this.lanes.map(({ budget }) => budget);
    return {
      trials: budgets.reduce((sum, { trials }) => sum + trials, 0),
      events: budgets.reduce((sum, { trials, eventsPerTrial }) => sum + trials * eventsPerTrial, 0),
    };
  }

  /** Throws TrialFailed when a trial meets what the net forbids. */
  async run(): Promise<Injections> {
    const { workers, onProgress, signal } = this.options;
    const executor = adaptiveExecutor(workers, []);
    try {
      const { complete, events } = await conduct(this.job, this.lanes, {
        executor,
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(signal === undefined ? {} : { signal }),
      });
      const outcomes = this.lanes.map(({ design, trials, faults }, run) => {
        return { design, trials, faults, causes: this.prepared.causes(run) };
      });
      return { complete, events, outcomes };
    } finally {
      await executor.close();
    }
  }
}

class InjectionLane implements Lane {
  trials = 0;
  private readonly taken: FaultTrials[][];

  constructor(
    readonly design: WatchedFaults,
    readonly budget: RunBudget,
  ) {
    this.taken = design.faults.map(() => []);
  }

  get trialsExpected(): number {
    return this.budget.trials;
  }

  get faults(): readonly FaultTrials[] {
    return this.taken.map((chunks) => ({
      missed: chunks.reduce((sum, { missed }) => sum + missed, 0),
      seen: chunks.flatMap(({ seen }) => seen),
    }));
  }

  take(state: object): void {
    const { trials, faults } = state as InjectionState;
    this.trials += trials;
    for (const [index, fault] of faults.entries()) this.taken[index]?.push(fault);
  }

  enough(): boolean {
    return false;
  }
}
