import { InputError } from '../config/problem.js';
import type { Interval } from '../estimate/intervals/interval.js';
import type { MeasureResult } from '../estimate/result.js';
import type { Parameter, Skipped } from '../exact/sensitivity/parameters.js';
import { withConstant } from '../exact/sensitivity/perturbed.js';
import type { NetDocument } from '../net/document.js';
import { parseNet } from '../net/parse.js';
import { adaptiveExecutor } from './adaptive-executor.js';
import { budgetOf } from './budget.js';
import { compare } from './compare.js';
import type { Progress } from './conduct.js';
import { PreparedJob } from './job.js';
import { defaultConfidence, prepare, simulate } from './simulate.js';
import { TrialFailed } from './trial-failed.js';

/** The slope of a measure over a small way around a parameter's value, from pairs of trials on the same random numbers. */
export interface FiniteDifference {
  readonly parameter: Parameter;
  /** The two designs have the parameter at its value plus and minus this. */
  readonly step: number;
  readonly slope: Interval & { readonly estimate: number };
  readonly trials: number;
}

export interface FiniteDifferences {
  /** False when it was interrupted. */
  readonly complete: boolean;
  /** The measure at the parameters' own values; absent when it was interrupted before. */
  readonly base: MeasureResult | undefined;
  readonly seed: string;
  readonly confidence: number;
  readonly differences: readonly FiniteDifference[];
  readonly skipped: readonly Skipped[];
}

export interface FiniteDifferenceOptions {
  readonly workers: number;
  readonly trials?: number;
  readonly seed?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Of the parameter: large enough to show over the noise, small enough that the bias, of its square, does not. */
const RELATIVE_STEP = 0.05;
/** Of all pairs together, when nobody says how many trials. */
const EFFORT = { trials: 10_000, events: 60_000_000 };

/** Something that has no value in a single trial cannot be paired: undefined. `document` has the one measure. */
export async function finiteDifferences(
  document: NetDocument,
  measure: string,
  parameters: readonly Parameter[],
  options: FiniteDifferenceOptions,
): Promise<FiniteDifferences | undefined> {
  const { workers, signal, onProgress, seed } = options;
  const own = prepare(document, seed === undefined ? {} : { seed });
  const run = own.runOf(measure);
  if (run === undefined) return undefined;
  const events = EFFORT.events / (2 * parameters.length + 1);
  const { trials } = budgetOf((trial) => own.pilot(run, trial), options.trials, {
    ...EFFORT,
    events,
  });
  const confidence = own.net.run.confidence ?? defaultConfidence;
  const executor = adaptiveExecutor(workers, [own]);
  const stages = parameters.length + 1;
  const stage = (number: number) => ({
    executor,
    trials,
    confidence,
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ share, ...progress }: Progress) => onProgress?.({ ...progress, share: (number + share) / stages }),
  });
  const differences: FiniteDifference[] = [];
  const skipped: Skipped[] = [];
  try {
    const simulation = await simulate(own, stage(0));
    const base = simulation.results()[measure];
    let { complete } = simulation;
    for (const [number, parameter] of parameters.entries()) {
      if (!complete) break;
      const designs = designsAround(document, parameter, own);
      if ('reason' in designs) {
        skipped.push({ name: parameter.name, reason: designs.reason });
        continue;
      }
      const { above, below, step } = designs;
      try {
        const found = await compare(above, below, [measure], stage(number + 1));
        const paired = found.measures[measure];
        complete = found.complete;
        if (!complete || paired === undefined) break;
        const { estimate, low, high } = paired.difference;
        const width = 2 * step;
        const slope = { estimate: estimate / width, low: low / width, high: high / width };
        differences.push({ parameter, step, slope, trials: paired.trials });
      } catch (error) {
        if (!(error instanceof TrialFailed)) throw error;
        skipped.push({ name: parameter.name, reason: `moved by ${step}, a trial fails: ${error.failure.message}` });
      }
    }
    return { complete, base, seed: own.job.seed, confidence, differences, skipped };
  } finally {
    await executor.close();
  }
}

/** Two designs on either side, planned alike, so that trial k of one is trial k of the other. */
function designsAround(
  document: NetDocument,
  { name, value }: Parameter,
  { job }: PreparedJob,
): { readonly above: PreparedJob; readonly below: PreparedJob; readonly step: number } | { readonly reason: string } {
  if (value === 0) return { reason: 'it is 0: there is no small part of it to move it by' };
  const part = Math.abs(value) * RELATIVE_STEP;
  // What lies between 0 and 1 may be a probability.
  const step = value > 0 && value < 1 ? Math.min(part, (1 - value) / 2) : part;
  const at = (moved: number): PreparedJob => {
    const design = withConstant(document, name, moved);
    return new PreparedJob({ ...job, document: design }, parseNet(design));
  };
  try {
    return { above: at(value + step), below: at(value - step), step };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { reason: `it cannot be moved by ${step} both ways` };
  }
}
