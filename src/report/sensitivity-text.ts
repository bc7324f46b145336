import type { ComponentImportance } from '../exact/sensitivity/component-importance.js';
import { exactText, intervalText, numberText } from './number-text.js';
import type { ParameterReport, SensitivityReport } from './sensitivity-report.js';
import { textTable } from './text-table.js';

const digits = 4;
/** An elasticity below is what roundings leave of 0. */
const rounding = 1e-12;

/** The report for a terminal: parameters by rank, components, and what was left out. */
export function sensitivityText(report: SensitivityReport): string {
  const { name, measure, unit, parameters, skipped, notes, method, seed } = report;
  const of = report.elasticityOf === 'complement' ? `1 - ${measure}` : measure;
  const parts = [
    `${name}: sensitivity of ${measure} = ${valueText(report)} ${unit}`.trimEnd(),
    `${method}${seed === undefined ? '' : ` (seed ${seed})`}\n`,
  ];
  if (parameters.length === 0) parts.push(`no parameter has a part in ${measure}\n`);
  else {
    parts.push(parameterTable(report));
    parts.push(`elasticity: a parameter larger by 1 % changes ${of} by this many percent\n`);
  }
  parts.push(...componentParts(report));
  for (const note of new Set(notes.map(familyText))) parts.push(`note: ${note}`);
  const reasons = new Map<string, string[]>();
  for (const { name: skippedName, reason } of skipped) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), skippedName]);
  }
  for (const [reason, names] of reasons) parts.push(`left out: ${names.join(', ')} (${reason})`);
  return `${parts.join('\n').trimEnd()}\n`;
}

/** What is said of each member of a family is said once: of `bootVm(i)`. */
const familyText = (note: string): string => note.replace(/\(\d+(, *\d+)*\)(?=:)/, '(i)');

function parameterTable({ parameters, confidence, unit }: SensitivityReport): string {
  const columns = [
    { title: '', align: 'right' },
    { title: 'parameter' },
    { title: 'value', align: 'right' },
    { title: 'elasticity', align: 'right' },
    { title: 'derivative', align: 'right' },
    { title: confidence === undefined ? '' : `${exactText(100 * confidence)} % interval` },
    { title: 'per' },
    { title: '' },
  ] as const;
  const rows = parameters.map((parameter, rank) => {
    const per = [unit, parameter.unit].some((each) => each !== '') ? `${unit || '1'}/${parameter.unit || '1'}` : '';
    return [String(rank + 1), parameter.name, parameter.text, ...numbers(parameter), per, verdict(parameter)];
  });
  return textTable(columns, rows);
}

/** Elasticity, derivative and interval, with the digits that are known. */
function numbers({ elasticity, derivative, low, high }: ParameterReport): string[] {
  if (low === undefined || high === undefined) {
    const size = elasticity === undefined ? '' : exactText(Math.abs(elasticity) < rounding ? 0 : elasticity, digits);
    return [size, exactText(derivative, digits), ''];
  }
  const text = intervalText({ estimate: derivative, low, high });
  const relative = derivative === 0 ? 0 : Math.abs((high - low) / 2 / derivative);
  const size = elasticity === undefined ? '' : numberText(elasticity, Math.abs(elasticity) * relative);
  return [size, text.estimate, `${text.low} .. ${text.high}`];
}

/** Whether pairs of trials can tell the derivative from 0. */
function verdict({ low, high }: ParameterReport): string {
  if (low === undefined || high === undefined || low > 0 || high < 0) return '';
  return low === high ? 'no trial differed' : 'not separated from 0';
}

function componentParts({ components, componentsAt = '', componentsRefused }: SensitivityReport): string[] {
  if (componentsRefused !== undefined) return [['no component importances:', ...componentsRefused].join('\n  '), ''];
  return components === undefined ? [] : [componentTable(componentsAt, components)];
}

function componentTable(at: string, components: readonly ComponentImportance[]): string {
  const columns = [
    { title: 'component' },
    { title: 'works', align: 'right' },
    { title: 'Birnbaum', align: 'right' },
    { title: 'criticality', align: 'right' },
    { title: 'risk achievement', align: 'right' },
    { title: 'risk reduction', align: 'right' },
  ] as const;
  const rows = [...components]
    .sort((a, b) => b.criticality - a.criticality)
    .map(({ component, count, works, ...importance }) => [
      count === 1 ? component : `${component} (each of ${count})`,
      exactText(works, 8),
      exactText(importance.birnbaum, digits),
      exactText(importance.criticality, digits),
      exactText(importance.riskAchievement, digits),
      exactText(importance.riskReduction, digits),
    ]);
  return `importance of components, at their ${at}\n\n${textTable(columns, rows)}`;
}

/** Close to 1 the distance from it is the number that has digits. */
function valueText({ value, complement }: SensitivityReport): string {
  if (complement === undefined || complement === 0 || complement > 1e-4) return exactText(value, 6);
  return `1 - ${exactText(complement, 6)}`;
}
