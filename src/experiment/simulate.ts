import { MeasureSet, type MeasureSetState } from '../estimate/measure-set.js';
import type { PlannedRun } from '../estimate/planned-run.js';
import { planRuns } from '../estimate/plans.js';
import type { MeasureResult } from '../estimate/result.js';
import type { NetDocument } from '../net/document.js';
import { lumped } from '../net/lumping/lump.js';
import type { Net } from '../net/net.js';
import { parseNet } from '../net/parse.js';
import type { Model } from '../system/model.js';
import { budgetOf, defaultEffort, type Effort, precisionEffort, type RunBudget } from './budget.js';
import { type Conducted, type ConductOptions, conduct, type Lane } from './conduct.js';
import { inlineExecutor } from './inline-executor.js';
import { PreparedJob } from './job.js';
import { eventsPerTime } from './pilot.js';
import { type PrecisionGoal, type PrecisionOutlook, precisionOutlook } from './precision.js';

/** The seed when the user gives none: fixed, and printed. */
export const defaultSeed = 'ninefold';
export const defaultConfidence = 0.95;

/** Events at which a trial that only an event would end is cut off and counted as censored. */
const trialEventsMax = 5_000_000;

export interface SimulateOptions extends Partial<ConductOptions> {
  /** Trials of every run; by default as many as `effort` allows. */
  readonly trials?: number;
  /** 10,000 trials or 100 million events by default, many more when a precision is asked for. */
  readonly effort?: Effort;
  /** Relative half-width at which a run stops, at `trials` at the latest. */
  readonly precision?: number;
  /** Measures that must be that precise; all that can be when absent. */
  readonly preciseMeasures?: readonly string[];
  readonly confidence?: number;
  /** Ends a run before its time, when what it has is enough; asked after each chunk, `share` of its trials being done. */
  readonly enough?: (resultAt: ResultAt, share: number) => boolean;
}

/** The estimate of a measure with an interval of a confidence; undefined when there is none. */
export type ResultAt = (measure: string, confidence: number) => MeasureResult | undefined;

export interface PrepareOptions {
  readonly seed?: string;
  readonly keepTrials?: boolean;
  /** Whether members that nothing tells apart are counted: never by itself, for trials may have to be those of a traced or paired net. */
  readonly lump?: boolean;
}

/** The job of a net's document: what its `run` says, with a pilot's word on what trials cost. */
export function prepare(document: NetDocument, options: PrepareOptions = {}): PreparedJob {
  return prepareRead({ document, net: parseNet(document) }, options);
}

/** The same of a document that has been read. */
export function prepareRead(
  { document, net: parsed }: Pick<Model, 'document' | 'net'>,
  options: PrepareOptions = {},
): PreparedJob {
  const lumping = options.lump === true ? lumped(parsed) : undefined;
  const net = lumping?.net ?? parsed;
  const seed = options.seed ?? net.run.seed ?? defaultSeed;
  const job = {
    document,
    seed,
    plan: {},
    ...(options.keepTrials === true ? { keepTrials: true as const } : {}),
    ...(options.lump === true ? { lump: true as const } : {}),
  };
  const runs = planRuns(net);
  if (runs.every(endsInTime)) return new PreparedJob(job, net, lumping);
  const recorded = runs.find(({ plan }) => plan.until === undefined);
  const perTime = eventsPerTime(net, seed, recorded?.plan);
  return new PreparedJob({ ...job, plan: { eventsPerTime: perTime, cap: trialEventsMax / perTime } }, net, lumping);
}

/** Whether trials end at a known time, whatever happens in them: then no pilot has to tell how long they may be. */
function endsInTime({ kind, plan }: PlannedRun): boolean {
  return kind !== 'long-run' && plan.horizon < Infinity;
}

/** Runs all measures of a net. Throws TrialFailed when a trial meets what the net forbids. */
export async function simulate(prepared: PreparedJob, options: SimulateOptions = {}): Promise<Simulation> {
  const settings = prepared.net.run;
  const confidence = options.confidence ?? settings.confidence ?? defaultConfidence;
  const precision = options.precision ?? settings.precision;
  const goal = precision === undefined ? undefined : { precision, confidence, measures: options.preciseMeasures };
  const budgets = runBudgets(prepared, options);
  const lanes = prepared.runs.map(
    (planned, run) => new RunLane(planned, budgets[run] as RunBudget, goal, options.enough),
  );
  const conducted = await conduct(prepared.job, lanes, { executor: inlineExecutor([prepared]), ...options });
  return new Simulation(prepared, lanes, confidence, conducted);
}

type TrialsAsked = Pick<SimulateOptions, 'trials' | 'precision' | 'effort'>;

/** Trials that were asked for, as the limit of a precision too. One on the command line overrides the trials of the file. */
export function trialsAsked(run: Net['run'], { trials, precision }: TrialsAsked): number | undefined {
  return trials ?? (precision === undefined ? run.trials : undefined);
}

/** How the trials of each run are cut up, and how many there are at most. */
export function runBudgets(prepared: PreparedJob, options: TrialsAsked): readonly RunBudget[] {
  const { run: settings } = prepared.net;
  const trials = trialsAsked(settings, options);
  const precision = options.precision ?? settings.precision;
  const effort = options.effort ?? (precision === undefined ? defaultEffort : precisionEffort);
  return prepared.runs.map((_, run) => budgetOf((trial) => prepared.pilot(run, trial), trials, effort));
}

/** The observations of all runs of a net. */
export class Simulation {
  constructor(
    readonly prepared: PreparedJob,
    readonly runs: readonly {
      readonly planned: PlannedRun;
      readonly budget: RunBudget;
      readonly set: MeasureSet;
      readonly outOfReach: readonly string[];
    }[],
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

  /** The estimate of one measure with an interval of another confidence; undefined when there is none. */
  result(measure: string, confidence: number): MeasureResult | undefined {
    for (const { set } of this.runs) {
      const result = set.trials(0) > 0 ? set.result(measure, confidence) : undefined;
      if (result !== undefined) return result;
    }
    return undefined;
  }
}

class RunLane implements Lane {
  readonly set: MeasureSet;
  private outlook: PrecisionOutlook;

  constructor(
    readonly planned: PlannedRun,
    readonly budget: RunBudget,
    private readonly goal: PrecisionGoal | undefined,
    private readonly isEnough: SimulateOptions['enough'],
  ) {
    this.set = new MeasureSet([planned]);
    this.outlook = { enough: false, trialsNeeded: budget.trials, outOfReach: [] };
  }

  get trials(): number {
    return this.set.trials(0);
  }

  get trialsExpected(): number {
    return Math.min(this.budget.trials, this.outlook.trialsNeeded);
  }

  /** Measures that cannot be had to the precision asked for. */
  get outOfReach(): readonly string[] {
    return this.outlook.outOfReach;
  }

  take(state: object): void {
    this.set.merge(MeasureSet.fromJSON([this.planned], state as MeasureSetState));
  }

  enough(): boolean {
    const { trials } = this.budget;
    const resultAt: ResultAt = (measure, confidence) => this.set.result(measure, confidence);
    if (this.isEnough?.(resultAt, this.trials / trials) === true) return true;
    if (this.goal === undefined) return false;
    const wanted = Math.min(trials, defaultEffort.trials);
    this.outlook = precisionOutlook(this.set, this.goal, { wanted, affordable: trials });
    return this.outlook.enough;
  }
}
