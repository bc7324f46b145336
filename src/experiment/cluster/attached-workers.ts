import type { ChunkQueue } from './connection.js';
import { threadsOf, workerNameOf } from './names.js';

/** Threads to reckon with where Redis does not tell who is attached. */
const threadsUnknown = 8;

/** Threads of all workers attached to a queue. It decides how fast things go and nothing else. */
export async function attachedThreads(queue: ChunkQueue): Promise<number> {
  const workers = await attachedWorkers(queue);
  return workers?.reduce((sum, name) => sum + threadsOf(name), 0) ?? threadsUnknown;
}

/** Names of the workers attached to a queue; undefined where Redis does not tell. */
export async function attachedWorkers(queue: ChunkQueue): Promise<readonly string[] | undefined> {
  try {
    const workers = await queue.getWorkers();
    return workers.map(({ rawname = '' }) => workerNameOf(rawname));
  } catch (error) {
    if (error instanceof Error && /NOPERM|unknown command/i.test(error.message)) return undefined;
    throw error;
  }
}
