import { createHash } from 'node:crypto';
import type { Executor } from '../executor.js';
import { jobText } from '../job-text.js';
import { perJob } from '../per-job.js';
import type { PointsKept } from '../points/points-kept.js';

/**
 * An executor that keeps what chunks come to and computes none a second time. What a search asks next follows from what it was told, so
 * that one that begins anew asks for the same chunks again: with those that are kept it goes on where it was.
 */
export function keepingExecutor(executor: Executor, kept: PointsKept): Executor {
  const nameOf = perJob((job) => createHash('sha256').update(jobText(job)).digest('hex').slice(0, nameLength));
  return {
    get parallel() {
      return executor.parallel;
    },
    async compute(job, chunk, signal) {
      const journal = kept.journal(nameOf(job));
      const known = journal.known(chunk);
      if (known !== undefined) return known;
      const outcome = await executor.compute(job, chunk, signal);
      if (outcome.kind === 'done') await journal.append(chunk, outcome);
      return outcome;
    },
    close: () => executor.close(),
  };
}

/** Hexadecimal digits: 128 bits tell all jobs apart. */
const nameLength = 32;
