import { createHash } from 'node:crypto';
import { Piscina } from 'piscina';
import { attempts } from './attempts.js';
import type { Executor } from './executor.js';
import type { AnyJob, ChunkOutcome } from './job.js';
import { jobText } from './job-text.js';
import type { WorkerTask } from './worker.js';

/**
 * Computes chunks on a pool of worker threads of Node.js, with the results of every other executor.
 *
 * @param workers threads, at least 1; they start at once, rest when there is nothing to do, and end with `close()`
 */
export function poolExecutor(workers: number): Executor {
  const pool = new Piscina<WorkerTask, ChunkOutcome>({
    filename: new URL('./worker.js', import.meta.url).href,
    minThreads: workers,
    maxThreads: workers,
    concurrentTasksPerWorker: 1,
    idleTimeout: 30_000,
    // Chunks leave little garbage behind: more room for it is memory that each thread keeps and nobody uses.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const sent = new WeakMap<AnyJob, Omit<WorkerTask, 'chunk'>>();
  const taskOf = (job: AnyJob): Omit<WorkerTask, 'chunk'> => {
    const task = sent.get(job) ?? shared(jobText(job));
    sent.set(job, task);
    return task;
  };
  return {
    parallel: 2 * workers,
    async compute(job, chunk) {
      return attempts(chunk, () => pool.run({ ...taskOf(job), chunk }));
    },
    async close() {
      await pool.destroy();
    },
  };
}

/** In memory that all threads see: a job is large, and goes with each of its chunks. */
function shared(text: string): Omit<WorkerTask, 'chunk'> {
  const bytes = Buffer.from(text);
  const job = new Uint8Array(new SharedArrayBuffer(bytes.length));
  job.set(bytes);
  return { key: createHash('sha256').update(bytes).digest('hex'), job };
}
