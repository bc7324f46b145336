import { MeasureSet } from '../estimate/measure-set.js';
import type { PlannedMeasure, PlannedRun } from '../estimate/planned-run.js';
import { type PlanSettings, planRuns } from '../estimate/plans.js';
import { createTally } from '../estimate/tallies/create-tally.js';
import { compileNet } from '../kernel/compile.js';
import { TrialError, type TrialProgram } from '../kernel/plan.js';
import type { NetDocument } from '../net/document.js';
import { type Lumped, lumped } from '../net/lumping/lump.js';
import type { Net } from '../net/net.js';
import { parseNet } from '../net/parse.js';
import type { WatchedFaults } from '../system/mechanisms/inject/campaign.js';
import { TrialObserver } from './kept-trials/trial-observer.js';
import { unlessWrong } from './pilot.js';
import type { PointJob } from './points/point-job.js';

/** Everything a worker needs to compute any chunk of an experiment: plain data, the same bits everywhere. */
export interface Job {
  readonly document: NetDocument;
  readonly seed: string;
  readonly plan: PlanSettings;
  /** Whether a chunk's outcome tells what each of its trials said. */
  readonly keepTrials?: true;
  /** Whether members that nothing tells apart are counted. */
  readonly lump?: true;
}

/** Two designs to be compared trial by trial. */
export interface PairJob {
  readonly design: Job;
  readonly rival: Job;
  readonly measures: readonly string[];
}

/** Nets with injected faults, each a run of its own, whose trials are looked at fault by fault. */
export interface InjectionJob {
  readonly designs: readonly WatchedFaults[];
  readonly seed: string;
  /** In the nets' time unit. */
  readonly horizon: number;
}

export type AnyJob = Job | PairJob | InjectionJob | PointJob;

/** Trials first .. first + count - 1 of one of the job's runs. */
export interface Chunk {
  readonly run: number;
  readonly first: number;
  readonly count: number;
}

/** What a chunk leaves: the state of its tallies as plain JSON. */
export interface Computed {
  readonly events: number;
  readonly state: object;
  /** What each trial said of each measure of the chunk's run, packed; when the job asks for it. */
  readonly values?: string;
}

export type ChunkOutcome =
  | ({ readonly kind: 'done' } & Computed)
  /** The net went wrong in a trial: the user's error, not a reason to try again. */
  | { readonly kind: 'failed'; readonly failure: TrialFailure };

/** A TrialError as plain data, for it cannot cross a thread as itself. */
export interface TrialFailure {
  readonly message: string;
  readonly activity?: string;
  readonly trial: number;
  readonly time: number;
  readonly state: readonly string[];
}

/** Rows handed to the tallies at once; part of what makes results bit-identical, so it never changes within a run. */
const blockRows = 256;

/** A job with its net parsed and its runs planned; programs are compiled when first needed. */
export class PreparedJob {
  readonly runs: readonly PlannedRun[];
  private readonly programs = new Map<number, TrialProgram>();

  constructor(
    readonly job: Job,
    readonly net: Net = netOf(job),
    /** What came of counting members, where the job asks for it. */
    readonly lumping?: Lumped,
  ) {
    this.runs = planRuns(net, job.plan);
  }

  program(run: number): TrialProgram {
    const known = this.programs.get(run);
    if (known !== undefined) return known;
    const program = compileNet(this.net, this.plannedRun(run).plan, this.job.seed);
    this.programs.set(run, program);
    return program;
  }

  /** Runs a chunk; what comes back is the state of a set of the chunk's one run. */
  compute(chunk: Chunk): ChunkOutcome {
    return computed(() => this.tally(chunk));
  }

  /** Events of a trial of a run; 0 when it goes wrong. */
  pilot(run: number, trial: number): number {
    const program = this.program(run);
    return unlessWrong(() => program.run(trial, 1, new Float64Array(program.layout.width), () => {})) ?? 0;
  }

  /** Runs trials and writes the value that each has for each of the measures; returns the events. */
  observe(
    run: number,
    measures: readonly string[],
    first: number,
    count: number,
    values: readonly Float64Array[],
  ): number {
    const program = this.program(run);
    const { width } = program.layout;
    const rows = new Float64Array(count * width);
    const events = program.run(first, count, rows, () => {});
    for (const [index, measure] of measures.entries()) {
      const tally = createTally(this.plannedMeasure(run, measure).tally);
      if (tally.observe === undefined) throw new Error(`${measure} has no value in a single trial`);
      tally.observe(rows, width, count, values[index] as Float64Array);
    }
    return events;
  }

  /** The run that has a measure with a value in every single trial. */
  runOf(measure: string): number | undefined {
    return runOf(this.runs, measure);
  }

  plannedRun(run: number): PlannedRun {
    const planned = this.runs[run];
    if (planned === undefined) throw new RangeError(`no run ${run} of ${this.runs.length}`);
    return planned;
  }

  private plannedMeasure(run: number, measure: string): PlannedMeasure {
    const planned = this.plannedRun(run).measures.find(({ name }) => name === measure);
    if (planned === undefined) throw new RangeError(`run ${run} has no measure ${measure}`);
    return planned;
  }

  private tally({ run, first, count }: Chunk): Computed {
    const program = this.program(run);
    const set = new MeasureSet([this.plannedRun(run)]);
    const sink = set.sink(0);
    const rows = new Float64Array(Math.min(count, blockRows) * program.layout.width);
    const observer = this.job.keepTrials && new TrialObserver(this.plannedRun(run), count);
    let events = 0;
    for (let done = 0; done < count; done += blockRows) {
      const block = Math.min(blockRows, count - done);
      events += program.run(first + done, block, rows, sink);
      set.addRows(0, first + done, block, rows);
      observer?.addRows(done, block, rows);
    }
    return { events, state: set.toJSON(), ...(observer === undefined ? {} : { values: observer.packed() }) };
  }
}

function netOf({ document, lump }: Job): Net {
  const net = parseNet(document);
  return lump === true ? lumped(net).net : net;
}

/** The run that has a measure with a value in every single trial; only such measures can be compared trial by trial. */
export function runOf(runs: readonly PlannedRun[], measure: string): number | undefined {
  const run = runs.findIndex(({ measures }) =>
    measures.some(({ name, tally }) => name === measure && createTally(tally).observe !== undefined),
  );
  return run < 0 ? undefined : run;
}

/** The outcome of computing a chunk: an error of the net's making is data. */
export function computed(compute: () => Computed): ChunkOutcome {
  try {
    return { kind: 'done', ...compute() };
  } catch (error) {
    if (!(error instanceof TrialError)) throw error;
    const { message, activity, trial, time, state } = error;
    return {
      kind: 'failed',
      failure: { message, trial, time, state, ...(activity === undefined ? {} : { activity }) },
    };
  }
}
