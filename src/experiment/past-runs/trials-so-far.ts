import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

const bytesRead = 1 << 20;
/** The beginning of a line of progress.jsonl, as far as it says which chunk it is of. */
const lineStart = /^\{"experiment":"((?:[^"\\]|\\.)*)","chunk":\{"run":(\d+),"first":\d+,"count":(\d+)\}/;

/**
 * Trials that an unfinished run has kept of its first experiment: those of the run that has most. Only looks, since another process may be
 * writing there.
 */
export function trialsSoFar(folder: string): number {
  const file = join(folder, 'progress.jsonl');
  const counts = new Map<string, number>();
  let experiment: string | undefined;
  for (const line of existsSync(file) ? wholeLines(file) : []) {
    const [, name, run, count] = lineStart.exec(line) ?? [];
    if (name === undefined || run === undefined) continue;
    experiment ??= name;
    if (name === experiment) counts.set(run, (counts.get(run) ?? 0) + Number(count));
  }
  return Math.max(0, ...counts.values());
}

function* wholeLines(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const block = Buffer.alloc(bytesRead);
    let rest = '';
    for (let count = readSync(file, block); count > 0; count = readSync(file, block)) {
      const lines = `${rest}${block.toString('latin1', 0, count)}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    closeSync(file);
  }
}
