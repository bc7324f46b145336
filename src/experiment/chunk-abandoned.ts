import type { Chunk } from './job.js';

/** An interruption came before anybody had computed the chunk: it is left for when the experiment goes on. */
export class ChunkAbandoned extends Error {
  constructor(readonly chunk: Chunk) {
    super(`trials ${chunk.first}..${chunk.first + chunk.count - 1} are left for later`);
    this.name = 'ChunkAbandoned';
  }
}
