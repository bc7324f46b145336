import { createHash } from 'node:crypto';
import { attempts } from './attempts.js';
import type { Executor } from './executor.js';
import type { AnyJob } from './job.js';
import { jobText } from './job-text.js';
import { LastingPool } from './lasting-pool.js';
import type { WorkerTask } from './worker.js';

/**
 * Computes chunks on a pool of worker threads of Node.js, with the results of every other executor. A chunk on which a thread throws, dies or
 * runs out of memory is tried again by another.
 *
 * @param workers threads, at least 1; they start at once, rest when there is nothing to do, and end with `close()`
 */
export function poolExecutor(workers: number): Executor {
  return executorOn(new LastingPool(workers));
}

/** The same on a pool that there is already; it ends with the executor. */
export function executorOn(pool: LastingPool): Executor {
  const sent = new WeakMap<AnyJob, Omit<WorkerTask, 'chunk'>>();
  const taskOf = (job: AnyJob): Omit<WorkerTask, 'chunk'> => {
    const task = sent.get(job) ?? shared(jobText(job));
    sent.set(job, task);
    return task;
  };
  return {
    parallel: 2 * pool.workers,
    async compute(job, chunk) {
      return attempts(chunk, () => pool.run({ ...taskOf(job), chunk }));
    },
    async close() {
      await pool.close();
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
