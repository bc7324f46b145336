import { allottedTrials } from '../../estimate/allot-trials.js';
import { defaultEffort, type Effort, precisionEffort } from '../budget.js';
import type { ConfigFile } from '../config-file.js';
import { isOfShard, type Shard } from '../shard.js';
import { defaultSeed } from '../simulate.js';
import type { DesignPoint } from '../sweep/design-points.js';
import { plannedSweep, type SweepChanges } from '../sweep/planned-sweep.js';
import type { Sweep } from '../sweep/sweep.js';
import type { PointOutcome, PointSettings } from './point-job.js';
import { outcomeOf, type Point, type PointsRun, type RunPointsOptions, runPoints } from './run-points.js';

/** Of all points together, when nobody says how many trials. */
const eventsMost = 4e9;
const eventsLeast = 2e6;
/** Of all trials, what goes to find out where the intervals are wide. */
const pilotShare = 0.1;
const pilotLeast = 20;

export interface SweepSettings extends Omit<PointSettings, 'effort' | 'measures'> {
  /** Trials of all points together: they go where intervals are widest. */
  readonly totalTrials?: number;
}

/** A sweep made ready: its points, and what each is to be run with. */
export class SweepExperiment {
  readonly seed: string;
  readonly name: string;
  readonly sweep: Sweep;
  readonly points: readonly DesignPoint[];
  /** All that decides what a point comes to. */
  private readonly settings: PointSettings;
  private readonly totalTrials: number | undefined;
  private readonly keeping: Pick<PointSettings, 'keepTrials'>;

  constructor(
    private readonly config: ConfigFile,
    changes: SweepChanges,
    { totalTrials, keepTrials, ...settings }: SweepSettings,
  ) {
    const { net } = config.model;
    this.name = `${net.name} sweep`;
    this.seed = settings.seed ?? net.run.seed ?? defaultSeed;
    const { sweep, points } = plannedSweep(config, changes, this.seed);
    this.sweep = sweep;
    this.points = points;
    this.totalTrials = totalTrials;
    this.keeping = keepTrials === undefined ? {} : { keepTrials };
    const isPrecise = (settings.precision ?? net.run.precision) !== undefined;
    this.settings = {
      ...settings,
      seed: this.seed,
      effort: effortOf(points.length, isPrecise ? precisionEffort : defaultEffort),
      ...(sweep.measures === undefined ? {} : { measures: sweep.measures }),
    };
  }

  /** Of the times that reports tell. */
  get timeUnit(): string {
    return this.config.model.net.timeUnit;
  }

  /** With the config, all that decides the results. */
  get decided(): Readonly<Record<string, unknown>> {
    const { settings, totalTrials, sweep } = this;
    return { ...settings, totalTrials, points: this.points.map(({ values }) => values), measures: sweep.measures };
  }

  /** Runs all points; what they come to is in the folder. */
  async run(options: RunPointsOptions): Promise<PointsRun> {
    if (this.totalTrials === undefined) return runPoints(this.jobs(), options);
    return this.runAllotted(this.totalTrials, options);
  }

  /** Runs the points of a shard; where trials are shared out over all points, no shard knows how many are its own. */
  runShard(shard: Shard, options: RunPointsOptions): Promise<PointsRun> {
    const own = [...this.jobs()].filter(({ index }) => isOfShard(shard, index));
    return runPoints(own, options);
  }

  private async runAllotted(total: number, options: RunPointsOptions): Promise<PointsRun> {
    const each = Math.max(pilotLeast, Math.floor((total * pilotShare) / this.points.length));
    const pilot = await runPoints(
      this.jobs(this.settings, () => each),
      { ...options, name: pilotName },
    );
    if (!pilot.complete) return pilot;
    const seen = this.points.map(({ index }) => outcomeOf(options.folder, index, pilotName));
    const allotted = allottedTrials(
      seen.map((outcome) => ({ trials: each, relativeHalfWidth: widthOf(outcome) })),
      total,
    );
    return runPoints(
      this.jobs(this.ownSettings, (index) => allotted[index]),
      options,
    );
  }

  private get ownSettings(): PointSettings {
    return { ...this.settings, ...this.keeping };
  }

  private *jobs(common = this.ownSettings, trialsOf?: (index: number) => number | undefined): Generator<Point> {
    const { file, text } = this.config;
    for (const { index, values } of this.points) {
      const trials = trialsOf?.(index);
      const settings = { ...common, ...(trials === undefined ? {} : { trials }) };
      yield { index, job: { file, text, values, settings } };
    }
  }
}

/** The run folder's name for the few trials of each point that show where more are needed. */
const pilotName = 'pilot';

/** A point that failed gets no more. */
function widthOf(outcome: PointOutcome | undefined): number {
  return outcome?.kind === 'report' ? outcome.widest : 0;
}

/** Many points get less each. */
function effortOf(points: number, most: Effort): Effort {
  return { ...most, events: Math.min(most.events, Math.max(eventsLeast, Math.round(eventsMost / points))) };
}
