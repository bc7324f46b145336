import { attempts } from './attempts.js';
import type { Executor } from './executor.js';
import type { AnyJob, Chunk } from './job.js';
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
  const threads = new PoolThreads(pool);
  return {
    get parallel() {
      return threads.parallel;
    },
    compute: (job, chunk, signal) =>
      attempts(chunk, (attempt) => threads.compute(job, chunk, { alone: attempt > 1, signal })),
    close: () => pool.close(),
  };
}

/** The threads of a pool, which try a chunk once. */
export class PoolThreads {
  private readonly groups: TaskGroups;
  private jobs = 0;
  private readonly taskOf = perJob((job) => ({ key: String(this.jobs++), job: shared(jobText(job)) }));

  constructor(pool: LastingPool) {
    this.groups = new TaskGroups(pool);
  }

  get parallel(): number {
    return this.groups.parallel;
  }

  /** `alone`: with no other chunk, should this one be what a thread has failed on. Rejects when the thread fails. */
  compute(job: AnyJob, chunk: Chunk, how: { readonly alone: boolean; readonly signal?: AbortSignal | undefined }) {
    return this.groups.run({ ...this.taskOf(job), chunk }, how);
  }
}

/** In memory that all threads see: a job is large, and goes with each of its chunks. */
function shared(text: string): Uint8Array<SharedArrayBuffer> {
  const bytes = Buffer.from(text);
  const memory = new Uint8Array(new SharedArrayBuffer(bytes.length));
  memory.set(bytes);
  return memory;
}
