import { convertDuration, durationText } from '../../config/duration.js';
import type { Boundary, Division, Segment } from '../../experiment/boundary/segments.js';
import type { Side } from '../../experiment/boundary/tested.js';
import type { Scale } from '../../experiment/sweep/scale.js';
import { displayUnit, inUnit } from '../display-unit.js';
import { exactText, intervalText } from '../number-text.js';
import type { BoundaryReport } from './boundary-report.js';

const digits = 6;
/** A boundary known to this share of its size is shown as a number without an interval. */
const exactly = 1e-8;

/** A number of the range in words: `12.5 d`. */
export function placeText(at: number, { of }: Scale): string {
  return of.kind === 'duration' ? durationText(convertDuration(at, of.unit, 'h'), digits) : exactText(at, digits);
}

/** What it means to be on a side. */
export function sideWords({ A, B, measure, better, threshold }: BoundaryReport): Readonly<Record<Side, string>> {
  if (B === undefined) {
    const value = exactText(threshold?.value ?? 0);
    return {
      above: `${measure} is above ${value}`,
      below: `${measure} is below ${value}`,
      equal: `it is ${value}`,
      unknown: `not told from ${value}`,
    };
  }
  const [more, less] = better === 'lower' ? [B, A] : [A, B];
  const word = better === undefined ? 'higher' : 'better';
  return {
    above: `${more.name} is ${word}`,
    below: `${less.name} is ${word}`,
    equal: 'they are equal',
    unknown: 'not told apart',
  };
}

/** A part of the range between boundaries, on one side wherever it was told. */
interface Stretch {
  readonly side: Side;
  readonly from?: Boundary;
  readonly to?: Boundary;
}

/** The whole answer in a sentence. */
export function answerSentence(division: Division, report: BoundaryReport): string {
  const { range } = report;
  const words = sideWords(report);
  const ends = `${placeText(range.low, range)} .. ${placeText(range.high, range)}`;
  const stretches = stretchesOf(division);
  const [only] = stretches;
  if (only === undefined) return `${words.unknown} anywhere in ${ends}`;
  const loose = division.segments.filter((segment) => isMentioned(segment, division, range));
  const doubts = loose.map((segment) => `${words[segment.side]} ${segmentText(segment, range)}`);
  const isPartial = loose.some(({ side }) => side === 'unknown');
  const whole = isPartial ? `wherever it was told in ${ends}` : `throughout ${ends}`;
  const phrases =
    stretches.length === 1
      ? [`${words[only.side]} ${whole}`]
      : stretches.map((stretch) => `${words[stretch.side]} ${stretchText(stretch, range)}`);
  return [phrases.join(', '), ...doubts].join('; ');
}

function stretchesOf({ segments, boundaries }: Division): readonly Stretch[] {
  const [first] = boundaries;
  const side = first?.before ?? segments.find((segment) => segment.side !== 'unknown')?.side;
  if (side === undefined) return [];
  const stretches: Stretch[] = [{ side, ...(first === undefined ? {} : { to: first }) }];
  for (const [index, from] of boundaries.entries()) {
    const to = boundaries[index + 1];
    stretches.push({ side: from.after, from, ...(to === undefined ? {} : { to }) });
  }
  return stretches;
}

function stretchText({ from, to }: Stretch, range: Scale): string {
  const isWhole = range.of.kind === 'integer';
  const start = from && (isWhole ? String(from.high) : boundaryText(from, range));
  const end = to && (isWhole ? String(to.low) : boundaryText(to, range));
  if (start === undefined) return `up to ${end}`;
  return end === undefined ? `from ${start} on` : `from ${start} to ${end}`;
}

/** Where it is, with its interval if it has one that shows. */
export function boundaryText(boundary: Boundary, { of }: Scale): string {
  const shown = displayUnit(boundary.estimate, of.kind === 'duration' ? of.unit : '');
  const { estimate, low, high } = inUnit(boundary, shown);
  const text = intervalText({ estimate, low, high });
  const isKnown = high - low <= exactly * Math.max(Math.abs(low), Math.abs(high));
  const number = isKnown ? exactText(estimate) : `${text.estimate} (${text.low} .. ${text.high})`;
  return `${number} ${shown.unit}`.trimEnd();
}

/** What the sentence does not say otherwise: of real numbers, what lies between opposite sides is in the interval of the boundary. */
function isMentioned({ side, low, high }: Segment, { boundaries }: Division, range: Scale): boolean {
  const isBetween = boundaries.some((boundary) => boundary.low < low && high < boundary.high);
  if (side === 'unknown') return range.of.kind === 'integer' || !isBetween;
  return side === 'equal' && range.of.kind === 'integer' && isBetween;
}

function segmentText({ low, high }: Segment, range: Scale): string {
  return low === high ? `at ${placeText(low, range)}` : `from ${placeText(low, range)} to ${placeText(high, range)}`;
}
