import type { Chunk, ChunkOutcome } from './job.js';
import { jobOfText } from './job-text.js';
import { prepareAny, recentlyPrepared } from './prepare-any.js';

/** What the pool sends: `key` names the job, so that a worker parses and compiles it once; its text is in memory that all share. */
export interface WorkerTask {
  readonly key: string;
  readonly job: Uint8Array<SharedArrayBuffer>;
  readonly chunk: Chunk;
}

/** Long beside what it costs to wake a thread, which may be half a millisecond, and short to those who wait for the end. */
export const groupMilliseconds = 200;

const jobs = recentlyPrepared();

/**
 * Computes tasks in turn until its time is up or one of them throws; at least the first. Those without an outcome are to be sent again.
 * Throws what the first one throws.
 */
export default async function compute(tasks: readonly WorkerTask[]): Promise<readonly ChunkOutcome[]> {
  const started = performance.now();
  const outcomes: ChunkOutcome[] = [];
  for (const task of tasks) {
    if (performance.now() - started > groupMilliseconds) break;
    try {
      outcomes.push(await computeOne(task));
    } catch (error) {
      if (outcomes.length === 0) throw error;
      break;
    }
  }
  return outcomes;
}

function computeOne({ key, job, chunk }: WorkerTask): ChunkOutcome | Promise<ChunkOutcome> {
  return jobs.get(key, () => prepareAny(jobOfText(Buffer.from(job).toString('utf8')))).compute(chunk);
}
