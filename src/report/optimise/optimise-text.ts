import pc from 'picocolors';
import type { Interval } from '../../estimate/intervals/interval.js';
import type { Place } from '../../experiment/optimise/objective.js';
import type { Range } from '../../experiment/sweep/range.js';
import { exactText, intervalText, numberText } from '../number-text.js';
import { type Column, textTable } from '../text-table.js';
import type { ExactReport, OptimiseReport, SimulatedReport } from './optimise-report.js';

/** Digits of a place that is known exactly: it is found to 1e-8 of its range. */
const placeDigits = 7;
const endDigits = 4;
const valueDigits = 8;
/** Rows of a table of places over several ranges: the best. */
const rowsMost = 12;

/** The report for a terminal: the optimum in a sentence, how sure it is, and a table of places. */
export function optimiseText(report: OptimiseReport, style: { readonly colour: boolean }): string {
  const paint = pc.createColors(style.colour);
  const { exact, simulated, ranges, name, agrees, exactRefused } = report;
  const over = ranges.map((range) => `${range.path} = ${endText(range.low, range)} .. ${endText(range.high, range)}`);
  const parts = [`${paint.bold(name)}: ${report.goal} ${report.measure} over ${over.join(', ')}\n`];
  if (exact !== undefined) {
    parts.push(`${paint.bold(exactSentence(exact, report))}`, ...standingLines(exact, report));
    parts.push(`exact, by ${exact.method}, ${exact.solutions} solutions\n\n${exactTable(exact, report)}`);
  }
  if (simulated !== undefined) parts.push(...simulatedParts(simulated, report, paint.bold));
  if (exactRefused !== undefined) parts.push(`not solved exactly: ${exactRefused}\n`);
  if (agrees !== undefined) {
    parts.push(`simulation ${agrees ? paint.green('agrees') : paint.red('DISAGREES')} with the exact optimum\n`);
  }
  return parts.join('\n');
}

/** The answer in a sentence: what is known exactly decides. Undefined before there is one. */
export function optimumSentence(report: OptimiseReport): string | undefined {
  if (report.exact !== undefined) return exactSentence(report.exact, report);
  return report.simulated === undefined ? undefined : simulatedSentence(report.simulated, report);
}

function exactSentence(exact: ExactReport, report: OptimiseReport): string {
  const value = `${exactValue(exact)} ${report.unit}`.trimEnd();
  if (exact.flat) return `${report.measure} is ${value} all over`;
  const at = report.ranges.map((range, axis) => `${range.path} = ${exactPlace(exact.at[axis] as number, range)}`);
  return `${report.measure} is ${extreme(report)}, ${value}, at ${at.join(', ')}`;
}

function simulatedParts(simulated: SimulatedReport, report: OptimiseReport, bold: (text: string) => string): string[] {
  const { seed, confidence, value, exactThere } = simulated;
  const percent = `${exactText(100 * confidence, 6)} %`;
  const parts = [bold(simulatedSentence(simulated, report)), ...standingLines(simulated, report)];
  if (value !== undefined) {
    const text = intervalText(value);
    const known = exactThere === undefined ? '' : `; exact there ${exactText(exactThere, valueDigits)}`;
    const there = report.ranges.map((range, axis) => `${range.path} = ${endText(simulated.at[axis] as number, range)}`);
    const number = `${text.estimate} (${text.low} .. ${text.high}) ${report.unit}`.trimEnd();
    parts.push(
      `there, at ${there.join(', ')}: ${number}, on ${value.trials.toLocaleString('en')} other trials${known}`,
    );
  }
  const assumed =
    report.ranges.length === 1
      ? `, if it has one ${hollow(report)} only`
      : ', if no place between those tried is better than all of them';
  parts.push(
    `simulated on common random numbers; where the optimum lies is right with ${percent} confidence${assumed} (seed ${seed})\n`,
    simulatedTable(simulated, report),
  );
  return parts;
}

function simulatedSentence({ flat, at, within }: SimulatedReport, report: OptimiseReport): string {
  if (flat) return `${report.measure} is flat: anything in the range is as good as can be told`;
  const places = report.ranges.map((range, axis) => {
    const { low, high } = within[axis] as Interval;
    const place = simulatedPlace(at[axis] as number, range, (high - low) / 2);
    const ends = low === high ? `no other whole number` : `within ${endText(low, range)} .. ${endText(high, range)}`;
    return `${range.path} = ${place} (${ends})`;
  });
  return `${report.measure} is ${extreme(report)} at ${places.join(', ')}`;
}

