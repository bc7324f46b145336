import { nextTurn } from './next-turn.js';

/**
 * Does work that a signal ends in order, and listens to the signal as long as it lasts. The program takes interruptions upon itself only
 * while somebody listens: at any other time, while a chain is being solved for instance, nobody could look at the signal, and an
 * interruption ends the program.
 */
export async function heeding<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
  if (signal === undefined) return work();
  const listener = (): void => {};
  signal.addEventListener('abort', listener);
  try {
    return await work();
  } finally {
    // What came while this thread was busy is told when it gives way.
    await nextTurn();
    signal.removeEventListener('abort', listener);
  }
}
