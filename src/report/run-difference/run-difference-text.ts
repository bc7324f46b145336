import { displayUnit } from '../display-unit.js';
import { exactText, intervalText, numberText } from '../number-text.js';
import { textTable } from '../text-table.js';
import { designText, type ResultDifference, type RunDifference } from './run-difference.js';

/** What differs between two runs, for a terminal. */
export function runDifferenceText(difference: RunDifference): string {
  const { runs, configuration, confidence, results, notCompared } = difference;
  const parts = [`before: ${runs[0]}\nafter:  ${runs[1]}\n`];
  const changes = configuration.map(
    ({ path, before, after }) => `  ${path}: ${valueText(before)} -> ${valueText(after)}\n`,
  );
  parts.push(changes.length === 0 ? 'the same configuration\n' : `configuration\n${changes.join('')}`);
  if (results.length > 0) parts.push(resultsTable(results, confidence), `${headline(results, confidence)}\n`);
  if (notCompared.length > 0) parts.push(`not compared, since only one of them has it: ${notCompared.join(', ')}\n`);
  return parts.join('\n');
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

function valueText(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
