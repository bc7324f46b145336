import type { PlannedRun } from '../../estimate/planned-run.js';
import { packedNumbers } from './packed-numbers.js';
import { trialColumns } from './trial-columns.js';

/** Gathers what each trial of a chunk says. */
export class TrialObserver {
  private readonly columns;
  /** Column after column, each with the chunk's trials in order. */
  private readonly values: Float64Array;

  constructor(
    run: PlannedRun,
    private readonly count: number,
  ) {
    this.columns = trialColumns(run);
    this.values = new Float64Array(this.columns.length * count);
  }

  /** Takes in a block of rows, of the chunk's trials from its `done`th on. */
  addRows(done: number, block: number, rows: Float64Array): void {
    this.columns.forEach(({ read }, column) => {
      const first = column * this.count + done;
      read(rows, block, this.values.subarray(first, first + block));
    });
  }

  /** For a chunk's outcome. */
  packed(): string {
    return packedNumbers(this.values);
  }
}
