import type { Effort } from '../budget.js';
import type { Progress } from '../conduct.js';
import type { Executor } from '../executor.js';
import { falseAlarm } from '../findings/agreement.js';
import { agrees, type ExactDifference, exactSides } from '../findings/exact-difference.js';
import { exactSource } from '../findings/exact-source.js';
import { simulatedDifference } from '../findings/simulated-difference.js';
import { defaultSeed, prepareRead } from '../simulate.js';
import { type Contest, sidesAt } from './contest.js';
import { exactSearch } from './exact-search.js';
import { type Division, divisionOf } from './segments.js';
import { type Enough, type Observation, type Observed, type SearchPlan, simulatedSearch } from './simulated-search.js';
import type { Side, Tested } from './tested.js';

/** A place at which the difference is known. */
export interface ExactPlace extends Tested {
  readonly left: number;
  readonly right: number;
}

export interface ExactBoundaries extends Division {
  readonly places: readonly ExactPlace[];
  /** What the values come from. */
  readonly methods: readonly string[];
}

/** A place at which the difference was simulated. */
export interface SimulatedPlace extends Tested, Observation {
  /** Where it is known too. */
  readonly exact?: number;
}

export interface SimulatedBoundaries extends Division, SearchPlan {
  readonly places: readonly SimulatedPlace[];
  /** That everything said is right at once. */
  readonly confidence: number;
  readonly precision: number;
  readonly seed: string;
}

export interface Boundaries {
  /** False when it was interrupted. */
  readonly complete: boolean;
  readonly exact?: ExactBoundaries;
  readonly simulated?: SimulatedBoundaries;
  /** Where both ways were taken: whether every simulated interval, of a confidence wrong once in a million, holds the known difference. */
  readonly agrees?: boolean;
}

