import type { SweepRow } from '../../experiment/points/sweep-row.js';
import { csvLine } from '../csv.js';

/**
 * The rows as CSV, full precision, a line a point: its parameters, then of every measure the estimate, the ends of its interval and, where
 * any point has it, the exact value.
 */
export function* sweepCsv(
  axes: readonly string[],
  measures: readonly string[],
  rows: Iterable<SweepRow>,
): Generator<string> {
  const ofMeasure = (name: string): string[] => [name, `${name}.low`, `${name}.high`, `${name}.exact`];
  yield csvLine(['point', ...axes, ...measures.flatMap(ofMeasure), 'trials', 'events', 'failed']);
  for (const { point, parameters, measures: found = {}, trials, events, failed } of rows) {
    const numbers = measures.flatMap((name) => {
      const { estimate, low, high, exact } = found[name] ?? {};
      return [estimate, low, high, exact?.value];
    });
    yield csvLine([point, ...axes.map((axis) => parameters[axis]), ...numbers, trials, events, failed?.join('; ')]);
  }
}
