import pc from 'picocolors';
import { falseAlarm } from '../experiment/findings/agreement.js';
import { exactText, intervalText } from './number-text.js';
import type { PublishedRow } from './published-validation.js';
import { textTable } from './text-table.js';

type Paint = ReturnType<typeof pc.createColors>;

const columns = [
  { title: 'model' },
  { title: 'measure' },
  { title: 'published', align: 'right' },
  { title: 'by' },
  { title: 'found', align: 'right' },
  { title: 'low', align: 'right' },
  { title: 'high', align: 'right' },
  { title: 'unit' },
  { title: 'agrees' },
] as const;

/** Published values beside what is simulated and what is solved, a table a source, for a terminal. */
export function publishedText(rows: readonly PublishedRow[], style: { readonly colour: boolean }): string {
  const paint = pc.createColors(style.colour);
  const sources = [...new Set(rows.map(({ source }) => source))];
  const tables = sources.map((source) => {
    const own = rows.filter((row) => row.source === source);
    return [source, textTable(columns, cellsOf(own, paint)), ...remarksOf(own)].join('\n');
  });
  return `${tables.join('\n')}\n${summaryOf(rows)}\n`;
}

function cellsOf(rows: readonly PublishedRow[], paint: Paint): string[][] {
  return rows.map((row, index) => {
    const before = rows[index - 1];
    const isSame = before?.model === row.model && before.measure === row.measure;
    return [
      before?.model === row.model ? '' : row.model,
      isSame ? '' : row.measure,
      isSame ? '' : exactText(row.published),
      row.by === 'exact' ? 'exact solution' : row.by,
      ...foundCells(row),
      row.found === undefined ? '' : row.unit,
      outcomeText(row, paint),
    ];
  });
}

function foundCells({ found, by }: PublishedRow): [string, string, string] {
  if (found === undefined) return ['', '', ''];
  if (by === 'exact') return [exactText(found.estimate), '', ''];
  const { estimate, low, high } = intervalText(found);
  return [estimate, low, high];
}

function outcomeText({ outcome, reason }: PublishedRow, paint: Paint): string {
  switch (outcome) {
    case 'agrees':
      return paint.green('yes');
    case 'disagrees':
      return paint.red('NO');
    case 'disputed':
      return paint.yellow('disputed');
    case 'unchecked':
      return `not checked: ${reason}`;
  }
}

/** Why values are disputed, and what else is to be known of them, each said once. */
function remarksOf(rows: readonly PublishedRow[]): string[] {
  const remarks = rows.flatMap(({ model, measure, outcome, reason, note }) => [
    ...(outcome === 'disputed' ? [`${model}, ${measure} is disputed: ${reason}\n`] : []),
    ...(note === undefined ? [] : [`${model}, ${measure}: ${note}\n`]),
  ]);
  return [...new Set(remarks)];
}

function summaryOf(rows: readonly PublishedRow[]): string {
  const count = (outcome: PublishedRow['outcome']): number => rows.filter((row) => row.outcome === outcome).length;
  const checked = count('agrees') + count('disagrees');
  const simulated = rows.filter(({ by, outcome }) => by === 'simulation' && outcome === 'agrees').length;
  const disagree = count('disagrees');
  const outcome =
    disagree === 0
      ? `all ${checked} comparisons with published values agree (${simulated} by simulation, ${checked - simulated} by exact solution)`
      : `${disagree} of ${checked} comparisons with published values disagree`;
  const rest = `${count('unchecked')} were not checked, ${count('disputed')} are disputed`;
  return `${outcome}; ${rest}\nlow .. high has confidence 1 - ${exactText(falseAlarm)}; an exact value agrees to 1e-10, or to the digits printed if they are fewer`;
}
