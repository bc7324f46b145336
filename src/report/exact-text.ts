import type { ExactCurve, ExactNumber } from '../exact/result.js';
import type { ExactReport } from '../experiment/findings/exact-report.js';
import { exactText } from './number-text.js';
import { textTable } from './text-table.js';

/** The report for a terminal: a table, curves point by point, and why a measure was refused. */
export function exactReportText(report: ExactReport): string {
  const rows: string[][] = [];
  /** What is said of which measures. */
  const notes = new Map<string, string[]>();
  const say = (note: string, measure: string): void => void notes.set(note, [...(notes.get(note) ?? []), measure]);
  for (const [name, { unit, result, closedForm: form }] of Object.entries(report.measures)) {
    if (form !== undefined) rows.push([name, exactText(form.value, digits), unit, `closed form: ${form.method}`]);
    if (result.kind !== 'refused') {
      rows.push(...rowsOf(name, unit, result));
      for (const note of result.notes ?? []) say(note, name);
    } else if (form === undefined) say(`no exact value: ${result.reason}; ${result.suggestion}`, name);
  }
  const columns = [
    { title: 'measure' },
    { title: 'value', align: 'right' as const },
    { title: 'unit' },
    { title: 'method' },
  ];
  const table = rows.length === 0 ? '' : textTable(columns, rows);
  return `${report.name}\n\n${table}${[...notes].map(([note, about]) => `\n${note} (${about.join(', ')})\n`).join('')}`;
}

function rowsOf(name: string, unit: string, result: ExactNumber | ExactCurve): string[][] {
  const method = `Markov chain${result.approximate === true ? ', approximate' : ''}: ${result.method}`;
  if (result.kind === 'value') return [[name, valueText(result), unit, method]];
  return result.points.map((point) => [`${name} at ${exactText(point.at)}`, valueText(point), unit, method]);
}

const digits = 12;

/** Close to 1 the distance from it is the number that has digits. */
function valueText({ value, complement }: { readonly value: number; readonly complement?: number }): string {
  if (complement === undefined || complement === 0 || complement > 1e-4) return exactText(value, digits);
  return `1 - ${exactText(complement, digits)}`;
}
