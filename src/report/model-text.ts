import pc from 'picocolors';
import { comparisonText } from './comparison-text.js';
import { downtimeText, otherMeasures } from './downtime-text.js';
import { inequalityText } from './inequality-text.js';
import { measuresText, type Paint } from './measures-text.js';
import type { ModelReport } from './model-report.js';
import { exactText } from './number-text.js';
import type { RunReport } from './run-report.js';

/** A run as text for a terminal: tables, the comparison with the baseline, what inequality A says. */
export function modelText(report: ModelReport, style: { readonly colour: boolean }): string {
  const paint = pc.createColors(style.colour);
  const { baseline, comparison } = report;
  const parts = [designText(report, paint)];
  if (baseline !== undefined) parts.push(designText(baseline, paint));
  if (baseline !== undefined && comparison !== undefined && report.complete) {
    parts.push(comparisonText(comparison, report, baseline, paint));
  }
  if (report.inequalityA !== undefined) parts.push(inequalityText(report.inequalityA));
  return `${parts.join('\n')}`;
}

function designText(report: RunReport, paint: Paint): string {
  const { name, seed, trials, events, measures, curves } = report;
  const about = `${trials.toLocaleString('en')} trials, ${exactText(events / 1e6, 3)} million events, seed ${seed}`;
  const parts = [`${paint.bold(name)}  (${about})\n\n${measuresText(otherMeasures(measures), paint)}`];
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

/** What is to be known of the measures, each said once. */
function notesText({ measures, curves, outOfReach = [] }: RunReport): string {
  const notes = new Map<string, string[]>();
  for (const [measure, { notes: said = [] }] of [...Object.entries(measures), ...Object.entries(curves)]) {
    for (const note of said) notes.set(note, [...(notes.get(note) ?? []), measure]);
  }
  const unreached = 'the precision asked for takes more trials than can be had; --trials says how many to try';
  if (outOfReach.length > 0) notes.set(unreached, [...outOfReach]);
  return [...notes].map(([note, about]) => `note on ${about.join(', ')}: ${note}\n`).join('');
}
