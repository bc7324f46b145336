import type { Chunk, ChunkOutcome } from './job.js';
import { jobOfText } from './job-text.js';
import { PreparedJobs } from './prepared-jobs.js';

/** What the pool sends: `key` names the job, so that a worker parses and compiles it once; its text is in memory that all share. */
export interface WorkerTask {
  readonly key: string;
  readonly job: Uint8Array<SharedArrayBuffer>;
  readonly chunk: Chunk;
}

const jobs = new PreparedJobs();

export default function compute({ key, job, chunk }: WorkerTask): ChunkOutcome | Promise<ChunkOutcome> {
  return jobs.get(key, () => jobOfText(Buffer.from(job).toString('utf8'))).compute(chunk);
}