export interface BoundaryOptions {
  /** Simulate although the differences are known. */
  readonly simulate: boolean;
  readonly confidence: number;
  /** Share of the range at which a simulated boundary is known well enough. */
  readonly precision: number;
  /** Of a place, at most. */
  readonly trials?: number;
  readonly seed?: string;
  readonly executor: Executor;
  /** Places that are simulated at the same time; the results do not depend on it. */
  readonly placesAtOnce: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** A measure that two designs cannot be compared on trial by trial, and that is not known exactly. */
export class NotPaired extends Error {
  constructor(readonly measure: string) {
    super(`${measure} has no value in a single trial, and is not known exactly`);
    this.name = 'NotPaired';
  }
}

/** Of a place: enough that differences of a percent show, few enough that all places take a minute. */
const effort: Effort = { trials: 200_000, events: 10_000_000 };

/**
 * Where the difference of two designs, or of a design and a value, changes its sign over a range: by exact solution where each place has
 * one, else by simulation, or both ways. Throws NotPaired.
 */
export async function findBoundaries(contest: Contest, options: BoundaryOptions): Promise<Boundaries> {
  try {
    const exact = await exactBoundaries(contest, options.signal);
    if (exact !== undefined && !options.simulate) return { complete: true, exact };
    if (!canBeSimulated(contest)) throw new NotPaired(contest.measure);
    const known = exact === undefined ? undefined : (at: number) => solved(contest, at);
    const { complete, simulated, agrees } = await simulatedBoundaries(contest, options, known);
    return {
      complete,
      ...(exact === undefined ? {} : { exact }),
      simulated,
      ...(agrees === undefined ? {} : { agrees }),
    };
  } catch (error) {
    if (error instanceof Interrupted) return { complete: false };
    throw error;
  }
}

class Interrupted extends Error {}

function canBeSimulated(contest: Contest): boolean {
  if (!('paths' in contest.rival)) return true;
  const { left, right } = sidesAt(contest, contest.scale.low);
  return [left, right].every((side) => {
    return side.kind === 'number' || prepareRead(side.model).runOf(side.measure) !== undefined;
  });
}

const solved = (contest: Contest, at: number) => exactSides(sidesAt(contest, at), exactSource);

async function exactBoundaries(
  contest: Contest,
  signal: AbortSignal | undefined,
): Promise<ExactBoundaries | undefined> {
  const methods = new Set<string>();
  const places = await exactSearch(contest.scale, async (at): Promise<ExactPlace | undefined> => {
    // Gives way to signals.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted === true) throw new Interrupted();
    const known = solved(contest, at);
    if (known === undefined) return undefined;
    const { left, right, difference, rounding, method } = known;
    methods.add(method);
    return { at, side: exactSide(difference, rounding), estimate: difference, left, right };
  });
  return places && { ...divisionOf(places, contest.scale), places, methods: [...methods] };
}

function exactSide(difference: number, rounding: number): Side {
  if (Math.abs(difference) <= rounding) return 'equal';
  return difference > 0 ? 'above' : 'below';
}

async function simulatedBoundaries(
  contest: Contest,
  options: BoundaryOptions,
  known: ((at: number) => ExactDifference | undefined) | undefined,
): Promise<{ complete: boolean; simulated: SimulatedBoundaries; agrees?: boolean }> {
  const { placesAtOnce: atOnce, confidence, precision, signal, seed } = options;
  const work = new Work(options.onProgress);
  const { complete, plan, places } = await simulatedSearch(
    contest.scale,
    (at, enough) => simulateAt(contest, at, enough, options, work),
    {
      confidence,
      precision,
      atOnce,
      ...(signal === undefined ? {} : { signal }),
      onPlace: (done, most) => work.placesDone(done / most),
    },
  );
  const judged = places.map(({ observed, ...place }) => {
    const exact = known?.(place.at);
    const agreeing = exact && agrees(exact, observed(1 - falseAlarm / plan.placesMost));
    return { place: exact === undefined ? place : { ...place, exact: exact.difference }, agreeing };
  });
  const simulated = {
    ...divisionOf(places, contest.scale),
    ...plan,
    confidence,
    precision,
    seed: seed ?? ownSeed(contest),
    places: judged.map(({ place }) => place),
  };
  const verdicts = judged.flatMap(({ agreeing }) => agreeing ?? []);
  return { complete, simulated, ...(known === undefined ? {} : { agrees: verdicts.every((verdict) => verdict) }) };
}

/** Both designs take the seed of the first, or they would share no random numbers. */
export function ownSeed({ design, scale, ...contest }: Contest): string {
  return sidesAt({ design, scale, ...contest }, scale.low).left.model.net.run.seed ?? defaultSeed;
}

function simulateAt(
  contest: Contest,
  at: number,
  enough: Enough,
  { executor, trials, seed, signal }: BoundaryOptions,
  work: Work,
): Promise<Observed | undefined> {
  const place = work.place();
  return simulatedDifference(sidesAt(contest, at), {
    executor,
    effort,
    seed: seed ?? ownSeed(contest),
    ...(trials === undefined ? {} : { trials }),
    ...(signal === undefined ? {} : { signal }),
    enough,
    onProgress: (progress) => place(progress),
  });
}

/** What all places together have cost. */
class Work {
  private share = 0;
  private readonly places: Progress[] = [];

  constructor(private readonly onProgress: BoundaryOptions['onProgress']) {}

  place(): (progress: Progress) => void {
    const index = this.places.push({ share: 0, trials: 0, events: 0 }) - 1;
    return (progress) => {
      this.places[index] = progress;
      this.tell();
    };
  }

  placesDone(share: number): void {
    this.share = share;
    this.tell();
  }

  private tell(): void {
    const sum = (count: (progress: Progress) => number): number =>
      this.places.reduce((total, each) => total + count(each), 0);
    this.onProgress?.({
      share: this.share,
      trials: sum(({ trials }) => trials),
      events: sum(({ events }) => events),
    });
  }
}
