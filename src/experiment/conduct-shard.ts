import type { RunBudget } from './budget.js';
import type { ConductOptions, Journal } from './conduct.js';
import type { AnyJob, Chunk, TrialFailure } from './job.js';
import { keepBusy } from './keep-busy.js';
import { isOfShard, type Shard } from './shard.js';
import { TrialFailed } from './trial-failed.js';

/** Deals out the chunks of all jobs of an experiment, in one order that every shard knows. */
export class ShardDeal {
  private dealt = 0;

  constructor(private readonly shard: Shard) {}

  /** The shard's own chunks of a job, in order of runs and trials. */
  ownChunks(budgets: readonly RunBudget[]): readonly Chunk[] {
    return budgets.flatMap((budget, run) => chunksOf(budget, run).filter(() => isOfShard(this.shard, this.dealt++)));
  }
}

function chunksOf({ trials, chunkTrials }: RunBudget, run: number): Chunk[] {
  return Array.from({ length: Math.ceil(trials / chunkTrials) }, (_, index) => {
    const first = index * chunkTrials;
    return { run, first, count: Math.min(chunkTrials, trials - first) };
  });
}

export interface ShardOptions extends ConductOptions {
  readonly journal: Journal;
}

export interface ShardWork {
  readonly complete: boolean;
  readonly chunks: number;
  readonly trials: number;
  readonly events: number;
}

/**
 * Computes chunks into the journal and merges nothing. Throws TrialFailed when a trial meets what the net forbids: the first such of
 * the chunks that were computed.
 */
export async function conductShard(job: AnyJob, own: readonly Chunk[], options: ShardOptions): Promise<ShardWork> {
  const { executor, signal, journal, onProgress } = options;
  const done = { chunks: 0, trials: 0, events: 0 };
  const failures: { readonly chunk: Chunk; readonly failure: TrialFailure }[] = [];
  let issued = 0;
  const compute = async (chunk: Chunk): Promise<void> => {
    const known = journal.known(chunk);
    const outcome = known ?? (await executor.compute(job, chunk, signal));
    if (outcome.kind === 'failed') {
      failures.push({ chunk, failure: outcome.failure });
      return;
    }
    if (known === undefined) await journal.append(chunk, outcome);
    done.chunks++;
    done.trials += chunk.count;
    done.events += outcome.events;
    onProgress?.({ share: done.chunks / own.length, trials: done.trials, events: done.events });
  };
  await keepBusy({ executor, signal }, () => (failures.length > 0 ? undefined : own[issued++]), compute);
  const [first] = failures.sort((a, b) => a.chunk.run - b.chunk.run || a.chunk.first - b.chunk.first);
  if (first !== undefined) throw new TrialFailed(first.failure);
  return { complete: done.chunks === own.length, ...done };
}
