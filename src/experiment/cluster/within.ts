import { setTimeout as delay } from 'node:timers/promises';

/** Waits for some work, but no longer than so many milliseconds; how the work ends is its own affair. */
export async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = delay(milliseconds, undefined, { signal: over.signal });
  await Promise.race([work, late]).catch(() => {});
  over.abort();
  await late.catch(() => {});
}
