import type pc from 'picocolors';
import type { MeasureReport } from '../experiment/findings/run-report.js';
import { displayUnit, inUnit } from './display-unit.js';
import { exactText, intervalText, numberText } from './number-text.js';
import { textTable } from './text-table.js';

export type Paint = ReturnType<typeof pc.createColors>;

/** Measures with their intervals, exact values and verdicts, as a table for a terminal. */
export function measuresText(measures: Readonly<Record<string, MeasureReport>>, paint: Paint): string {
  const entries = Object.entries(measures);
  const confidence = entries[0]?.[1].confidence ?? 0.95;
  const differ = new Set(entries.map(([, { trials }]) => trials)).size > 1;
  const columns = [
    { title: 'measure' },
    { title: 'estimate', align: 'right' },
    { title: `${exactText(100 * confidence)} % interval`, align: 'middle' },
    { title: 'unit' },
    { title: 'trials', align: 'right' },
    { title: 'exact', align: 'right' },
    { title: '' },
  ] as const;
  const rows = entries.map(([name, measure]) => {
    const unit = displayUnit(measure.estimate, measure.unit);
    const { estimate, low, high } = intervalText(inUnit(measure, unit));
    const trials = differ ? measure.trials.toLocaleString('en') : '';
    return [name, estimate, `${low} .. ${high}`, unit.unit, trials, ...exactCells(measure, unit.factor, paint)];
  });
  return textTable(columns, rows);
}

function exactCells({ exact, agrees, halfWidth }: MeasureReport, factor: number, paint: Paint): [string, string] {
  if (exact === undefined) return ['', ''];
  const value = numberText(exact.value * factor, (halfWidth * factor) / 100);
  if (agrees === undefined) return [value, ''];
  return [value, agrees ? paint.green('agrees') : paint.red('DISAGREES')];
}
