import type { Executor } from '../experiment/executor.js';
import type { Terminal } from './command.js';
import type { Computing } from './simulation-options.js';
import { withCluster } from './with-cluster.js';

/** Does some work with what computes: a cluster, or threads of this process. */
export async function withExecutor<Result>(
  { workers, cluster }: Computing,
  terminal: Terminal,
  work: (executor: Executor) => Promise<Result>,
): Promise<Result> {
  return withCluster(cluster, terminal, async ({ executor }) => {
    if (executor !== undefined) return work(executor);
    const { adaptiveExecutor } = await import('../experiment/adaptive-executor.js');
    const threads = adaptiveExecutor(workers, []);
    return work(threads).finally(() => threads.close());
  });
}
