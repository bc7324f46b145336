import type { Executor } from './executor.js';
import { inlineExecutor } from './inline-executor.js';
import type { PreparedJob } from './job.js';

/** Work done on this thread before threads are started: starting them takes longer than small experiments do. */
const inlineMilliseconds = 150;

/** Computes on this thread at first and, when there is more to do, on a pool of `workers` threads. */
export function adaptiveExecutor(workers: number, prepared: readonly PreparedJob[]): Executor {
  const inline = inlineExecutor(prepared);
  if (workers === 1) return inline;
  const started = performance.now();
  let pool: Promise<Executor> | undefined;
  let current = inline;
  return {
    get parallel() {
      return current.parallel;
    },
    async compute(job, chunk, signal) {
      if (pool === undefined && performance.now() - started < inlineMilliseconds) return inline.compute(job, chunk);
      pool ??= import('./pool-executor.js').then(({ poolExecutor }) => poolExecutor(workers));
      current = await pool;
      return current.compute(job, chunk, signal);
    },
    async close() {
      if (pool !== undefined) await (await pool).close();
    },
  };
}
