import { Recent } from '../kernel/recent.js';
import { PreparedInjections } from './injection/prepared-injections.js';
import { type AnyJob, type Chunk, type ChunkOutcome, PreparedJob } from './job.js';
import { PreparedPair } from './pair.js';
import { PreparedPoint } from './points/prepared-point.js';

/** Something that computes chunks. */
export interface Prepared {
  compute(chunk: Chunk): ChunkOutcome | Promise<ChunkOutcome>;
}

export function prepareAny(job: AnyJob): Prepared {
  if ('designs' in job) return new PreparedInjections(job);
  if ('values' in job) return new PreparedPoint(job);
  return 'rival' in job ? new PreparedPair(job) : new PreparedJob(job);
}

/** Jobs of the last few experiments by their keys, parsed and compiled once each. */
export const recentlyPrepared = (): Recent<string, Prepared> => new Recent(preparedMost);

const preparedMost = 16;
