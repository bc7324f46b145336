import type { MeasureReport } from '../experiment/findings/run-report.js';
import { displayUnit, inUnit } from './display-unit.js';
import { exactText, intervalText } from './number-text.js';
import { textTable } from './text-table.js';

/** The measure that is all of the downtime, and how those begin that are parts of it. */
const whole = 'downtime-year';
const prefix = 'downtime-';

type Measures = Readonly<Record<string, MeasureReport>>;

/** The downtime of a cause, and its share of all downtime. */
export interface CauseShare {
  readonly cause: string;
  readonly measure: MeasureReport;
  readonly share: number;
}

/** What the downtime is charged to, the largest share first; empty when there is none, or no cause. */
export function causeShares(measures: Measures): readonly CauseShare[] {
  const total = measures[whole];
  if (total === undefined || !(total.estimate > 0)) return [];
  return Object.entries(measures)
    .filter(([name]) => name.startsWith(prefix) && name !== whole)
    .map(([name, measure]) => ({ cause: name.slice(prefix.length), measure, share: measure.estimate / total.estimate }))
    .sort((a, b) => b.share - a.share);
}

/** The measures that `downtimeText` does not show. */
export function otherMeasures(measures: Measures): Measures {
  const shown = causeShares(measures).map(({ cause }) => `${prefix}${cause}`);
  if (shown.length === 0) return measures;
  return Object.fromEntries(Object.entries(measures).filter(([name]) => name !== whole && !shown.includes(name)));
}

/** Downtime by cause as a table whose shares add up to the whole; empty when nothing is charged. */
export function downtimeText(measures: Measures): string {
  const shares = causeShares(measures);
  const total = measures[whole];
  if (shares.length === 0 || total === undefined) return '';
  const unit = displayUnit(total.estimate, total.unit);
  const columns = [
    { title: 'downtime by cause' },
    { title: 'share', align: 'right' },
    { title: 'estimate', align: 'right' },
    { title: `${exactText(100 * total.confidence)} % interval`, align: 'middle' },
    { title: 'unit' },
  ] as const;
  const row = (name: string, share: string, measure: MeasureReport): string[] => {
    const { estimate, low, high } = intervalText(inUnit(measure, unit));
    return [name, share, estimate, `${low} .. ${high}`, unit.unit];
  };
  const rows = shares.map(({ cause, measure, share }) => row(cause, shareText(share), measure));
  return textTable(columns, [...rows, row('all', shareText(1), total)]);
}

/** A share in per cent, to a tenth of it. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %';
  return `${(100 * share).toFixed(1)} %`;
}
