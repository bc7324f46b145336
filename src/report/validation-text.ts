import pc from 'picocolors';
import { bothAgree } from './both-ways.js';
import type { Paint } from './measures-text.js';
import { exactText, intervalText, numberText } from './number-text.js';
import { textTable } from './text-table.js';
import type { Validation, ValidationRow } from './validation.js';

/** Rows of simulated and exact values for a terminal, and what the verdicts are worth. */
export function validationText(
  { rows, disagreements, falseAlarm, tolerance }: Validation,
  style: { readonly colour: boolean },
): string {
  const paint = pc.createColors(style.colour);
  const columns = [
    { title: 'config' },
    { title: 'measure' },
    { title: 'estimate', align: 'right' },
    { title: 'low', align: 'right' },
    { title: 'high', align: 'right' },
    { title: 'closed form', align: 'right' },
    { title: 'chain', align: 'right' },
    { title: 'unit' },
    { title: 'agrees' },
  ] as const;
  const folder = commonFolder(rows.map(({ config }) => config));
  let last = '';
  const cells = rows.map((row) => {
    const config = row.config === last ? '' : row.config.slice(folder.length).replace(/\.yaml$/, '');
    last = row.config;
    const { estimate, low, high } = intervalText(row);
    const [form, chain] = exactCells(row);
    return [config, nameOf(row), estimate, low, high, form, chain, row.unit, verdictText(row, paint)];
  });
  const configs = new Set(rows.map(({ config }) => config)).size;
  const judged = rows.filter(({ agrees }) => agrees !== undefined).length;
  const outcome =
    disagreements === 0
      ? `all ${judged} measures of ${configs} configs agree with their exact values`
      : `${disagreements} of ${judged} measures disagree with their exact values`;
  const unjudged = judged === rows.length ? '' : `; ${rows.length - judged} without a verdict`;
  const alarm = `low .. high has confidence 1 - ${exactText(falseAlarm)}: a correct row disagrees once in a million times, any of these ${rows.length} with a probability of at most ${exactText(rows.length * falseAlarm, 2)}`;
  const from = folder === '' ? '' : `${folder}\n\n`;
  return `${from}${textTable(columns, cells)}\n${outcome}${unjudged}\n${bothWaysText(rows, tolerance)}\n${alarm}\n`;
}

function verdictText({ agrees, unjudged }: ValidationRow, paint: Paint): string {
  if (agrees === undefined) return `no verdict: ${unjudged}`;
  return agrees ? paint.green('yes') : paint.red('NO');
}

/** To a hundredth of the interval; two that are the same to the same digits, two that differ to all of theirs. */
function exactCells(row: ValidationRow): [string, string] {
  const { closedForm, chain, low, high } = row;
  const text = (value: number | undefined, uncertainty: number): string =>
    value === undefined ? '-' : numberText(value, uncertainty);
  if (!bothAgree(row)) return [text(closedForm, 0), text(chain, 0)];
  const uncertainty = (high - low) / 200;
  const form = text(closedForm, uncertainty);
  return [form, closedForm === undefined || chain === undefined ? text(chain, uncertainty) : form];
}

function bothWaysText(rows: readonly ValidationRow[], tolerance: number): string {
  const differences = rows.flatMap(({ difference }) => (difference === undefined ? [] : [difference]));
  const unknown =
    rows.length === differences.length ? '' : '; `ninefold exact CONFIG` says why there is none where "-" stands';
  if (differences.length === 0) return `none has both a closed form and a chain${unknown}`;
  const most = exactText(Math.max(...differences), 2);
  const apart = `${differences.length} have both a closed form and a chain, at most a relative ${most} apart`;
  return `${apart} (more than ${exactText(tolerance)} disagrees)${unknown}`;
}

/** With its last slash; empty when the files share none. */
function commonFolder(files: readonly string[]): string {
  const [first = ''] = files;
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  return files.every((file) => file.lastIndexOf('/') === folder.length - 1 && file.startsWith(folder)) ? folder : '';
}

function nameOf({ measure, at }: ValidationRow): string {
  return at === undefined ? measure : `${measure} at ${exactText(at, 4)}`;
}
