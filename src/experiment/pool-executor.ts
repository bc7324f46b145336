import { createHash } from 'node:crypto';
import { Piscina } from 'piscina';
import type { Executor } from './executor.js';
import type { AnyJob, ChunkOutcome } from './job.js';
import type { WorkerTask } from './worker.js';
import { WorkerFailure } from './worker-failure.js';

const attemptsMax = 3;

/** Computes chunks on a pool of worker threads. */
export function poolExecutor(workers: number): Executor {
  const pool = new Piscina<WorkerTask, ChunkOutcome>({
    filename: new URL('./worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    idleTimeout: 30_000,
  });
  const keys = new WeakMap<AnyJob, string>();
  const keyOf = (job: AnyJob): string => {
    const known = keys.get(job) ?? createHash('sha256').update(JSON.stringify(job)).digest('hex');
    keys.set(job, known);
    return known;
  };
  return {
    parallel: 2 * workers,
    async compute(job, chunk) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await pool.run({ key: keyOf(job), job, chunk });
        } catch (error) {
          if (attempt === attemptsMax) throw new WorkerFailure(chunk, error);
        }
      }
    },
    async close() {
      await pool.destroy();
    },
  };
}
