import { type Identity, identityHash } from '../identity.js';

/** All that the program stores in Redis begins with this. */
export const prefix = 'ninefold';

/** Each build has a queue of its own, so that no worker can ever take a chunk that it would compute otherwise. */
export const queueName = (identity: Identity): string => `chunks-${identityHash(identity)}`;

/** Runs that are there, by id. */
export const runsKey = `${prefix}:runs`;
/** A run's identity, as long as it says that it is there. */
export const runKey = (run: string): string => `${prefix}:run:${run}`;
/** Workers that found only runs of other builds; the newest few. */
export const refusalsKey = `${prefix}:refusals`;
/** The text of a job that a run has chunks of. */
export const jobKey = (run: string, job: string): string => `${prefix}:job:${run}:${job}`;
/** The outcome of a chunk, until its run has read it. */
export const outcomeKey = (chunk: string): string => `${prefix}:outcome:${chunk}`;

/** What stands in the queue: the job itself is stored once. */
export interface QueuedChunk {
  readonly run: string;
  readonly job: string;
  readonly chunk: import('../job.js').Chunk;
  /** When workers failed on it, by name: milliseconds of their own clocks. */
  readonly failures?: Readonly<Record<string, number>>;
}

/** `THREADS@HOST.PID`: a worker's name tells how many chunks it computes at once. */
export const workerName = (threads: number, host: string, pid: number): string =>
  `${threads}@${host.replace(/[^\w.-]/g, '-')}.${pid}`;

/** The worker's name in what Redis calls its connection. */
export const workerNameOf = (connection: string): string => /:w:(.*)$/.exec(connection)?.[1] ?? '';

/** The threads of a worker of this name. */
export const threadsOf = (name: string): number => Number(/^(\d+)@/.exec(name)?.[1] ?? 1);
