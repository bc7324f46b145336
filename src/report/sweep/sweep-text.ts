import type { SweepRow } from '../../experiment/points/sweep-row.js';
import { displayUnit, inUnit } from '../display-unit.js';
import { exactText, intervalText, numberText } from '../number-text.js';
import { textTable } from '../text-table.js';
import type { SweepFacts } from './sweep-json.js';

/** Lines of the table; all rows are in points.csv. */
const rowsShown = 50;
const measuresShown = 3;
/** What a reader looks for first, if the config has it. */
const firstMeasures = ['availability', 'reliability', 'mttf', 'downtime-year'];

/** The measures that a table has room for: those asked for, else the first that matter. */
export function measuresInTable(all: readonly string[], asked: readonly string[] | undefined): readonly string[] {
  if (asked !== undefined) return asked.filter((name) => all.includes(name));
  const first = firstMeasures.filter((name) => all.includes(name));
  return [...new Set([...first, ...all])].slice(0, measuresShown);
}

/** A sweep as a table for a terminal. */
export function sweepText(facts: SweepFacts, measures: readonly string[], rows: Iterable<SweepRow>): string {
  const shown: SweepRow[] = [];
  for (const row of rows) {
    if (shown.length === rowsShown) break;
    shown.push(row);
  }
  const { name, points, done, seed, axes } = facts;
  const heads = axes.map((axis) => ({ title: axis.name, align: 'right' as const }));
  const columns = measures.flatMap((measure) => columnsOf(measure, shown));
  const cells = shown.map((row) => [
    ...axes.map((axis) => String(row.parameters[axis.name] ?? '')),
    ...columns.map(({ cell }) => cell(row)),
    row.failed === undefined ? '' : 'failed',
  ]);
  const table = textTable([...heads, ...columns, { title: '' }], cells);
  const parts = [`${name}  (${done} of ${points} points, seed ${seed})\n\n${table}`];
  if (done > shown.length) parts.push(`and ${done - shown.length} more, in points.csv\n`);
  return parts.join('');
}

interface MeasureColumn {
  readonly title: string;
  readonly align?: 'right' | 'middle';
  cell(row: SweepRow): string;
}

/** Estimate, interval and exact value of a measure, all points in the same unit. */
function columnsOf(measure: string, rows: readonly SweepRow[]): readonly MeasureColumn[] {
  const found = rows.flatMap(({ measures }) => measures?.[measure] ?? []);
  const sizes = found.map(({ estimate }) => Math.abs(estimate)).filter(Number.isFinite);
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const unit = displayUnit(largest, found[0]?.unit ?? '');
  const percent = exactText(100 * (found[0]?.confidence ?? 0.95));
  const text = ({ measures }: SweepRow) => {
    const one = measures?.[measure];
    return one === undefined ? undefined : intervalText(inUnit(one, unit));
  };
  const exact = ({ measures }: SweepRow): string => {
    const one = measures?.[measure];
    if (one?.exact === undefined) return '';
    const value = numberText(one.exact.value * unit.factor, (one.halfWidth * unit.factor) / 100);
    return one.agrees === false ? `${value} DISAGREES` : value;
  };
  return [
    {
      title: unit.unit === '' ? measure : `${measure} (${unit.unit})`,
      align: 'right',
      cell: (row) => text(row)?.estimate ?? '',
    },
    {
      title: `${percent} % interval`,
      align: 'middle',
      cell: (row) => {
        const interval = text(row);
        return interval === undefined ? '' : `${interval.low} .. ${interval.high}`;
      },
    },
    { title: 'exact', align: 'right', cell: exact },
  ];
}
