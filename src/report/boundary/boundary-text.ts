import pc from 'picocolors';
import type { ExactBoundaries, SimulatedBoundaries } from '../../experiment/boundary/find-boundaries.js';
import { exactText, intervalText } from '../number-text.js';
import { textTable } from '../text-table.js';
import { type BoundaryReport, type DesignReport, deciding } from './boundary-report.js';
import { answerSentence, placeText, sideWords } from './boundary-words.js';

/** The report for a terminal: the answer in a sentence, what it rests on, and a table of places. */
export function boundaryText(report: BoundaryReport, style: { readonly colour: boolean }): string {
  const paint = pc.createColors(style.colour);
  const { exact, simulated, agrees } = report;
  const division = deciding(report);
  const parts = [`${aboutText(report)}\n`];
  if (division !== undefined) parts.push(`${paint.bold(answerSentence(division, report))}\n`);
  if (exact !== undefined) parts.push(`exact, by ${exact.methods.join('; ')}\n\n${exactTable(exact, report)}`);
  if (simulated !== undefined) {
    if (exact !== undefined) parts.push(`simulated: ${answerSentence(simulated, report)}`);
    parts.push(`${basisText(simulated, report)}\n\n${simulatedTable(simulated, report)}`);
  }
  if (agrees !== undefined) {
    parts.push(`simulation ${agrees ? paint.green('agrees') : paint.red('DISAGREES')} with the exact differences\n`);
  }
  return parts.join('\n');
}

function aboutText({ measure, A, B, range, better, threshold }: BoundaryReport): string {
  const rival = B === undefined ? `${threshold?.relation} ${exactText(threshold?.value ?? 0)}` : `against ${B.name}`;
  const paths = new Set([A, ...(B === undefined ? [] : [B])].flatMap((design) => pathsText(design, A, B)));
  const ends = `${placeText(range.low, range)} .. ${placeText(range.high, range)}`;
  const direction = better === undefined || B === undefined ? '' : `; ${better} is better`;
  return `${measure} of ${A.name} ${rival}, ${[...paths].join(' and ')} = ${ends}${direction}`;
}

/** Whose they are is said where it is not the same for both. */
function pathsText(design: DesignReport, A: DesignReport, B: DesignReport | undefined): readonly string[] {
  const { paths, name } = design;
  if (B === undefined || A.paths.join() === B.paths.join()) return paths;
  return paths.length === 0 ? [] : [`${paths.join(' and ')} of ${name}`];
}

function basisText(simulated: SimulatedBoundaries, { range }: BoundaryReport): string {
  const { confidence, testsMost, confidenceEach, seed, placesMost, places } = simulated;
  const percent = (share: number): string => `${exactText(100 * share, 6)} %`;
  const lines = [
    `simulated on common random numbers: every side below is right at once with ${percent(confidence)} confidence`,
    `(at most ${testsMost} intervals of ${percent(confidenceEach)} at ${placesMost} places; seed ${seed})`,
  ];
  const isAll = range.of.kind === 'integer' && places.length > range.high - range.low;
  if (!isAll) lines.push('assumed: between neighbours on opposite sides it changes once, between others it does not');
  return lines.join('\n');
}

function simulatedTable({ places }: SimulatedBoundaries, report: BoundaryReport): string {
  const words = sideWords(report);
  const columns = [
    { title: 'place', align: 'right' },
    { title: report.B === undefined ? `from ${report.threshold?.value}` : 'difference', align: 'right' },
    { title: 'interval', align: 'middle' },
    { title: 'trials', align: 'right' },
    { title: 'exact', align: 'right' },
    { title: '' },
  ] as const;
  const rows = places.map(({ at, trials, exact, side, ...interval }) => {
    const { estimate, low, high } = intervalText(interval);
    const known = exact === undefined ? '' : exactText(exact, 4);
    const count = trials.toLocaleString('en');
    return [placeText(at, report.range), estimate, `${low} .. ${high}`, count, known, words[side]];
  });
  return textTable(columns, rows);
}

const shownMost = 17;

function exactTable({ places }: ExactBoundaries, report: BoundaryReport): string {
  const words = sideWords(report);
  const columns = [
    { title: 'place', align: 'right' },
    { title: report.A.name, align: 'right' },
    { title: report.B?.name ?? '', align: 'right' },
    { title: 'difference', align: 'right' },
    { title: '' },
  ] as const;
  const rows = places
    .filter((_, index) => isShown(index, places.length))
    .map(({ at, left, right, estimate, side }) => [
      placeText(at, report.range),
      exactText(left, 8),
      report.B === undefined ? '' : exactText(right, 8),
      exactText(side === 'equal' ? 0 : estimate, 4),
      words[side],
    ]);
  return textTable(columns, rows);
}

/** Some of many, evenly, both ends among them. */
function isShown(index: number, count: number): boolean {
  if (count <= shownMost) return true;
  const step = (count - 1) / (shownMost - 1);
  return Math.round(Math.round(index / step) * step) === index;
}
