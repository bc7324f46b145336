import pc from 'picocolors';
import type { RunReport } from '../experiment/findings/run-report.js';
import { comparisonText, comparisonWords } from './comparison-text.js';
import { downtimeText, otherMeasures } from './downtime-text.js';
import { effortText } from './effort-text.js';
import { inequalityLines } from './inequality-text.js';
import { measuresText, type Paint } from './measures-text.js';
import type { ModelReport } from './model-report.js';
import { notesOf } from './notes.js';

/** A run as text for a terminal: tables, the comparison with the baseline, what inequality A says. */
export function modelText(report: ModelReport, style: { readonly colour: boolean }): string {
  const paint = pc.createColors(style.colour);
  const { baseline, comparison } = report;
  const parts = [designText(report, paint)];
  if (baseline !== undefined) parts.push(designText(baseline, paint));
  if (baseline !== undefined && comparison !== undefined && report.complete) {
    parts.push(comparisonText(comparisonWords(comparison, report, baseline), paint));
  }
  if (report.inequalityA !== undefined) parts.push(`${inequalityLines(report.inequalityA).join('\n  ')}\n`);
  return `${parts.join('\n')}`;
}

function designText(report: RunReport, paint: Paint): string {
  const { name, measures, curves } = report;
  const parts = [`${paint.bold(name)}  (${effortText(report)})\n\n${measuresText(otherMeasures(measures), paint)}`];
  const downtime = downtimeText(measures);
  if (downtime !== '') parts.push(downtime);
  const notes = notesText(report);
  if (notes !== '') parts.push(notes);
  const drawn = Object.entries(curves).map(([curve, { agrees }]) => {
    if (agrees === undefined) return curve;
    return `${curve} (${agrees ? paint.green('agrees') : paint.red('DISAGREES')} with the exact curve)`;
  });
  if (drawn.length > 0) parts.push(`curves, in report.html: ${drawn.join(', ')}\n`);
  return parts.join('\n');
}

function notesText(report: RunReport): string {
  return notesOf(report)
    .map(({ note, measures }) => `note on ${measures.join(', ')}: ${note}\n`)
    .join('');
}
