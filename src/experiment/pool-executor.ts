import { attempts } from './attempts.js';
import type { Executor } from './executor.js';
import { jobText } from './job-text.js';
import { LastingPool } from './lasting-pool.js';
import { perJob } from './per-job.js';
import { TaskGroups } from './task-groups.js';

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
  const groups = new TaskGroups(pool);
  let jobs = 0;
  const taskOf = perJob((job) => ({ key: String(jobs++), job: shared(jobText(job)) }));
  return {
    get parallel() {
      return groups.parallel;
    },
    async compute(job, chunk, signal) {
      const task = { ...taskOf(job), chunk };
      return attempts(chunk, (attempt) => groups.run(task, { alone: attempt > 1, signal }));
    },
    async close() {
      await pool.close();
    },
  };
}

/** In memory that all threads see: a job is large, and goes with each of its chunks. */
function shared(text: string): Uint8Array<SharedArrayBuffer> {
  const bytes = Buffer.from(text);
  const memory = new Uint8Array(new SharedArrayBuffer(bytes.length));
  memory.set(bytes);
  return memory;
}
