import pc from 'picocolors';
import { displayUnit, inUnit } from '../display-unit.js';
import { exactText, intervalText, numberText } from '../number-text.js';
import { textTable } from '../text-table.js';
import type { ComparedMeasure, DesignsReport, RivalReport } from './designs-report.js';

/** The comparisons for a terminal: who is better on what, and a table of paired differences for each rival. */
export function designsText(report: DesignsReport, style: { readonly colour: boolean }): string {
  const paint = pc.createColors(style.colour);
  const { design, rivals, intervals, confidence, confidenceEach, seed } = report;
  const percent = (share: number): string => `${exactText(100 * share, 6)} %`;
  const parts = rivals.flatMap((rival) => {
    const trials = Math.max(0, ...Object.values(rival.measures).map((measure) => measure.trials));
    return [
      `${design.name} (A) against ${rival.name} (B), ${trials.toLocaleString('en')} pairs of trials at most`,
      `${paint.bold(verdictText(rival, design.name))}\n`,
      rivalTable(rival),
    ];
  });
  parts.push(
    `all ${intervals} intervals hold at once with ${percent(confidence)} confidence, each with ${percent(confidenceEach)} (seed ${seed})\n`,
  );
  return parts.join('\n');
}

/** On which measures which of the two is told to be better, or higher, and on which they are not told apart. */
function verdictText({ name, measures }: RivalReport, design: string): string {
  const groups = new Map<string, string[]>();
  for (const [measure, compared] of Object.entries(measures)) {
    const words = wordsOf(compared, design, name);
    groups.set(words, [...(groups.get(words) ?? []), measure]);
  }
  if (groups.size === 0) return 'no measure has a value in single trials of both';
  return [...groups].map(([words, names]) => `${words} ${names.join(', ')}`).join('\n');
}

function wordsOf({ side, better }: ComparedMeasure, design: string, rival: string): string {
  if (side === 'unknown') return 'not separated on';
  const name = (side === 'above') === (better !== 'lower') ? design : rival;
  return better === undefined ? `${name} is higher in` : `${name} is better on`;
}

function rivalTable({ measures }: RivalReport): string {
  const columns = [
    { title: 'measure' },
    { title: 'A', align: 'right' },
    { title: 'B', align: 'right' },
    { title: 'A - B', align: 'right' },
    { title: 'interval', align: 'middle' },
    { title: 'unit' },
    { title: 'A / B', align: 'middle' },
    { title: 'gain', align: 'right' },
    { title: 'exact A - B', align: 'right' },
    { title: '' },
  ] as const;
  return textTable(columns, Object.entries(measures).map(measureRow));
}

function measureRow([name, measure]: readonly [string, ComparedMeasure]): string[] {
  const { first, second, difference, ratio, gain, exact, agrees } = measure;
  const unit = displayUnit(Math.max(Math.abs(first.estimate), Math.abs(second.estimate)), measure.unit);
  const shown = intervalText(inUnit(difference, unit));
  const part = intervalText(ratio);
  const ratioText = Number.isFinite(ratio.low) && Number.isFinite(ratio.high) ? `${part.low} .. ${part.high}` : '';
  const half = ((difference.high - difference.low) * unit.factor) / 200;
  return [
    name,
    intervalText(inUnit(first, unit)).estimate,
    intervalText(inUnit(second, unit)).estimate,
    shown.estimate,
    `${shown.low} .. ${shown.high}`,
    unit.unit,
    ratioText,
    exactText(gain, 2),
    exact === undefined ? '' : numberText(exact.difference * unit.factor, half),
    agrees === undefined ? '' : agrees ? 'agrees' : 'DISAGREES',
  ];
}
