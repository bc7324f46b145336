import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

const bytesRead = 1 << 20;
/** The beginning of a line of progress.jsonl, as far as it says which chunk it is of. */
const lineStart = /^\{"experiment":"((?:[^"\\]|\\.)*)","chunk":\{"run":(\d+),"first":\d+,"count":(\d+)\}/;

/** Trials that an unfinished run has kept of its first experiment: those of the run that has most. */
export function trialsSoFar(folder: string): number {
  const counts = new Map<string, number>();
  let first: string | undefined;
  for (const { experiment, run, count } of chunksKept(folder)) {
    first ??= experiment;
    if (experiment === first) counts.set(run, (counts.get(run) ?? 0) + count);
  }
  return Math.max(0, ...counts.values());
}

/** Trials that an unfinished search has kept, of all its experiments together. */
export function searchTrialsSoFar(folder: string): number {
  let trials = 0;
  for (const { count } of chunksKept(folder)) trials += count;
  return trials;
}

interface KeptChunk {
  readonly experiment: string;
  readonly run: string;
  readonly count: number;
}

/** Only looks, since another process may be writing there. */
function* chunksKept(folder: string): Generator<KeptChunk> {
  const file = join(folder, 'progress.jsonl');
  for (const line of existsSync(file) ? wholeLines(file) : []) {
    const [, experiment, run, count] = lineStart.exec(line) ?? [];
    if (experiment !== undefined && run !== undefined) yield { experiment, run, count: Number(count) };
  }
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
