import Table from 'cli-table3';
import pc from 'picocolors';
import { exactText, intervalText, numberText } from './number-text.js';
import type { MeasureReport } from './run-report.js';

export interface TableStyle {
  readonly colour: boolean;
  readonly columns: number;
}

/** Measures with their intervals, exact values and verdicts, as a table for a terminal. */
export function resultsTable(measures: Readonly<Record<string, MeasureReport>>, { colour }: TableStyle): string {
  const paint = pc.createColors(colour);
  const entries = Object.entries(measures);
  const confidence = entries[0]?.[1].confidence ?? 0.95;
  const withExact = entries.some(([, measure]) => measure.exact !== undefined);
  const head = [
    'measure',
    'estimate',
    `${exactText(100 * confidence)} % interval`,
    'unit',
    'trials',
    ...(withExact ? ['exact', 'agrees'] : []),
  ];
  const table = new Table({
    head: head.map((title) => paint.bold(title)),
    style: { head: [], border: [], compact: true },
  });
  for (const [name, measure] of entries) {
    const text = intervalText(measure);
    const row = [name, text.estimate, `${text.low} .. ${text.high}`, measure.unit, String(measure.trials)];
    if (withExact) row.push(...exactCells(measure, paint));
    table.push(row);
  }
  return `${table.toString()}\n`;
}

function exactCells(measure: MeasureReport, paint: ReturnType<typeof pc.createColors>): [string, string] {
  if (measure.exact === undefined) return ['', ''];
  const value = numberText(measure.exact.value, measure.halfWidth / 100);
  return [value, measure.agrees === false ? paint.red('NO') : paint.green('yes')];
}
