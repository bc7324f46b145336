import type { Interval } from '../../estimate/intervals/interval.js';
import type { PairedTally } from '../../estimate/paired.js';
import type { Range } from '../sweep/range.js';
import { numberAt, shareOf } from '../sweep/scale.js';
import type { Objective, Place } from './objective.js';

/** Places compared with one and the same place, which was chosen on other trials, each on pairs of trials. */
export interface PairedRound {
  readonly reference: Place;
  readonly pairs: readonly PairedPlace[];
  /** How far apart the places are along each range, as shares of its way. */
  readonly spacing: readonly number[];
}

export interface PairedPlace {
  readonly at: Place;
  /** Of the measure at the place and at the reference. */
  readonly tally: PairedTally;
}

/** Rounds at most: the confidence is shared out among so many. */
export const roundsMost = 3;

/**
 * Whether a place is worse than the reference of its round. That all such statements of all rounds are true has at least the given
 * confidence: a reference does not hang on the trials it is compared on, so that the probabilities of being wrong add up
 * (Bonferroni; comparisons with the best, J. C. Hsu 1984).
 */
export function isWorse(pair: PairedPlace, round: PairedRound, goal: Objective['goal'], confidence: number): boolean {
  const { low, high } = differenceOf(pair, round, confidence);
  return goal === 'minimise' ? low > 0 : high < 0;
}

/** The measure at a place less that at the reference; all such intervals of all rounds, together. */
export function differenceOf(
  { tally }: PairedPlace,
  { pairs }: PairedRound,
  confidence: number,
): Interval & { readonly estimate: number } {
  const wrong = (1 - confidence) / (roundsMost * pairs.length);
  return tally.result(1 - 2 * wrong).difference;
}

/**
 * Where the optimum lies along each range. Of one range: a place that is worse than another has the optimum on the other's side, if the
 * measure has one valley or one hill. Of several: the box
 * around all places that are not worse, and as far around them as places are apart.
 */
export function optimumWithin(
  rounds: readonly PairedRound[],
  { ranges, goal }: Pick<Objective, 'ranges' | 'goal'>,
  confidence: number,
): readonly Interval[] {
  const [range, another] = ranges;
  if (range !== undefined && another === undefined) return [between(rounds, range, goal, confidence)];
  const last = rounds.at(-1);
  if (last === undefined) return ranges;
  const kept = [
    last.reference,
    ...last.pairs.flatMap((pair) => (isWorse(pair, last, goal, confidence) ? [] : [pair.at])),
  ];
  return ranges.map((along, axis) => {
    const shares = kept.map((place) => shareOf(along, place[axis] as number));
    const apart = last.spacing[axis] as number;
    return { low: numberAt(along, Math.min(...shares) - apart), high: numberAt(along, Math.max(...shares) + apart) };
  });
}

function between(rounds: readonly PairedRound[], range: Range, goal: Objective['goal'], confidence: number): Interval {
  let { low, high } = range;
  const next = range.of.kind === 'integer' ? 1 : 0;
  for (const round of rounds) {
    const [better = low] = round.reference;
    for (const pair of round.pairs) {
      const [worse = low] = pair.at;
      if (!isWorse(pair, round, goal, confidence)) continue;
      if (worse < better) low = Math.max(low, worse + next);
      else high = Math.min(high, worse - next);
    }
  }
  return { low, high };
}
