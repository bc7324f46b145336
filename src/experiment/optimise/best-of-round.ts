import type { Interval } from '../../estimate/intervals/interval.js';
import type { Range } from '../sweep/range.js';
import { shareOf } from '../sweep/scale.js';
import { type Objective, type Place, placeAt } from './objective.js';
import { differenceOf, optimumWithin, type PairedRound } from './paired-round.js';
import { leastOfFit, type Observed } from './quadratic-fit.js';

/** Of the widest interval of a difference: narrower ones weigh no more than this. */
const sharpest = 1e-3;

type Seen = Observed & { readonly at: Place };

/**
 * The best place by the last round: the least of a surface through the differences near the least of them, within what all rounds leave
 * of the ranges. Whole numbers, and places whose surface has no least, are taken as they are.
 */
export function bestOf(rounds: readonly PairedRound[], objective: Objective, confidence: number): Place {
  const { ranges, goal } = objective;
  const round = rounds.at(-1);
  if (round === undefined) throw new Error('no round yet');
  const observed = observedIn(round, ranges, goal, confidence);
  const reference: Seen = { at: round.reference, offset: ranges.map(() => 0), value: 0, weight: 0 };
  const least = observed.reduce((best, each) => (each.value < best.value ? each : best), reference);
  if (ranges.some(({ of }) => of.kind === 'integer')) return least.at;
  const fitted = leastOfFit(nearest(observed, least.offset), ranges.length);
  if (fitted === undefined) return least.at;
  const from = sharesOf(ranges, round.reference);
  const place = placeAt(
    ranges,
    from.map((share, axis) => share + (fitted[axis] as number)),
  );
  const within = optimumWithin(rounds, objective, confidence);
  return place.map((number, axis) => {
    const { low, high } = within[axis] as Interval;
    return Math.min(high, Math.max(low, number));
  });
}

/** The differences of a round by where they are from its reference, to be made small. */
function observedIn(
  round: PairedRound,
  ranges: readonly Range[],
  goal: Objective['goal'],
  confidence: number,
): readonly Seen[] {
  const from = sharesOf(ranges, round.reference);
  const sign = goal === 'minimise' ? 1 : -1;
  const differences = round.pairs.map((pair) => ({ at: pair.at, ...differenceOf(pair, round, confidence) }));
  const widths = differences.map(({ low, high }) => high - low);
  // Differences that are known exactly, as far as trials show, weigh much but not all; where all are, alike.
  const least = sharpest * Math.max(...widths) || 1;
  return differences.map(({ at, estimate, low, high }) => ({
    at,
    offset: sharesOf(ranges, at).map((share, axis) => share - (from[axis] as number)),
    value: sign * estimate,
    weight: Math.max(high - low, least) ** -2,
  }));
}

function sharesOf(ranges: readonly Range[], place: Place): readonly number[] {
  return ranges.map((range, axis) => shareOf(range, place[axis] as number));
}

/** Those nearest to a place: twice as many as a surface has coefficients; further away it need not be one. */
function nearest(observed: readonly Seen[], to: readonly number[]): readonly Seen[] {
  const distance = ({ offset }: Seen): number =>
    offset.reduce((sum, along, axis) => sum + (along - (to[axis] as number)) ** 2, 0);
  return [...observed].sort((a, b) => distance(a) - distance(b)).slice(0, to.length * (to.length + 3));
}
