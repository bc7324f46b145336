import { adaptiveExecutor } from './adaptive-executor.js';
import type { RunBudget } from './budget.js';
import { pairBudgets, pairOf } from './compare.js';
import type { Progress } from './conduct.js';
import { conductShard, ShardDeal, type ShardWork } from './conduct-shard.js';
import type { AnyJob } from './job.js';
import type { RunFolder } from './run-folder.js';
import { comparedMeasures, type ModelRunOptions, type PreparedModel } from './run-model.js';
import type { Shard } from './shard.js';
import { runBudgets } from './simulate.js';

interface Stage {
  readonly name: string;
  readonly job: AnyJob;
  readonly budgets: readonly RunBudget[];
}

/**
 * Computes a shard's chunks of everything that `runModel` would compute, into the folder. Where the trials of a run end has to be known
 * beforehand: with a precision, up to the trials that are its limit.
 */
export async function shardModel(
  prepared: PreparedModel,
  shard: Shard,
  folder: RunFolder,
  options: Omit<ModelRunOptions, 'folder'>,
): Promise<ShardWork> {
  const { design, baseline } = prepared;
  const { workers, executor: given, signal, onProgress } = options;
  const executor = given ?? adaptiveExecutor(workers, baseline === undefined ? [design] : [design, baseline]);
  const deal = new ShardDeal(shard);
  const stages = stagesOf(prepared, options).map((stage) => ({ ...stage, own: deal.ownChunks(stage.budgets) }));
  const chunksInAll = stages.reduce((sum, { own }) => sum + own.length, 0);
  const total = { complete: true, chunks: 0, trials: 0, events: 0 };
  const keepsTrials = design.job.keepTrials === true;
  try {
    for (const { name, job, own } of stages) {
      const report = ({ share, trials, events }: Progress): void => {
        const done = (total.chunks + share * own.length) / chunksInAll;
        onProgress?.({ share: done, trials: total.trials + trials, events: total.events + events });
      };
      const journal = folder.journal(name, keepsTrials && name !== 'comparison');
      const work = await conductShard(job, own, { executor, journal, onProgress: report, ...(signal && { signal }) });
      total.complete &&= work.complete;
      total.chunks += work.chunks;
      total.trials += work.trials;
      total.events += work.events;
      if (!work.complete) break;
    }
    return total;
  } finally {
    if (given === undefined) await executor.close();
  }
}

function stagesOf({ design, baseline }: PreparedModel, options: Omit<ModelRunOptions, 'folder'>): readonly Stage[] {
  const own = { name: 'design', job: design.job, budgets: runBudgets(design, options) };
  if (baseline === undefined) return [own];
  const pair = pairOf(design, baseline, comparedMeasures);
  const trials = options.trials ?? Math.max(...own.budgets.map((budget) => budget.trials));
  return [
    own,
    { name: 'baseline', job: baseline.job, budgets: runBudgets(baseline, options) },
    { name: 'comparison', job: pair.job, budgets: pairBudgets(pair, { trials }) },
  ];
}
