import type { Model } from '../system/model.js';
import { adaptiveExecutor } from './adaptive-executor.js';
import { type Comparison, compare } from './compare.js';
import type { Progress } from './conduct.js';
import type { Executor } from './executor.js';
import { heeding } from './heeding.js';
import type { PreparedJob } from './job.js';
import type { RunFolder } from './run-folder.js';
import { type PrepareOptions, prepareRead, type SimulateOptions, type Simulation, simulate } from './simulate.js';

/** The jobs of a model and of its baseline. */
export interface PreparedModel {
  readonly design: PreparedJob;
  readonly baseline?: PreparedJob;
}

export interface ModelRun {
  readonly design: Simulation;
  readonly baseline?: Simulation;
  /** The design against the baseline, on common random numbers. */
  readonly comparison?: Comparison;
}

export interface ModelRunOptions
  extends Pick<SimulateOptions, 'trials' | 'precision' | 'preciseMeasures' | 'confidence' | 'signal'> {
  readonly workers: number;
  /** Computes instead of threads of this process; the caller closes it. */
  readonly executor?: Executor;
  readonly onProgress?: (progress: Progress) => void;
  readonly folder?: RunFolder;
}

/** Measures on which a design is held against its baseline. */
export const comparedMeasures = ['availability', 'reliability'];

/** A baseline gets the design's seed: equal parts meet equal fates. */
export function prepareModel(model: Model, options: PrepareOptions): PreparedModel {
  const { lump = model.net.run.lump, ...others } = options;
  if (model.baseline === undefined) return { design: prepareRead(model, { ...others, lump: lump === true }) };
  // Trials are paired by the streams of members.
  const design = prepareRead(model, others);
  return { design, baseline: prepareRead(model.baseline, { ...others, seed: design.job.seed }) };
}

/** Simulates the model and, if it has a baseline, that too, and compares the two. */
export function runModel(prepared: PreparedModel, options: ModelRunOptions): Promise<ModelRun> {
  return heeding(options.signal, () => simulateModel(prepared, options));
}

async function simulateModel(prepared: PreparedModel, options: ModelRunOptions): Promise<ModelRun> {
  const { design, baseline } = prepared;
  const { workers, executor: given, folder, onProgress, ...settings } = options;
  const executor = given ?? adaptiveExecutor(workers, baseline === undefined ? [design] : [design, baseline]);
  const keepsTrials = design.job.keepTrials === true;
  const stageCount = baseline === undefined ? 1 : 3;
  let stagesDone = 0;
  const before = { trials: 0, events: 0 };
  const stage = (name: string) => ({
    ...settings,
    executor,
    ...(folder === undefined ? {} : { journal: folder.journal(name, keepsTrials && name !== 'comparison') }),
    onProgress: ({ share, trials, events }: Progress) => {
      onProgress?.({
        share: (stagesDone + share) / stageCount,
        trials: before.trials + trials,
        events: before.events + events,
      });
    },
  });
  const stageDone = ({ runs, events }: Simulation): void => {
    stagesDone++;
    before.trials += runs.reduce((sum, { set }) => sum + set.trials(0), 0);
    before.events += events;
  };
  try {
    const simulated = await simulate(design, stage('design'));
    if (baseline === undefined || !simulated.complete) return { design: simulated };
    stageDone(simulated);
    const other = await simulate(baseline, stage('baseline'));
    if (!other.complete) return { design: simulated, baseline: other };
    stageDone(other);
    const { precision: _, preciseMeasures: __, ...paired } = stage('comparison');
    const trials = settings.trials ?? Math.max(...simulated.runs.map(({ set }) => set.trials(0)));
    const comparison = await compare(design, baseline, comparedMeasures, {
      ...paired,
      trials,
      confidence: simulated.confidence,
    });
    return { design: simulated, baseline: other, comparison };
  } finally {
    if (given === undefined) await executor.close();
  }
}
