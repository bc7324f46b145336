import type { AnyJob, Chunk, ChunkOutcome } from './job.js';

/** Where chunks are computed: this thread, a pool of threads, other machines. The outcome is the same bits everywhere. */
export interface Executor {
  /** How many chunks to keep under way. */
  readonly parallel: number;
  /**
   * Computes a chunk of a job, both plain data; a chunk that fails for reasons of the machine rejects. One that nobody has begun when the
   * signal comes may be left: then it rejects with ChunkAbandoned.
   */
  compute(job: AnyJob, chunk: Chunk, signal?: AbortSignal): Promise<ChunkOutcome>;
  /** Frees what it holds; nothing may be under way. */
  close(): Promise<void>;
}
