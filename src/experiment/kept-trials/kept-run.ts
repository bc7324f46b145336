import type { Journal } from '../conduct.js';
import type { Chunk } from '../job.js';
import type { KeptTrials } from './kept-trials.js';
import { unpackedNumbers } from './packed-numbers.js';
import type { KeptColumn } from './trial-columns.js';

/** The values of one run's trials, read back chunk by chunk from where its chunks are kept; one chunk at a time is in memory. */
export class KeptRun {
  readonly columns: readonly KeptColumn[];
  /** Up to the run's stopping point. */
  readonly trials: number;
  private current: { readonly chunk: Chunk; readonly values: Float64Array } | undefined;

  constructor(
    private readonly run: number,
    private readonly kept: KeptTrials,
    private readonly journal: Journal,
  ) {
    this.columns = kept.columns;
    this.trials = kept.trials;
  }

  /** The values of trials first .. first + count - 1, an array a column; fewer where the run ended before. */
  read(first: number, count: number): readonly Float64Array[] {
    const end = Math.min(first + count, this.trials);
    const read = this.columns.map(() => new Float64Array(Math.max(0, end - first)));
    for (let trial = first; trial < end; ) {
      const { chunk, values } = this.chunkOf(trial);
      const next = Math.min(end, chunk.first + chunk.count);
      read.forEach((column, index) => {
        const at = index * chunk.count - chunk.first;
        column.set(values.subarray(at + trial, at + next), trial - first);
      });
      trial = next;
    }
    return read;
  }

  private chunkOf(trial: number) {
    const { chunkTrials, trials } = this.kept.budget;
    const first = trial - (trial % chunkTrials);
    if (this.current?.chunk.first !== first) {
      const chunk = { run: this.run, first, count: Math.min(chunkTrials, trials - first) };
      const values = this.journal.known(chunk)?.values;
      if (values === undefined) throw new Error(`no values of trials ${first} to ${first + chunk.count - 1} were kept`);
      this.current = { chunk, values: unpackedNumbers(values) };
    }
    return this.current;
  }
}
