import { ChunkAbandoned } from './chunk-abandoned.js';
import type { Executor } from './executor.js';
import { heeding } from './heeding.js';
import type { Chunk } from './job.js';

/** Keeps as many chunks under way as the executor takes, until none is left or the signal ends it; then waits for those under way. */
export function keepBusy(
  options: { readonly executor: Executor; readonly signal?: AbortSignal | undefined },
  nextChunk: () => Chunk | undefined,
  compute: (chunk: Chunk) => Promise<void>,
): Promise<void> {
  return heeding(options.signal, () => keptBusy(options, nextChunk, compute));
}

async function keptBusy(
  { executor, signal }: Parameters<typeof keepBusy>[0],
  nextChunk: () => Chunk | undefined,
  compute: (chunk: Chunk) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  let broken: { readonly error: unknown } | undefined;
  while (broken === undefined && signal?.aborted !== true) {
    const next = underWay.size < executor.parallel ? nextChunk() : undefined;
    if (next !== undefined) {
      const task: Promise<void> = compute(next)
        .catch((error: unknown) => {
          if (!(error instanceof ChunkAbandoned)) broken ??= { error };
        })
        .finally(() => underWay.delete(task));
      underWay.add(task);
    } else if (underWay.size === 0) break;
    else await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (broken !== undefined) throw broken.error;
}
