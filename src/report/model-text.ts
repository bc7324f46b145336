import { durationText } from '../config/duration.js';
import type { InequalityA } from '../exact/closed-forms/system/inequality-a.js';
import type { ComparisonReport, ModelReport } from './model-report.js';
import { exactText, type Interval, intervalText } from './number-text.js';
import { resultsTable, type TableStyle } from './results-table.js';
import type { RunReport } from './run-report.js';

/** A run as text for a terminal: tables, the comparison with the baseline, what inequality A says. */
export function modelText(report: ModelReport, style: TableStyle): string {
  const { baseline } = report;
  const parts = [designText(report, style)];
  if (baseline !== undefined) {
    parts.push(designText(baseline, style));
    if (report.comparison !== undefined) parts.push(comparisonText(report.comparison, report.name, baseline.name));
    if (report.inequalityA !== undefined) parts.push(inequalityText(report.inequalityA));
  }
  return `${parts.join('\n')}`;
}

function designText(report: RunReport, style: TableStyle): string {
  const { name, seed, events, measures, curves } = report;
  const lines = [`${name}  (seed ${seed}, ${exactText(events, 3)} events)`, resultsTable(measures, style)];
  const notes = new Map<string, string[]>();
  for (const [measure, { notes: said = [] }] of [...Object.entries(measures), ...Object.entries(curves)]) {
    for (const note of said) notes.set(note, [...(notes.get(note) ?? []), measure]);
  }
  for (const [note, about] of notes) lines.push(`note: ${note} (${about.join(', ')})\n`);
  const drawn = Object.keys(curves);
  if (drawn.length > 0) lines.push(`curves in summary.json and points.csv: ${drawn.join(', ')}\n`);
  return lines.join('\n');
}

/** Which of the two is better, and by how much, as far as the paired trials can tell. */
function comparisonText(comparison: ComparisonReport, design: string, baseline: string): string {
  const lines = [`${design} against ${baseline}, trial by trial on the same random numbers`];
  for (const [measure, { difference, ratio }] of Object.entries(comparison)) {
    const { estimate, low, high } = intervalText(difference);
    const verdict = low === high ? 'no difference was seen' : betterText(difference, design, baseline);
    lines.push(`  ${measure}: difference ${estimate} (${low} .. ${high}), ${ratioText(ratio)}: ${verdict}`);
  }
  return `${lines.join('\n')}\n`;
}

function betterText({ low, high }: Interval, design: string, baseline: string): string {
  if (low > 0) return `${design} is better`;
  return high < 0 ? `${baseline} is better` : 'not separated';
}

function ratioText(ratio: Interval): string {
  const { estimate, low, high } = intervalText(ratio);
  return `ratio ${estimate} (${low} .. ${high})`;
}

function inequalityText(inequality: InequalityA): string {
  if (!inequality.applies) return `inequality A does not apply: ${inequality.reasons.join('; ')}\n`;
  const { verdict, hypervisor, hypervisorBound, vm, vmCount, missionHours } = inequality;
  const sides = `${exactText(verdict.left.value, 6)} ${verdict.holds ? '>' : 'is not above'} ${exactText(verdict.right.value, 6)}`;
  return [
    `inequality A over a mission of ${durationText(missionHours)} without repair: R_V [1 - (1 - R_M)^n] > R_M`,
    `  R_V = ${exactText(hypervisor, 6)}, R_M = ${exactText(vm, 6)}, n = ${vmCount}: ${sides}, so virtualising ${verdict.holds ? 'pays' : 'does not pay'}`,
    `  it pays for any R_V above ${exactText(hypervisorBound, 6)}`,
    '',
  ].join('\n');
}
