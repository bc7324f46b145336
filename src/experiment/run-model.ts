import type { Model } from '../system/model.js';
import { adaptiveExecutor } from './adaptive-executor.js';
import { type Comparison, compare } from './compare.js';
import type { Progress } from './conduct.js';
import type { PreparedJob } from './job.js';
import type { RunFolder } from './run-folder.js';
import { prepare, type SimulateOptions, type Simulation, simulate } from './simulate.js';

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

export interface ModelRunOptions extends Pick<SimulateOptions, 'trials' | 'precision' | 'confidence' | 'signal'> {
  readonly workers: number;
  readonly onProgress?: (progress: Progress) => void;
  readonly folder?: RunFolder;
}

/** Measures on which a design is held against its baseline. */
const comparedMeasures = ['availability', 'reliability'];

/** A baseline gets the design's seed: equal parts meet equal fates. */
export function prepareModel(model: Model, options: { readonly seed?: string }): PreparedModel {
  const design = prepare(model.document, options);
  if (model.baseline === undefined) return { design };
  return { design, baseline: prepare(model.baseline.document, { seed: design.job.seed }) };
}

/** Simulates the model and, if it has a baseline, that too, and compares the two. */
export async function runModel(prepared: PreparedModel, options: ModelRunOptions): Promise<ModelRun> {
  const { design, baseline } = prepared;
  const { workers, folder, onProgress, ...settings } = options;
  const executor = adaptiveExecutor(workers, baseline === undefined ? [design] : [design, baseline]);
  const stages = new Map<string, Progress>();
  const stage = (name: string) => ({
    ...settings,
    executor,
    ...(folder === undefined ? {} : { journal: folder.journal(name) }),
    onProgress: (progress: Progress) => {
      stages.set(name, progress);
      onProgress?.(total([...stages.values()]));
    },
  });
  try {
    const simulated = await simulate(design, stage('design'));
    if (baseline === undefined) return { design: simulated };
    const other = await simulate(baseline, stage('baseline'));
    const { precision: _, ...paired } = stage('comparison');
    const trials = settings.trials ?? Math.max(...simulated.runs.map(({ set }) => set.trials(0)));
    const comparison = await compare(design, baseline, comparedMeasures, {
      ...paired,
      trials,
      confidence: simulated.confidence,
    });
    return { design: simulated, baseline: other, comparison };
  } finally {
    await executor.close();
  }
}

function total(parts: readonly Progress[]): Progress {
  const sum = (value: (part: Progress) => number): number => parts.reduce((all, part) => all + value(part), 0);
  return {
    trialsDone: sum((part) => part.trialsDone),
    trialsPlanned: sum((part) => part.trialsPlanned),
    events: sum((part) => part.events),
  };
}
