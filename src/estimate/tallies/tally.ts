import type { Range } from '../intervals/interval.js';
import type { Support } from '../intervals/mean-interval.js';
import type { TallyResult } from '../result.js';

/** One value a trial: (row[plus] - row[minus]) / divisor, `also` added. */
export interface Column {
  readonly plus: number;
  /** Further columns that are added. */
  readonly also?: readonly number[];
  readonly minus?: number;
  readonly divisor: number;
}

/**
 * What to make of the columns of a run's rows: plain data, one kind for each file of this folder.
 */
export type TallySpec =
  /** Mean over trials; `halves`: the same value over the first and second half of the observed time. */
  | {
      readonly kind: 'mean';
      readonly value: Column;
      readonly support: Support;
      /** Observed up to an event: a trial that ended without it at a finite time is censored. */
      readonly untilSeen: boolean;
      readonly halves?: { readonly first: Column; readonly second: Column };
    }
  | {
      readonly kind: 'means';
      readonly at: readonly number[];
      readonly values: readonly Column[];
      readonly supports: readonly Support[];
    }
  /** Share of trials in which each column is not 0, at given times. */
  | {
      readonly kind: 'proportions';
      readonly at: readonly number[];
      readonly columns: readonly number[];
      readonly curve: boolean;
    }
  /** Mean of `of` divided by mean of `by`. */
  | { readonly kind: 'ratio'; readonly of: Column; readonly by: Column; readonly range: Range }
  /** -log10(1 - mean of `value`). */
  | {
      readonly kind: 'nines';
      readonly value: Column;
      readonly halves?: { readonly first: Column; readonly second: Column };
    }
  /** Share of trials that ended by `until` at each of the times; Infinity: ever. */
  | {
      readonly kind: 'passage';
      readonly times: readonly number[];
      readonly curve: boolean;
      readonly complement: boolean;
    }
  /** Share of trials in which `final` was seen at the end. */
  | { readonly kind: 'passage-before'; readonly final: number; readonly complement: boolean }
  /** `first` is the span's first column: begun, completed, total; `others` those of spans that are taken together with it. */
  | { readonly kind: 'span-mean'; readonly first: number; readonly others?: readonly number[]; readonly range: Range }
  | { readonly kind: 'span-quantile'; readonly span: number; readonly first: number; readonly probability: number };

/** State of a tally as plain JSON that restores bit for bit. */
export type TallyState = object;

/** Weighs the observations of one measure equally. Trials come in blocks of rows, in order of their index. */
export interface Tally {
  /** Takes in `count` rows of `width` columns. */
  addRows(rows: Float64Array, width: number, count: number): void;
  /** Takes in one completed passage of a span. */
  addSpan?(trial: number, value: number): void;
  /** Joins the observations of a tally made from the same spec, which come after ours. */
  merge(other: Tally): void;
  toJSON(): TallyState;
  restore(state: TallyState): void;
  result(confidence: number): TallyResult;
  /** Writes each trial's own value, of which the measure is the expectation; absent when it is no expectation. */
  observe?(rows: Float64Array, width: number, count: number, values: Float64Array): void;
}

export function readColumn(
  rows: Float64Array,
  width: number,
  count: number,
  column: Column,
  values: Float64Array,
): void {
  const { plus, also = [], minus, divisor } = column;
  for (let row = 0, at = 0; row < count; row++, at += width) {
    let value = rows[at + plus] as number;
    for (const other of also) value += rows[at + other] as number;
    values[row] = (minus === undefined ? value : value - (rows[at + minus] as number)) / divisor;
  }
}

/** Room for a block of values, made anew only when a larger block comes. */
export function room(values: Float64Array, count: number): Float64Array {
  return values.length < count ? new Float64Array(count) : values;
}
