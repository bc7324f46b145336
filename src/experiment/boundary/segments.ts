import { middle } from '../search/scan.js';
import type { Scale } from '../sweep/scale.js';
import { pairsOf, type Side, type Tested } from './tested.js';

/** A part of a range in which all places that were tested are on one side, from the first of them to the last. */
export interface Segment {
  readonly side: Side;
  readonly low: number;
  readonly high: number;
}

/** Where the difference goes from one side to another: after `low`, the last place on the one, and before `high`, the first on the other. */
export interface Boundary {
  readonly before: Side;
  readonly after: Side;
  readonly low: number;
  readonly high: number;
  readonly estimate: number;
}

export interface Division {
  readonly segments: readonly Segment[];
  readonly boundaries: readonly Boundary[];
}

/** Cuts a range up by what was found at places of it, which are in order. */
export function divisionOf(places: readonly Tested[], scale: Scale): Division {
  const segments = segmentsOf(places);
  return { segments, boundaries: boundariesOf(segments, places, scale) };
}

function segmentsOf(places: readonly Tested[]): readonly Segment[] {
  const segments: Segment[] = [];
  for (const { at, side } of places) {
    const last = segments.at(-1);
    if (last?.side === side) segments[segments.length - 1] = { ...last, high: at };
    else segments.push({ side, low: at, high: at });
  }
  return segments;
}

/** Between opposite sides, whatever lies between them; and where a difference becomes 0 to stay so, or ceases to be. */
function boundariesOf(segments: readonly Segment[], places: readonly Tested[], scale: Scale): readonly Boundary[] {
  const known = segments.filter(({ side }) => side !== 'unknown');
  const decided = known.filter((segment, index) => !isBetweenOpposites(segment, known[index - 1], known[index + 1]));
  return pairsOf(decided).flatMap(([one, next]) => {
    if (one.side === next.side) return [];
    const between = known.find(({ side, low }) => side === 'equal' && one.high < low && low < next.low);
    // Of real numbers, where it is 0 is the boundary itself.
    const isZero = between !== undefined && scale.of.kind !== 'integer';
    const { low, high } = isZero ? between : { low: one.high, high: next.low };
    return [{ before: one.side, after: next.side, low, high, estimate: crossing(places, low, high, scale) }];
  });
}

function isBetweenOpposites({ side }: Segment, before: Segment | undefined, after: Segment | undefined): boolean {
  return side === 'equal' && before !== undefined && after !== undefined && before.side !== after.side;
}

/** Where the line through the estimates between two places crosses 0: halfway between its first and its last crossing. */
function crossing(places: readonly Tested[], low: number, high: number, scale: Scale): number {
  const within = places.filter(({ at }) => low <= at && at <= high);
  const crossings = pairsOf(within).flatMap(([one, next]) => {
    if (one.estimate === next.estimate || Math.sign(one.estimate) * Math.sign(next.estimate) > 0) return [];
    const share = one.estimate / (one.estimate - next.estimate);
    return [one.at + share * (next.at - one.at)];
  });
  const [first] = crossings;
  const last = crossings.at(-1);
  if (first === undefined || last === undefined) return low === high ? low : (middle(low, high, scale) ?? low);
  return first + (last - first) / 2;
}
