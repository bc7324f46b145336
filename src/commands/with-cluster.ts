import type { ClusterAddress } from '../experiment/cluster/address.js';
import type { Executor } from '../experiment/executor.js';
import type { Terminal } from './command.js';

/** Does some work, on the workers of a cluster if there is an address of one: then the work is given its executor. */
export async function withCluster<Result>(
  address: ClusterAddress | undefined,
  terminal: Terminal,
  work: (given: { readonly executor?: Executor }) => Promise<Result>,
): Promise<Result> {
  if (address === undefined) return work({});
  const { clusterExecutor } = await import('../experiment/cluster/cluster-executor.js');
  const executor = await clusterExecutor(address, {
    signal: terminal.signal,
    note: (text) => terminal.err(`${text}\n`),
  });
  try {
    return await work({ executor });
  } finally {
    await executor.close();
  }
}
