import { middle, placesOf, scan } from '../search/scan.js';
import type { Scale } from '../sweep/scale.js';
import { findRoot } from './find-root.js';
import { isDecided, Places, type Side, type Tested } from './tested.js';

/** Solves the difference at a place; undefined where it cannot. `estimate` is the difference as computed, `side` minds its rounding errors. */
export type SolveAt<Place extends Tested> = (at: number) => Promise<Place | undefined>;

/** Evenly spread places at which the sides are looked at before roots are sought between them. */
const scanPlaces = 33;
/** Relative width of what is left around a root. */
const rootTolerance = 1e-14;
/** Of the range: how closely the end of a part where the difference is 0 is known. */
const edgeTolerance = 1e-9;
/** Of the range: how closely a difference is followed to where it comes nearest to 0, to see whether it gets there. */
const dipTolerance = 1e-4;

/**
 * The places of a range with the sides on which a known difference is, those on either side of each of its roots among them.
 *
 * Two roots between neighbouring places of the scan are found where the difference visibly turns back there, else missed: that the
 * scan is fine enough is the one assumption. Whole numbers that are all scanned need none.
 *
 * @returns undefined when the difference is not known at some place
 */
export async function exactSearch<Place extends Tested>(
  scale: Scale,
  solveAt: SolveAt<Place>,
): Promise<readonly Place[] | undefined> {
  try {
    const search = new ExactSearch(scale, solveAt);
    for (const at of scan(scale, scanPlaces)) await search.test(at);
    if (scale.of.kind === 'integer') await search.closeIn();
    else await search.findRoots();
    return search.places.inOrder;
  } catch (error) {
    if (error instanceof Unsolved) return undefined;
    throw error;
  }
}

class Unsolved extends Error {}

class ExactSearch<Place extends Tested> {
  readonly places = new Places<Place>();

  constructor(
    private readonly scale: Scale,
    private readonly solveAt: SolveAt<Place>,
  ) {}

  async test(at: number): Promise<Place> {
    const place = await this.solveAt(at);
    if (place === undefined) throw new Unsolved();
    this.places.add(place);
    return place;
  }

  /** Whole numbers: until neighbours of different sides have none between them. */
  async closeIn(): Promise<void> {
    if (this.places.count === placesOf(this.scale)) return;
    for (;;) {
      const between = this.places.changes.flatMap(([one, next]) => middle(one.at, next.at, this.scale) ?? []);
      if (between.length === 0) return;
      for (const at of between) await this.test(at);
    }
  }

  async findRoots(): Promise<void> {
    await this.followDips();
    for (const [one, next] of this.places.changes) {
      if (isDecided(one) && isDecided(next)) await this.root(one, next);
      else if (isDecided(one)) await this.edge(next, one);
      else await this.edge(one, next);
    }
  }

  /** Between opposite sides; what is left of it has a side by the sign alone. */
  private async root(one: Place, next: Place): Promise<void> {
    const solved = new Map([one, next].map((place) => [place.at, place]));
    const f = async (at: number): Promise<number> => {
      const place = await this.solveAt(at);
      if (place === undefined) throw new Unsolved();
      solved.set(at, place);
      return place.estimate;
    };
    const { low, high } = await findRoot(f, [one.at, one.estimate], [next.at, next.estimate], rootTolerance);
    for (const at of new Set([low, high])) {
      const place = solved.get(at);
      if (place !== undefined) this.places.add({ ...place, side: sideOf(place.estimate) });
    }
  }

  /** Where a part in which the difference is 0 ends, seen from a place in it. */
  private async edge(equal: Place, decided: Place): Promise<void> {
    const closest = edgeTolerance * (this.scale.high - this.scale.low);
    let inside = equal.at;
    let outside = decided.at;
    // Mostly the difference is 0 at this one place.
    let at = inside + (outside > inside ? closest : -closest);
    while (Math.abs(outside - inside) > closest) {
      const place = await this.test(at);
      if (place.side === 'equal') inside = at;
      else outside = at;
      at = inside + (outside - inside) / 2;
    }
  }

  /** Follows the difference to where it comes nearest to 0 between places of one side, and stops where the side changes. */
  private async followDips(): Promise<void> {
    const places = this.places.inOrder;
    for (const [index, place] of places.entries()) {
      const before = places[index - 1];
      const after = places[index + 1];
      if (before === undefined || after === undefined || !isDecided(place)) continue;
      if (before.side !== place.side || after.side !== place.side) continue;
      if (distance(place) <= distance(before) && distance(place) <= distance(after)) {
        await this.follow(before, place, after);
      }
    }
  }

  private async follow(before: Place, nearest: Place, after: Place): Promise<void> {
    let [low, best, high] = [before, nearest, after];
    while (high.at - low.at > dipTolerance * (this.scale.high - this.scale.low)) {
      const wider = best.at - low.at > high.at - best.at ? [low, best] : [best, high];
      const [one, next] = wider as [Place, Place];
      const at = one.at + (next.at - one.at) / 2;
      const place = await this.solveAt(at);
      if (place === undefined) throw new Unsolved();
      if (place.side !== nearest.side) {
        this.places.add(place);
        return;
      }
      if (distance(place) < distance(best)) {
        [low, high] = at < best.at ? [low, best] : [best, high];
        best = place;
      } else if (at < best.at) low = place;
      else high = place;
    }
  }
}

const distance = ({ estimate }: Tested): number => Math.abs(estimate);

function sideOf(difference: number): Side {
  if (difference === 0) return 'equal';
  return difference > 0 ? 'above' : 'below';
}
