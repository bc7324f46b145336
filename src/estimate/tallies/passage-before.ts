import type { TallyResult } from '../result.js';
import { shareResult } from './passage.js';
import type { Tally, TallySpec } from './tally.js';

type PassageBeforeSpec = Extract<TallySpec, { kind: 'passage-before' }>;

interface PassageBeforeState {
  readonly trials: number;
  readonly reached: number;
  readonly unseen: number;
}

/**
 * Share of trials that end with the target seen, not the other event alone: P(target by the event), both at once included.
 * A trial in which neither can happen any more did not get there; one cut off at a cap may or may not.
 */
export class PassageBeforeTally implements Tally {
  private trials = 0;
  private reached = 0;
  private unseen = 0;

  constructor(private readonly spec: PassageBeforeSpec) {}

  addRows(rows: Float64Array, width: number, count: number): void {
    const { final } = this.spec;
    this.trials += count;
    for (let row = 0, at = 0; row < count; row++, at += width) {
      if (rows[at + 1] === 1) {
        if (rows[at + final] !== 0) this.reached++;
      } else if ((rows[at] as number) < Infinity) this.unseen++;
    }
  }

  observe(rows: Float64Array, width: number, count: number, values: Float64Array): void {
    const { final, complement } = this.spec;
    for (let row = 0; row < count; row++) {
      const reached = rows[row * width + 1] === 1 && rows[row * width + final] !== 0;
      values[row] = reached === complement ? 0 : 1;
    }
  }

  merge(other: PassageBeforeTally): void {
    this.trials += other.trials;
    this.reached += other.reached;
    this.unseen += other.unseen;
  }

  toJSON(): PassageBeforeState {
    return { trials: this.trials, reached: this.reached, unseen: this.unseen };
  }

  restore(state: PassageBeforeState): void {
    this.trials = state.trials;
    this.reached = state.reached;
    this.unseen = state.unseen;
  }

  result(confidence: number): TallyResult {
    const { trials, reached, unseen } = this;
    return shareResult({ trials, reached, censored: unseen }, this.spec.complement, confidence);
  }
}
