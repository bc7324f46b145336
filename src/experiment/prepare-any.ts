import { PreparedInjections } from './injection/prepared-injections.js';
import { type AnyJob, type Chunk, type ChunkOutcome, PreparedJob } from './job.js';
import { PreparedPair } from './pair.js';

/** Something that computes chunks. */
export interface Prepared {
  compute(chunk: Chunk): ChunkOutcome;
}

export function prepareAny(job: AnyJob): Prepared {
  if ('designs' in job) return new PreparedInjections(job);
  return 'rival' in job ? new PreparedPair(job) : new PreparedJob(job);
}
