import type { MeasureResult } from '../estimate/result.js';
import type { ExactResult } from '../exact/result.js';
import type { PublishedCase } from '../experiment/published.js';
import type { PublishedValue } from '../experiment/published-value.js';

/** What was found, exactly (then low = high) or as an interval. */
export interface Found {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly method: string;
  readonly trials?: number;
}

export type PublishedOutcome = 'agrees' | 'disagrees' | 'unchecked' | 'disputed';

/** A published value held against one way to find it. */
export interface PublishedRow {
  readonly source: string;
  readonly config: string;
  /** The config with what is different in this row. */
  readonly model: string;
  readonly measure: string;
  readonly unit: string;
  readonly by: 'simulation' | 'exact';
  readonly published: number;
  /** Half a unit of the last printed digit; 0 when the value is exact. */
  readonly roundingError: number;
  /** What is to be known about the published value. */
  readonly note?: string;
  readonly found?: Found;
  readonly outcome: PublishedOutcome;
  /** Why it was not checked, or why the value is disputed. */
  readonly reason?: string;
}

/** Relative difference that rounding errors of an exact solution may make. */
const exactError = 1e-10;
/** Relative error of the sums of a simulated trial. */
const sumError = 1e-12;

type Row = Omit<PublishedRow, 'found' | 'outcome' | 'reason'>;

/** Of a measure of a case: the fields that are the same however its value is found. */
export function rowOf(of: PublishedCase, measure: string, value: PublishedValue): Omit<Row, 'by'> {
  const unit = of.net.measures.find(({ name }) => name === measure)?.unit ?? '';
  const { value: published, roundingError, note } = value;
  const row = { source: of.source, config: of.config, model: of.name, measure, unit, published, roundingError };
  return note === undefined ? row : { ...row, note };
}

/** `result` has confidence 1 - falseAlarm: it agrees when its interval meets what the printed digits leave open. */
export function simulatedRow(row: Omit<Row, 'by'>, result: MeasureResult, disputed?: string): PublishedRow {
  if (result.kind === 'curve') throw new Error(`${row.measure} is a curve, found where a value is published`);
  const { estimate, low, high, method, trials } = result;
  const found = { estimate, low, high, method, trials };
  return judged({ ...row, by: 'simulation' }, found, sumError, disputed);
}

export function exactRow(row: Omit<Row, 'by'>, result: ExactResult | undefined, disputed?: string): PublishedRow {
  if (result === undefined || result.kind === 'curve') throw new Error(`${row.measure} has no exact result`);
  if (result.kind === 'refused') return uncheckedRow({ ...row, by: 'exact' }, result.reason);
  if (result.approximate) return uncheckedRow({ ...row, by: 'exact' }, 'delays are approximated');
  const { value, method } = result;
  return judged({ ...row, by: 'exact' }, { estimate: value, low: value, high: value, method }, exactError, disputed);
}

export function uncheckedRow(row: Row, reason: string): PublishedRow {
  return { ...row, outcome: 'unchecked', reason };
}

function judged(row: Row, found: Found, relativeError: number, disputed: string | undefined): PublishedRow {
  if (disputed !== undefined) return { ...row, found, outcome: 'disputed', reason: disputed };
  const slack = Math.max(row.roundingError, relativeError * Math.abs(row.published));
  const meets = found.low <= row.published + slack && row.published - slack <= found.high;
  return { ...row, found, outcome: meets ? 'agrees' : 'disagrees' };
}
