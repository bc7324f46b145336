import type { Expression } from '../net/expression/expression.js';
import type { Reward, Span } from '../net/net.js';

/**
 * What one trial records and when it ends. A plan's numbers do not depend on each other: adding a record changes no column
 * of another. Times in the net's unit, counted from the trial's start.
 */
export interface RunPlan {
  /** The trial ends here at the latest; Infinity when only `until` ends it. */
  readonly horizon: number;
  /** The trial ends when this is seen true. */
  readonly until?: Expression;
  /** Cumulative reward at each of the times (ascending, at most the horizon), then at the trial's end. */
  readonly rewards: readonly { readonly reward: Reward; readonly at: readonly number[] }[];
  /** Value at each of the times (ascending): right-continuous, what fires at a time is included. */
  readonly instants: readonly { readonly of: Expression; readonly at: readonly number[] }[];
  /** Value at the trial's end. */
  readonly finals: readonly Expression[];
  /** Passages that begin at `from` or later; those that end by `until` are completed. */
  readonly spans: readonly {
    readonly span: Span;
    readonly from: number;
    readonly until: number;
    /** Whether each completed passage is handed to the sink. */
    readonly sink: boolean;
  }[];
}

/** Called at the end of a completed passage: index into `plan.spans`, the trial, the passage's value. */
export type SpanSink = (span: number, trial: number, value: number) => void;

/**
 * A row of observations, one a trial: `[end, ended, rewards..., instants..., finals..., spans...]`; `end` is the time the
 * trial ended (Infinity when nothing can happen any more, and there is no horizon), `ended` 1 when `until` was seen; a reward has
 * `at.length + 1` columns, an instant `at.length`, a final 1, a span 3: begun, completed, total value of the completed.
 */
export interface RowLayout {
  readonly width: number;
  /** First column of each record. */
  readonly rewards: readonly number[];
  /** Column of each reward at the trial's end. */
  readonly rewardsAtEnd: readonly number[];
  readonly instants: readonly number[];
  readonly finals: readonly number[];
  readonly spans: readonly number[];
}

export function rowLayout(plan: RunPlan): RowLayout {
  let next = 2;
  const take = (columns: number): number => {
    const first = next;
    next += columns;
    return first;
  };
  const rewards = plan.rewards.map((record) => take(record.at.length + 1));
  const rewardsAtEnd = plan.rewards.map((record, index) => (rewards[index] as number) + record.at.length);
  const instants = plan.instants.map((record) => take(record.at.length));
  const finals = plan.finals.map(() => take(1));
  const spans = plan.spans.map(() => take(3));
  return { width: next, rewards, rewardsAtEnd, instants, finals, spans };
}

/** A net under a plan, ready to run: the interpreter and the compiler both make one, and the bits agree. */
export interface TrialProgram {
  readonly layout: RowLayout;
  /**
   * Runs trials first .. first + count - 1 and writes row r of trial first + r at `rows[r * layout.width]`.
   * Returns the number of events fired. Throws a TrialError.
   */
  run(first: number, count: number, rows: Float64Array, sink: SpanSink): number;
}

/** What went wrong inside a trial: a state the net forbids, a rate that is no rate, a Zeno loop. */
export class TrialError extends Error {
  constructor(
    message: string,
    readonly activity: string | undefined,
    readonly trial: number,
    readonly time: number,
    /** Place values as `name=value`. */
    readonly state: readonly string[],
  ) {
    super(message);
    this.name = 'TrialError';
  }
}
