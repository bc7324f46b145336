import type { AnyJob, Chunk, ChunkOutcome } from './job.js';

/** Where chunks are computed: this thread, a pool of threads, other machines. The outcome is the same bits everywhere. */
export interface Executor {
  /** How many chunks to keep under way. */
  readonly parallel: number;
  compute(job: AnyJob, chunk: Chunk): Promise<ChunkOutcome>;
  close(): Promise<void>;
}
