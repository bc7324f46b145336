import { scanSpace } from '../search/scan.js';
import { shareOf } from '../sweep/scale.js';
import { type Cost, leastBetween, leastNear } from './least.js';
import { type ExactAt, type Objective, type Place, placeAt, solveAt } from './objective.js';

/** The best value of a measure that is known exactly at every place. */
export interface ExactOptimum {
  readonly kind: 'optimum';
  readonly best: ExactAt;
  /** What was looked at first, in order; along one range a curve. */
  readonly scanned: readonly ExactAt[];
  /** Whether all that was looked at first is equally good. */
  readonly flat: boolean;
  readonly solutions: number;
  /** Places of the scan at which there is no such design. */
  readonly impossible: readonly { readonly at: Place; readonly error: Error }[];
}

export type ExactSearched =
  | ExactOptimum
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'interrupted' };

/** Places looked at first: of one range, and of several. */
const scanned = { one: 33, several: 64 };
/** Relative: what rounding leaves of no difference. */
const rounding = 1e-10;

/**
 * The optimum by exact solutions. Of one range it is the least within the two neighbours of the best of 33 places, of several that of
 * the valley in which the best of 64 lies: that the scan hits the right one is the one assumption. Whole numbers are closed in on
 * until there is none between.
 */
export async function exactOptimum(
  objective: Objective,
  { signal, onShare }: { readonly signal?: AbortSignal; readonly onShare?: (share: number) => void },
): Promise<ExactSearched> {
  const search = new ExactSearch(objective, signal);
  try {
    const { ranges } = objective;
    const places = scanSpace(ranges, ranges.length === 1 ? scanned.one : scanned.several);
    for (const [index, place] of places.entries()) {
      await search.solved(place);
      onShare?.((index + 1) / places.length / 2);
    }
    return await search.closeIn();
  } catch (error) {
    if (error instanceof Stopped) return error.outcome;
    throw error;
  }
}

class Stopped extends Error {
  constructor(readonly outcome: Exclude<ExactSearched, ExactOptimum>) {
    super(outcome.kind);
  }
}

class ExactSearch {
  private readonly known = new Map<string, ExactAt | undefined>();
  private readonly impossible: { at: Place; error: Error }[] = [];
  /** Near 1 the complement is the number that has digits. */
  private byComplement = false;

  constructor(
    private readonly objective: Objective,
    private readonly signal: AbortSignal | undefined,
  ) {}

  readonly cost: Cost = async (shares) => this.costOf(await this.solved(placeAt(this.objective.ranges, shares)));

  async closeIn(): Promise<ExactOptimum> {
    const first = this.solvedPlaces;
    const [nowhere] = this.impossible;
    if (first.length === 0 && nowhere !== undefined) throw nowhere.error;
    this.byComplement = first.length > 0 && first.every(({ value, complement = 1 }) => complement < value);
    const costs = first.map((each) => this.costOf(each));
    const flat = Math.max(...costs) - Math.min(...costs) <= rounding * Math.max(...costs.map(Math.abs));
    const [range, another] = this.objective.ranges;
    if (range === undefined) throw new Error('no range to optimise over');
    if (!flat) {
      if (another !== undefined) await leastNear(this.cost, this.sharesOf(this.best));
      else if (range.of.kind === 'integer') await this.closeInOnWhole();
      else await leastBetween(this.cost, ...this.around(this.best));
    }
    const inOrder = [...first].sort((a, b) => (another === undefined ? (a.at[0] ?? 0) - (b.at[0] ?? 0) : 0));
    const { best, impossible } = this;
    return { kind: 'optimum', best, scanned: inOrder, flat, solutions: this.solvedPlaces.length, impossible };
  }

  private async closeInOnWhole(): Promise<void> {
    for (let before = 0; before < this.known.size; ) {
      before = this.known.size;
      const [low, high] = this.around(this.best);
      const parts = scanned.one - 1;
      for (let part = 1; part < parts; part++) await this.cost([low + ((high - low) * part) / parts]);
    }
  }

  /** Shares of the neighbours of a place among those that were looked at. */
  private around({ at: [place = 0] }: ExactAt): [number, number] {
    const places = this.solvedPlaces.map(({ at: [each = 0] }) => each);
    const low = Math.max(...places.filter((each) => each < place));
    const high = Math.min(...places.filter((each) => each > place));
    const [range] = this.objective.ranges;
    const share = (each: number, edge: number): number => {
      return range !== undefined && Number.isFinite(each) ? shareOf(range, each) : edge;
    };
    return [share(low, 0), share(high, 1)];
  }

  private get solvedPlaces(): ExactAt[] {
    return [...this.known.values()].flatMap((each) => each ?? []);
  }

  private get best(): ExactAt {
    return this.solvedPlaces.reduce((best, each) => (this.costOf(each) < this.costOf(best) ? each : best));
  }

  private sharesOf({ at }: ExactAt): readonly number[] {
    return this.objective.ranges.map((range, axis) => shareOf(range, at[axis] as number));
  }

  private costOf(found: ExactAt | undefined): number {
    if (found === undefined) return Infinity;
    const { value, complement = 1 - value } = found;
    const small = this.objective.goal === 'minimise';
    return this.byComplement ? (small ? -complement : complement) : small ? value : -value;
  }

  async solved(at: Place): Promise<ExactAt | undefined> {
    const key = at.join();
    if (this.known.has(key)) return this.known.get(key);
    if (this.signal?.aborted === true) throw new Stopped({ kind: 'interrupted' });
    const outcome = await solveAt(this.objective, at);
    if (outcome.kind === 'refused') throw new Stopped(outcome);
    if (outcome.kind === 'impossible') this.impossible.push({ at, error: outcome.error });
    const found = outcome.kind === 'value' ? outcome : undefined;
    this.known.set(key, found);
    return found;
  }
}
