import type { Executor } from './executor.js';
import type { AnyJob, PreparedJob } from './job.js';
import { nextTurn } from './next-turn.js';
import { type Prepared, prepareAny } from './prepare-any.js';

/** Computes chunks on this thread, giving way to timers and signals between them. */
export function inlineExecutor(prepared: readonly PreparedJob[] = []): Executor {
  const jobs = new WeakMap<AnyJob, Prepared>(prepared.map((each) => [each.job, each]));
  return {
    parallel: 1,
    async compute(job, chunk) {
      await nextTurn();
      const known = jobs.get(job) ?? prepareAny(job);
      jobs.set(job, known);
      return known.compute(chunk);
    },
    async close() {},
  };
}
