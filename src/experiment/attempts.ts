import { ChunkAbandoned } from './chunk-abandoned.js';
import type { Chunk, ChunkOutcome } from './job.js';
import { WorkerFailure } from './worker-failure.js';

/** Times that a chunk is tried, wherever it is. */
export const attemptsMax = 3;

/** Computes a chunk, again if that fails for reasons of the machine. Throws a WorkerFailure when it fails again and again. */
export async function attempts(
  chunk: Chunk,
  compute: (attempt: number) => Promise<ChunkOutcome>,
): Promise<ChunkOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await compute(attempt);
    } catch (error) {
      if (error instanceof ChunkAbandoned) throw error;
      if (attempt === attemptsMax) throw new WorkerFailure(chunk, error);
    }
  }
}