function standingLines(
  { atEnds, impossible, flat, at }: ExactReport | SimulatedReport,
  report: OptimiseReport,
): string[] {
  const lines = atEnds.map(({ path, end }) => {
    return `at the ${end === 'low' ? 'lower' : 'upper'} end of ${path}: a better one may lie beyond`;
  });
  if (flat) lines.push(`no place of the range is told from another; the first looked at: ${placesText(at, report)}`);
  const [first] = impossible;
  if (first !== undefined) {
    const others = impossible.length === 1 ? '' : ` and ${impossible.length - 1} other places`;
    lines.push(`left out: ${placesText(first.at, report)}${others}: ${first.reason}`);
  }
  return lines;
}

function exactTable({ places, at, value, complement, flat }: ExactReport, report: OptimiseReport): string {
  const best = { at, value, ...(complement === undefined ? {} : { complement }) };
  const all = places.some((place) => place.at.join() === at.join()) ? places : [...places, best];
  const rows = shown(all, report, ({ value }) => value).map((place) => [
    ...place.at.map((number, axis) => exactPlace(number, report.ranges[axis] as Range)),
    exactValue(place),
    !flat && place.at.join() === at.join() ? extreme(report) : '',
  ]);
  return textTable([...placeColumns(report), { title: report.measure, align: 'right' }, { title: '' }], rows);
}

function simulatedTable({ places, rounds }: SimulatedReport, report: OptimiseReport): string {
  const columns: Column[] = [
    ...placeColumns(report),
    { title: report.measure, align: 'right' },
    { title: 'interval', align: 'middle' },
    { title: 'against', align: 'right' },
    { title: 'difference', align: 'right' },
    { title: 'interval', align: 'middle' },
    { title: 'trials', align: 'right' },
    { title: '' },
  ];
  const cells = (at: Place): string[] => at.map((number, axis) => endText(number, report.ranges[axis] as Range));
  const first = shown(places, report, ({ estimate }) => estimate).map(({ at, trials, ...interval }) => {
    const { estimate, low, high } = intervalText(interval);
    return [...cells(at), estimate, `${low} .. ${high}`, '', '', '', trials.toLocaleString('en'), ''];
  });
  const paired = rounds.flatMap(({ reference, places: others }) =>
    shown(others, report, ({ estimate }) => estimate).map(({ at, trials, worse, ...interval }) => {
      const { estimate, low, high } = intervalText(interval);
      const difference = [cells(reference).join(', '), estimate, `${low} .. ${high}`, trials.toLocaleString('en')];
      return [...cells(at), '', '', ...difference, worse ? 'worse' : 'not told apart'];
    }),
  );
  return textTable(columns, [...first, ...paired]);
}

/** Along one range all places in order; of several the best of them. */
function shown<Item extends { readonly at: Place }>(
  places: readonly Item[],
  { ranges, goal }: OptimiseReport,
  value: (place: Item) => number,
): readonly Item[] {
  if (ranges.length === 1) return [...places].sort((a, b) => (a.at[0] as number) - (b.at[0] as number));
  const sign = goal === 'minimise' ? 1 : -1;
  return [...places].sort((a, b) => sign * (value(a) - value(b))).slice(0, rowsMost);
}

const placeColumns = ({ ranges }: OptimiseReport): Column[] =>
  ranges.map(({ path }) => ({ title: path, align: 'right' }));

const extreme = ({ goal }: OptimiseReport): string => (goal === 'minimise' ? 'least' : 'greatest');
const hollow = ({ goal }: OptimiseReport): string => (goal === 'minimise' ? 'valley' : 'hill');

const placesText = (at: Place, { ranges }: OptimiseReport): string =>
  ranges.map((range, axis) => `${range.path} = ${endText(at[axis] as number, range)}`).join(', ');

const exactPlace = (at: number, { of }: Range): string =>
  of.kind === 'duration' ? `${exactText(at, placeDigits)} ${of.unit}` : exactText(at, placeDigits);

/** A place that somebody chose, or a program for trials. */
const endText = (at: number, { of }: Range): string =>
  of.kind === 'duration' ? `${exactText(at, endDigits)} ${of.unit}` : exactText(at, endDigits);

function simulatedPlace(at: number, { of }: Range, uncertainty: number): string {
  const number = of.kind === 'integer' ? String(at) : numberText(at, uncertainty);
  return of.kind === 'duration' ? `${number} ${of.unit}` : number;
}

/** Close to 1 the distance from it is the number that has digits. */
function exactValue({ value, complement }: { readonly value: number; readonly complement?: number }): string {
  if (complement === undefined || complement === 0 || complement > 1e-4) return exactText(value, valueDigits);
  return `1 - ${exactText(complement, valueDigits)}`;
}
