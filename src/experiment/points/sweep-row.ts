import type { CurveReport, MeasureReport } from '../findings/run-report.js';
import type { DesignPoint } from '../sweep/design-points.js';
import type { PointOutcome } from './point-job.js';

/** A design point and what it came to; other programs read this. */
export interface SweepRow {
  readonly point: number;
  /** By axis; absent where the axis is inside something that is off. */
  readonly parameters: DesignPoint['shown'];
  readonly trials?: number;
  readonly events?: number;
  readonly measures?: Readonly<Record<string, MeasureReport>>;
  readonly curves?: Readonly<Record<string, CurveReport>>;
  /** Measures that cannot be had to the precision asked for. */
  readonly outOfReach?: readonly string[];
  /** What was wrong at this point. */
  readonly failed?: readonly string[];
}

/** The row of a point, with the measures named, or all. */
export function sweepRow(
  { index, shown }: DesignPoint,
  outcome: PointOutcome,
  measures: readonly string[] | undefined,
): SweepRow {
  const about = { point: index, parameters: shown };
  if (outcome.kind === 'failed') return { ...about, failed: outcome.lines };
  const { trials, events, outOfReach } = outcome.report;
  const kept = <Value>(all: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
    measures === undefined ? all : Object.fromEntries(Object.entries(all).filter(([name]) => measures.includes(name)));
  return {
    ...about,
    trials,
    events,
    measures: kept(outcome.report.measures),
    curves: kept<CurveReport>(outcome.report.curves),
    ...(outOfReach === undefined ? {} : { outOfReach }),
  };
}

/** The measures that are numbers, in the order in which they first come. */
export function numbersOf(rows: Iterable<SweepRow>): readonly string[] {
  const names = new Set<string>();
  for (const { measures = {} } of rows) for (const name of Object.keys(measures)) names.add(name);
  return [...names];
}
