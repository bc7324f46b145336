import { MeasureSet, type MeasureSetState } from '../estimate/measure-set.js';
import type { PlannedRun } from '../estimate/planned-run.js';
import type { MeasureResult } from '../estimate/result.js';
import { reached } from '../estimate/stopping.js';
import type { NetDocument } from '../net/document.js';
import { parseNet } from '../net/parse.js';
import { budgetOf, type RunBudget } from './budget.js';
import { type Conducted, type ConductOptions, conduct, type Lane } from './conduct.js';
import { inlineExecutor } from './inline-executor.js';
import { PreparedJob } from './job.js';
import { eventsPerTime } from './pilot.js';

/** The seed when the user gives none: fixed, and printed. */
export const defaultSeed = 'ninefold';
export const defaultConfidence = 0.95;

/** Events at which a trial that only an event would end is cut off and counted as censored. */
const trialEventsMax = 5_000_000;

export interface SimulateOptions extends Partial<ConductOptions> {
  /** Trials of every run; by default as many as are affordable, 10,000 at most. */
  readonly trials?: number;
  /** Relative half-width at which a run stops, at `trials` at the latest. */
  readonly precision?: number;
  readonly confidence?: number;
}

/** The job of a net's document: what the document's `run` says, with a pilot's word on what trials cost. */
export function prepare(document: NetDocument, options: { readonly seed?: string } = {}): PreparedJob {
  const net = parseNet(document);
  const seed = options.seed ?? net.run.seed ?? defaultSeed;
  const perTime = eventsPerTime(net, seed);
  return new PreparedJob({ document, seed, plan: { eventsPerTime: perTime, cap: trialEventsMax / perTime } }, net);
}

/** Runs all measures of a net. Throws TrialFailed when a trial meets what the net forbids. */
export async function simulate(prepared: PreparedJob, options: SimulateOptions = {}): Promise<Simulation> {
  const settings = prepared.net.run;
  const confidence = options.confidence ?? settings.confidence ?? defaultConfidence;
  const precision = options.precision ?? settings.precision;
  const trials = options.trials ?? (precision === undefined ? settings.trials : Number.MAX_SAFE_INTEGER);
  const lanes = prepared.runs.map((planned, run) => {
    return new RunLane(
      planned,
      budgetOf((count) => prepared.pilot(run, count), trials),
      precision,
      confidence,
    );
  });
  const conducted = await conduct(prepared.job, lanes, { executor: inlineExecutor([prepared]), ...options });
  return new Simulation(prepared, lanes, confidence, conducted);
}

/** The observations of all runs of a net. */
export class Simulation {
  constructor(
    readonly prepared: PreparedJob,
    readonly runs: readonly { readonly planned: PlannedRun; readonly set: MeasureSet }[],
    readonly confidence: number,
    private readonly conducted: Conducted,
  ) {}

  /** False when it was interrupted. */
  get complete(): boolean {
    return this.conducted.complete;
  }

  get events(): number {
    return this.conducted.events;
  }

  /** The estimate of every measure that has trials, in the order of the net's measures. */
  results(): Record<string, MeasureResult> {
    const found: Record<string, MeasureResult> = Object.assign(
      {},
      ...this.runs.filter(({ set }) => set.trials(0) > 0).map(({ set }) => set.results(this.confidence)),
    );
    return Object.fromEntries(
      this.prepared.net.measures.flatMap(({ name }) => (found[name] === undefined ? [] : [[name, found[name]]])),
    );
  }

  /** Whether an exact value lies in the measure's interval of confidence 1 - falseAlarm. */
  agrees(measure: string, exact: number, falseAlarm?: number): boolean | undefined {
    for (const { set } of this.runs) {
      const verdict = set.agrees(measure, exact, falseAlarm);
      if (verdict !== undefined) return verdict;
    }
    return undefined;
  }
}

class RunLane implements Lane {
  readonly set: MeasureSet;

  constructor(
    readonly planned: PlannedRun,
    readonly budget: RunBudget,
    private readonly precision: number | undefined,
    private readonly confidence: number,
  ) {
    this.set = new MeasureSet([planned]);
  }

  get trials(): number {
    return this.set.trials(0);
  }

  take(state: object): void {
    this.set.merge(MeasureSet.fromJSON([this.planned], state as MeasureSetState));
  }

  enough(): boolean {
    const { precision, confidence } = this;
    return precision !== undefined && reached(this.set, { precision, confidence });
  }
}
