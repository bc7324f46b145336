import type { ChunkQueue } from './connection.js';
import { threadsOf } from './names.js';

/** Threads to reckon with where Redis does not tell who is attached. */
const threadsUnknown = 8;

/** Threads of all workers attached to a queue. It decides how fast things go and nothing else. */
export async function attachedThreads(queue: ChunkQueue): Promise<number> {
  try {
    const workers = await queue.getWorkers();
    return workers.reduce((sum, { rawname = '' }) => sum + threadsOf(rawname), 0);
  } catch (error) {
    if (error instanceof Error && /NOPERM|unknown command/i.test(error.message)) return threadsUnknown;
    throw error;
  }
}
