import { stringify } from 'yaml';
import { displayUnit } from '../display-unit.js';
import { exactText, intervalText, numberText } from '../number-text.js';
import { textTable } from '../text-table.js';
import type { ConfigurationDifference } from './configuration.js';
import { designText, type ResultDifference, type RunDescription, type RunDifference } from './run-difference.js';

/** What differs between two runs, for a terminal. */
export function runDifferenceText(difference: RunDifference): string {
  const { runs, about, configs, configuration, confidence, results, notCompared } = difference;
  const parts = [`before: ${runs[0]}${aboutText(about[0])}\nafter:  ${runs[1]}${aboutText(about[1])}\n`];
  const changes = [
    ...configs.before.map((file) => `${file}: only before`),
    ...configs.after.map((file) => `${file}: only after`),
    ...configuration.map(changeText),
  ];
  if (changes.length === 0) parts.push('the same configuration\n');
  else parts.push(`configuration\n${changes.map((line) => `  ${line}\n`).join('')}`);
  if (results.length > 0) parts.push(resultsTable(results, confidence), `${headline(results, confidence)}\n`);
  else parts.push('no result that both have\n');
  if (notCompared.length > 0)
    parts.push(`not compared, since only one of them has it:\n${wrapped(listText(notCompared))}`);
  return parts.join('\n');
}

/** Which command it was, of which configs, and what it found, if that is a sentence. */
function aboutText({ command, configs, complete, found }: RunDescription): string {
  const state = complete ? '' : ', unfinished';
  return ` (${command} of ${listText(configs)}${state})${found === undefined ? '' : `\n        ${found}`}`;
}

function changeText({ config, path, before, after }: ConfigurationDifference): string {
  return `${config === undefined ? '' : `${config}: `}${path}: ${valueText(before)} -> ${valueText(after)}`;
}

const lineLengthMost = 110;

/** A list in indented lines that are broken behind commas. */
function wrapped(list: string): string {
  const lines: string[] = [];
  for (const item of list.split(/(?<=,) /)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + item.length >= lineLengthMost) lines.push(`  ${item}`);
    else lines[lines.length - 1] = `${line} ${item}`;
  }
  return lines.map((line) => `${line}\n`).join('');
}

const listedMost = 24;

function listText(names: readonly string[]): string {
  const left = names.length - listedMost;
  return left <= 1
    ? names.join(', ')
    : `${names.slice(0, listedMost).join(', ')} and ${left.toLocaleString('en')} others`;
}

function resultsTable(results: readonly ResultDifference[], confidence: number): string {
  const columns = [
    { title: 'measure' },
    { title: 'before', align: 'right' },
    { title: 'after', align: 'right' },
    { title: 'after - before', align: 'right' },
    { title: `${exactText(100 * confidence)} % together`, align: 'middle' },
    { title: 'unit' },
    { title: '' },
    { title: 'from' },
  ] as const;
  const rows = results.map((result) => {
    const unit = displayUnit(Math.max(Math.abs(result.before), Math.abs(result.after)), result.unit);
    const [low, estimate, high] = ['low', 'estimate', 'high'].map(
      (key) => result.difference[key as 'low'] * unit.factor,
    ) as [number, number, number];
    const shown = intervalText({ low, estimate, high });
    const value = (number: number): string => numberText(number * unit.factor, (high - low) / 2);
    const at = result.at === undefined ? '' : ` at ${exactText(result.at, 4)}`;
    return [
      `${result.measure}${at}${designText(result.design)}`,
      value(result.before),
      value(result.after),
      shown.estimate,
      `${shown.low} .. ${shown.high}`,
      unit.unit,
      result.verdict === 'differs' ? 'DIFFERS' : result.verdict,
      result.method,
    ];
  });
  return textTable(columns, rows);
}

function headline(results: readonly ResultDifference[], confidence: number): string {
  const differ = results.filter(({ verdict }) => verdict === 'differs').length;
  if (results.every(({ verdict }) => verdict === 'same')) return 'all results are the same';
  const rest = 'that others are not told apart does not say that they are equal';
  if (differ === 0)
    return `no result differs significantly (${exactText(100 * confidence)} % for all together); ${rest}`;
  return `${differ} of ${results.length} results differ significantly (${exactText(100 * confidence)} % for all together); ${rest}`;
}

/** Of a part of a config as much as a line can bear. */
const valueLengthMost = 60;

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return value;
  const text = stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();
  return text.length > valueLengthMost ? `${text.slice(0, valueLengthMost - 4)} ...` : text;
}
