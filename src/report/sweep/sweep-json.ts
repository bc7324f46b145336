import type { SweepRow } from '../../experiment/points/sweep-row.js';
import { jsonText } from '../json-text.js';

/** What is said of a sweep as a whole. */
export interface SweepFacts {
  readonly config: string;
  readonly name: string;
  readonly seed: string;
  readonly complete: boolean;
  readonly axes: readonly { readonly name: string; readonly path: string }[];
  readonly points: number;
  readonly done: number;
  readonly failed: number;
}

/** A sweep as JSON, a line a point: many points never stand in memory together. */
export function* sweepJson(facts: SweepFacts, rows: Iterable<SweepRow>): Generator<string> {
  yield `${jsonText(facts).slice(0, -1)},"rows":[`;
  let before = '\n';
  for (const row of rows) {
    yield `${before}${jsonText(row)}`;
    before = ',\n';
  }
  yield '\n]}\n';
}
