import { InputError } from '../config/problem.js';
import { checkInput } from '../config/schema-problems.js';
import { inlineExecutor } from '../experiment/inline-executor.js';
import type { PointOutcome } from '../experiment/points/point-job.js';
import { PointsInMemory } from '../experiment/points/points-kept.js';
import { type PointsRun, takenOutcome } from '../experiment/points/run-points.js';
import { SweepExperiment } from '../experiment/points/sweep-experiment.js';
import { type SweepRow, sweepRow } from '../experiment/points/sweep-row.js';
import { sweepSchema } from '../experiment/sweep/schema.js';
import { Bell } from './bell.js';
import { type DesignLike, designOf } from './design.js';
import { given, OptionCheck, type TrialOptions } from './options.js';

/** The values of an axis, as in `sweep:` of a config: one by one, or from one end to the other. Durations are texts like `10 d`. */
export interface AxisOptions {
  /** Where the value is put, like `vms.count`, when the axis has a name of its own. */
  readonly path?: string;
  /** Values one by one: numbers, texts, `on` and `off`, whatever the config may have there. */
  readonly values?: readonly unknown[];
  /** The lower end of a range. */
  readonly from?: number | string;
  /** The upper end. */
  readonly to?: number | string;
  /** How many values, both ends included. */
  readonly points?: number;
  /** From one value to the next, instead of `points`; 1 for whole numbers when absent. */
  readonly step?: number | string;
  /** How the values of a range are spaced; linear when absent. */
  readonly scale?: 'linear' | 'log';
}

/** Which points to run, as `sweep:` of a config says it, and how. `vary` takes the place of a sweep that the config has. */
export interface SweepOptions extends TrialOptions {
  /** By path or name: values one by one, a range, or a text that is one of these, like `2..8`, `10 d..90 d:9` or `1 d..1 y:7:log`. */
  readonly vary?: Readonly<Record<string, string | readonly unknown[] | AxisOptions>>;
  /** Axes that go together, by name; those that are not named are crossed with all others. */
  readonly zip?: readonly string[] | readonly (readonly string[])[];
  /** So many points spread over the ranges, instead of all combinations. */
  readonly sample?: { readonly 'latin-hypercube': number } | { readonly sobol: number };
  /** What must be true of a point: expressions over the axes and other numbers of the config. */
  readonly where?: string | readonly string[];
  /** The measures to report and to be precise about; all when absent. */
  readonly measures?: readonly string[];
  /** Relative half-width, between 0 and 1, at which a point is known well enough. */
  readonly precision?: number;
  /** Trials of all points together, instead of trials of each or a precision: they go where intervals are widest. */
  readonly totalTrials?: number;
}

/**
 * Runs a config at many design points, on common random numbers, and yields a row a point, in the order of the points; a
 * point that cannot be run says so in its row, and the others go on. It starts with the first row that is asked for. Leaving the loop stops
 * it. It keeps only what nobody has taken yet.
 *
 * @throws ConfigError when the config is none, or its sweep or `vary` and the like are wrong
 * @throws InputError when other options are wrong
 *
 * @example
 * ```ts
 * const rows: SweepRow[] = [];
 * const vary = { 'vms.count': [1, 2], 'vms.mttf': '10 d..40 d:2' };
 * for await (const row of sweep(node, { vary, trials: 200, measures: ['reliability'] })) rows.push(row);
 * rows.length // => 4
 * rows[1].parameters // => { 'vms.count': 1, 'vms.mttf': '40 d' }
 * rows[1].measures.reliability.exact.value // => 0.4233
 * ```
 */
export async function* sweep(
  design: DesignLike,
  options: SweepOptions = {},
): AsyncGenerator<SweepRow, void, undefined> {
  const experiment = experimentOf(design, options);
  const { points, sweep: planned } = experiment;
  const kept = new PointsInMemory();
  const bell = new Bell();
  const stop = new AbortController();
  const { signal: outer, executor = inlineExecutor() } = options;
  const signal = outer === undefined ? stop.signal : AbortSignal.any([outer, stop.signal]);
  let ended = false;
  const run = experiment.run({ executor, folder: kept, signal, onProgress: () => bell.ring() }).finally(() => {
    ended = true;
    bell.ring();
  });
  // It is thrown below, once what came before it has been taken.
  run.catch(() => {});
  try {
    for (const point of points) {
      let outcome = takenOutcome(kept, point.index);
      while (outcome === undefined && !ended) {
        await bell.next();
        outcome = takenOutcome(kept, point.index);
      }
      outcome ??= failureOf(await run, point.index);
      if (outcome === undefined) return;
      yield sweepRow(point, outcome, planned.measures);
    }
  } finally {
    stop.abort();
    await run.catch(() => {});
  }
}

/** What went wrong with the machine at a point; undefined when the sweep was stopped before it. */
function failureOf({ broken }: PointsRun, index: number): PointOutcome | undefined {
  const failure = broken.find((each) => each.index === index);
  return failure && { kind: 'failed', lines: [failure.message] };
}

function experimentOf(design: DesignLike, options: SweepOptions): SweepExperiment {
  const { read, model } = designOf(design);
  if (read.isBaseline) throw new TypeError('a baseline has no config of its own to vary');
  const { seed, trials, confidence, precision, totalTrials, executor: _, signal: __, ...changes } = options;
  const check = new OptionCheck();
  check.trials(options);
  check.share('precision', precision);
  check.count('totalTrials', totalTrials, 2);
  check.names(
    'measures',
    options.measures,
    model.net.measures.map(({ name }) => name),
  );
  check.either('totalTrials', totalTrials, { trials, precision });
  check.check();
  const checked = checkInput(sweepSchema.partial(), given(changes));
  if (!checked.ok) throw new InputError(checked.problems);
  return new SweepExperiment(
    read.config,
    given(checked.value),
    given({ seed, trials, confidence, precision, totalTrials }),
  );
}
