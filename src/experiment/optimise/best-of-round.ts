import type { Interval } from '../../estimate/intervals/interval.js';
import type { Range } from '../sweep/range.js';
import type { Objective, Place } from './objective.js';
import { differenceOf, optimumWithin, type PairedRound } from './paired-round.js';
import { type Box, leastOfSurface, type Observed, termCount } from './surface-fit.js';

/**
 * How far around a surface is fitted: this many times the geometric mean of what the rounds leave of a range and the whole of it. Nearer by
 * noise decides, further away it is no such surface; over several ranges it is a plainer one, of the second power.
 */
const reach = { one: 1, several: 0.5 };
/** Places for each of its coefficients, at least. */
const placesLeast = 4;

interface Seen extends Observed {
  readonly place: Place;
}

/**
 * The best place by all rounds: the least of a surface through the differences around what they leave of the ranges, and within that.
 * Whole numbers, and places whose surface has no least, are taken as they are.
 */
export function bestOf(rounds: readonly PairedRound[], objective: Objective, confidence: number): Place {
  const { ranges } = objective;
  const round = rounds.at(-1);
  if (round === undefined) throw new Error('no round yet');
  const lowest = leastOf(seenIn(rounds.length - 1, round, objective, confidence)).place;
  if (ranges.some(({ of }) => of.kind === 'integer')) return lowest;
  const within = optimumWithin(rounds, objective, confidence);
  const all = rounds.flatMap((each, group) => seenIn(group, each, objective, confidence));
  const box = boxOf(ranges, within);
  // Of one range the lowest place is mostly noise; of several, a box is mostly corners.
  const from = ranges.length === 1 ? middleOf(box) : along(ranges, lowest);
  const fitted = leastOfSurface(around(from, all, reachesOf(ranges, box)), box);
  if (fitted === undefined) return lowest;
  return ranges.map((range, axis) => {
    const { low, high } = within[axis] as Interval;
    const number = fitted[axis] as number;
    if (number === box.low[axis]) return low;
    if (number === box.high[axis]) return high;
    return isLogarithmic(range) ? Math.exp(number) : number;
  });
}

const leastOf = (seen: readonly Seen[]): Seen => seen.reduce((best, each) => (each.height < best.height ? each : best));

/** The places of a round, its reference among them, with how much more than there is to be made small. */
function seenIn(group: number, round: PairedRound, { ranges, goal }: Objective, confidence: number): readonly Seen[] {
  const sign = goal === 'minimise' ? 1 : -1;
  const seen = (place: Place, height: number): Seen => ({ group, place, at: along(ranges, place), height });
  return [
    seen(round.reference, 0),
    ...round.pairs.map((pair) => seen(pair.at, sign * differenceOf(pair, round, confidence).estimate)),
  ];
}

/** Valleys look alike on either side in logarithms: half a period and twice a period cost about the same. */
const isLogarithmic = ({ low }: Range): boolean => low > 0;

const along = (ranges: readonly Range[], place: Place): readonly number[] =>
  ranges.map((range, axis) => (isLogarithmic(range) ? Math.log(place[axis] as number) : (place[axis] as number)));

const boxOf = (ranges: readonly Range[], within: readonly Interval[]): Box => ({
  low: along(
    ranges,
    within.map(({ low }) => low),
  ),
  high: along(
    ranges,
    within.map(({ high }) => high),
  ),
});

const middleOf = ({ low, high }: Box): readonly number[] => low.map((end, axis) => (end + (high[axis] as number)) / 2);

function reachesOf(ranges: readonly Range[], box: Box): readonly number[] {
  const whole = boxOf(ranges, ranges);
  const half = ({ low, high }: Box, axis: number): number => ((high[axis] as number) - (low[axis] as number)) / 2;
  const times = ranges.length === 1 ? reach.one : reach.several;
  return ranges.map((_, axis) => times * Math.sqrt(half(box, axis) * half(whole, axis)));
}

/** Those near a place, or the nearest where these are few. */
function around(from: readonly number[], all: readonly Seen[], reaches: readonly number[]): readonly Seen[] {
  const away = ({ at }: Seen): number =>
    Math.max(...at.map((number, axis) => Math.abs(number - (from[axis] as number)) / (reaches[axis] || 1)));
  const inOrder = [...all].sort((a, b) => away(a) - away(b));
  const near = inOrder.filter((each) => away(each) <= 1).length;
  return inOrder.slice(0, Math.max(near, placesLeast * termCount(from.length)));
}
