import type { Chunk } from './job.js';

/** A worker died or ran out of memory on the same chunk again and again. */
export class WorkerFailure extends Error {
  constructor(
    readonly chunk: Chunk,
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`a worker failed on trials ${chunk.first}..${chunk.first + chunk.count - 1}: ${reason}`, { cause });
    this.name = 'WorkerFailure';
  }
}
