import type { Interval } from '../../estimate/intervals/interval.js';
import { inTurn } from '../in-turn.js';
import { middle, placesOf, scan } from '../search/scan.js';
import { type Scale, shareOf } from '../sweep/scale.js';
import { Looks, looksMost } from './looks.js';
import { isDecided, Places, type Side, type Tested } from './tested.js';

/** Where trials put a difference. */
export interface Observation extends Interval {
  readonly estimate: number;
  readonly trials: number;
}

/** The difference at any confidence, all from the same trials. */
export type Observed = (confidence: number) => Observation;

/** Asked now and then while trials go on: whether they may end. */
export type Enough = (observed: Observed, share: number) => boolean;

/** Simulates the difference at a place until it is enough, or all trials are done; undefined when it was interrupted. */
export type SimulateAt = (at: number, enough: Enough) => Promise<Observed | undefined>;

/** A place with the interval that put the difference on a side of 0. */
export interface SimulatedPlace extends Tested, Observation {
  /** The same trials at another confidence. */
  readonly observed: Observed;
}

export interface SearchOptions {
  /** That everything said of all places is right at once. */
  readonly confidence: number;
  /** Share of the range at which a boundary is known well enough. */
  readonly precision: number;
  /** Places that are simulated at the same time; the results do not depend on it. */
  readonly atOnce: number;
  readonly signal?: AbortSignal;
  /** How many places are done, and how many there will be at most. */
  readonly onPlace?: (done: number, most: number) => void;
}

export interface SearchPlan {
  /** Intervals that may be looked at, in all. */
  readonly testsMost: number;
  readonly placesMost: number;
  /** Of each of them, so that all hold at once with the confidence asked for. */
  readonly confidenceEach: number;
}

export interface SimulatedSearch {
  readonly complete: boolean;
  readonly plan: SearchPlan;
  readonly places: readonly SimulatedPlace[];
}

const scanPlaces = 17;
/** Further places, of all boundaries together. */
const refinementsMost = 32;
/** Intervals of high confidence are not trusted with fewer trials. */
const trialsLeast = 60;
/** What is left untested beside a part that cannot be told is no more than this share of it. */
const untestedShare = 1 / 8;

/** Every interval that may be looked at gets the same share of the error probability (Bonferroni). */
export function searchPlan(scale: Scale, confidence: number): SearchPlan {
  const placesMost = Math.min(placesOf(scale), scanPlaces + refinementsMost);
  const testsMost = placesMost * looksMost;
  return { placesMost, testsMost, confidenceEach: 1 - (1 - confidence) / testsMost };
}

/**
 * The places of a range with the sides on which a simulated difference is.
 *
 * Evenly spread places are tested first, then places between neighbours that are on opposite sides: halfway, and around what cannot be told
 * from 0 from either side, until what lies between opposite sides is no wider than the precision, or nearly all of it was tested in vain. All
 * intervals hold at once with the confidence, so with that confidence no side is wrong, and a continuous difference, or one of whole
 * numbers, does change sign between each two places that are on opposite sides. Assumed is that it does so once there, and nowhere between
 * neighbours of one side.
 */
export async function simulatedSearch(
  scale: Scale,
  simulateAt: SimulateAt,
  options: SearchOptions,
): Promise<SimulatedSearch> {
  const plan = searchPlan(scale, options.confidence);
  const { confidenceEach, placesMost } = plan;
  const places = new Places<SimulatedPlace>();
  let complete = true;
  const testAll = async (wanted: readonly number[]): Promise<void> => {
    const tasks = wanted.map((at) => async () => {
      const place = await testAt(at, simulateAt, confidenceEach);
      if (place === undefined) complete = false;
      else places.add(place);
      options.onPlace?.(places.count, placesMost);
    });
    await inTurn(tasks, options.atOnce, options.signal);
    if (options.signal?.aborted === true && wanted.some((at) => !places.has(at))) complete = false;
  };
  await testAll(scan(scale, scanPlaces));
  while (complete && places.count < placesMost) {
    const wanted = nextPlaces(places.inOrder, scale, options.precision).slice(0, placesMost - places.count);
    if (wanted.length === 0) break;
    await testAll(wanted);
  }
  return { complete, plan, places: places.inOrder };
}

async function testAt(at: number, simulateAt: SimulateAt, confidence: number): Promise<SimulatedPlace | undefined> {
  const looks = new Looks();
  const enough: Enough = (seen, share) => {
    if (!looks.isDue(share)) return false;
    const { trials, ...interval } = seen(confidence);
    return trials >= trialsLeast && sideOf(interval) !== 'unknown';
  };
  const observed = await simulateAt(at, enough);
  if (observed === undefined) return undefined;
  const observation = observed(confidence);
  return { ...observation, at, side: sideOf(observation), observed };
}

function sideOf({ low, high }: Interval): Side {
  if (low > 0) return 'above';
  return high < 0 ? 'below' : 'unknown';
}

/** The place to test next between each two that are on opposite sides. */
function nextPlaces(places: readonly Tested[], scale: Scale, precision: number): readonly number[] {
  return oppositePairs(places).flatMap((between) => nextBetween(between, scale, precision) ?? []);
}

/** Places on opposite sides, with those between them that cannot be told. */
function oppositePairs(places: readonly Tested[]): readonly (readonly Tested[])[] {
  const decided = places.flatMap((place, index) => (isDecided(place) ? [index] : []));
  return decided.flatMap((from, order) => {
    const to = decided[order + 1];
    if (to === undefined || places[from]?.side === places[to]?.side) return [];
    return [places.slice(from, to + 1)];
  });
}

/** In the wider of the two gaps beside what cannot be told; where nothing was tested between, halfway. */
function nextBetween(places: readonly Tested[], scale: Scale, precision: number): number | undefined {
  const [first, second] = places;
  const [last, beforeLast] = [places.at(-1), places.at(-2)];
  if (first === undefined || second === undefined || last === undefined || beforeLast === undefined) return undefined;
  const width = (low: Tested, high: Tested): number => shareOf(scale, high.at) - shareOf(scale, low.at);
  const whole = width(first, last);
  if (whole <= precision && scale.of.kind !== 'integer') return undefined;
  if (second === last) return middle(first.at, last.at, scale);
  const least = scale.of.kind === 'integer' ? 0 : Math.max(precision / 2, whole * untestedShare);
  const gaps = [
    [first, second],
    [beforeLast, last],
  ] as const;
  const widest = [...gaps].sort((a, b) => width(...b) - width(...a));
  for (const [low, high] of widest) {
    if (width(low, high) <= least) return undefined;
    const place = middle(low.at, high.at, scale);
    if (place !== undefined) return place;
  }
  return undefined;
}
