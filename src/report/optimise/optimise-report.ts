import type { Interval } from '../../estimate/intervals/interval.js';
import { contains } from '../../estimate/measure-set.js';
import type { Estimate } from '../../estimate/result.js';
import type { DesignValues } from '../../experiment/config-file.js';
import { falseAlarm } from '../../experiment/findings/agreement.js';
import { exactOptimum } from '../../experiment/optimise/exact-optimum.js';
import { type Objective, type Place, solveAt, valuesAt } from '../../experiment/optimise/objective.js';
import { differenceOf, isWorse, optimumWithin } from '../../experiment/optimise/paired-round.js';
import {
  type SimulatedOptimum,
  type SimulatedOptions,
  simulatedOptimum,
} from '../../experiment/optimise/simulated-optimum.js';
import type { Range } from '../../experiment/sweep/range.js';

/** What `optimise --json` prints. Places have a number for each range, in its unit. */
export interface OptimiseReport {
  readonly config: string;
  readonly name: string;
  readonly goal: Objective['goal'];
  readonly measure: string;
  readonly unit: string;
  readonly ranges: readonly Range[];
  readonly complete: boolean;
  readonly exact?: ExactReport;
  readonly exactRefused?: string;
  readonly simulated?: SimulatedReport;
  /** Of simulation and exact solution. */
  readonly agrees?: boolean;
}

/** How far an answer goes. */
interface Standing {
  /** What the config has there, by path. */
  readonly values: DesignValues;
  readonly at: Place;
  /** Whether all places are equally good, as far as can be told. */
  readonly flat: boolean;
  /** Ends of ranges at which the best place lies: beyond them may be a better one. */
  readonly atEnds: readonly { readonly path: string; readonly end: 'low' | 'high' }[];
  /** Places at which there is no such design. */
  readonly impossible: readonly { readonly at: Place; readonly reason: string }[];
}

export interface ExactReport extends Standing {
  readonly value: number;
  readonly complement?: number;
  readonly method: string;
  readonly solutions: number;
  readonly places: readonly { readonly at: Place; readonly value: number; readonly complement?: number }[];
}

export interface SimulatedReport extends Standing {
  readonly seed: string;
  readonly confidence: number;
  /** Where the optimum lies, a range each. */
  readonly within: readonly Interval[];
  /**
   * What has to be so for `within` to hold the optimum with the confidence: that the measure has one valley (or hill), which suffices for one range; over
   * several, that no place between those that were tried is better than all of them, which nothing proves.
   */
  readonly withinAssumes: 'one valley' | 'nothing better between places tried';
  /** The measure at the best place, on trials that had no say in choosing it; absent when interrupted before. */
  readonly value?: Estimate;
  /** The exact value there. */
  readonly exactThere?: number;
  readonly places: readonly (Interval & { readonly at: Place; readonly estimate: number; readonly trials: number })[];
  readonly rounds: readonly {
    readonly reference: Place;
    readonly places: readonly (Interval & {
      readonly at: Place;
      /** The measure there less that at the reference. */
      readonly estimate: number;
      readonly trials: number;
      readonly worse: boolean;
    })[];
  }[];
}

export interface OptimiseOptions extends SimulatedOptions {
  /** Whether trials are run although everything is known exactly. */
  readonly simulate: boolean;
}

/** Why there is no optimum to tell. */
export class NoOptimum extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'NoOptimum';
  }
}

/** Where a measure is largest or smallest, exactly where that can be known, else by simulation. Throws NoOptimum, ConfigError. */
export async function optimiseReport(objective: Objective, options: OptimiseOptions): Promise<OptimiseReport> {
  const { config, ranges, measure, goal } = objective;
  const { net } = config.model;
  const unit = net.measures.find(({ name }) => name === measure)?.unit ?? '';
  const about = { config: config.file, name: net.name, goal, measure, unit, ranges };
  const { onProgress } = options;
  const exact = await exactOptimum(objective, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onShare: (share) => onProgress?.({ share, trials: 0, events: 0 }),
  });
  if (exact.kind === 'interrupted') return { ...about, complete: false };
  const known = exact.kind === 'refused' ? { exactRefused: exact.reason } : { exact: exactPart(objective, exact) };
  if (exact.kind === 'optimum' && !options.simulate) return { ...about, complete: true, ...known };
  const found = await simulatedOptimum(objective, options);
  if (found.kind === 'interrupted') return { ...about, complete: false, ...known };
  if (found.kind === 'refused') {
    if (exact.kind === 'optimum') throw new NoOptimum(`cannot be simulated: ${found.reason}`);
    throw new NoOptimum(
      `cannot be solved exactly: ${exact.kind === 'refused' ? exact.reason : ''}; nor simulated: ${found.reason}`,
    );
  }
  const there = exact.kind === 'optimum' ? await solveAt(objective, found.best) : undefined;
  const exactThere = there?.kind === 'value' ? there.value : undefined;
  const agrees =
    exact.kind === 'optimum' && found.complete ? agreeing(found, exact.best.at, exactThere, objective) : undefined;
  return {
    ...about,
    complete: found.complete,
    ...known,
    simulated: simulatedPart(objective, found, exactThere),
    ...(agrees === undefined ? {} : { agrees }),
  };
}

function exactPart(
  objective: Objective,
  optimum: Extract<Awaited<ReturnType<typeof exactOptimum>>, { kind: 'optimum' }>,
): ExactReport {
  const { best, scanned, solutions } = optimum;
  const { value, complement, method, at } = best;
  return {
    ...standing(objective, at, optimum),
    value,
    ...(complement === undefined ? {} : { complement }),
    method,
    solutions,
    places: scanned.map(({ at, value, complement }) => ({
      at,
      value,
      ...(complement === undefined ? {} : { complement }),
    })),
  };
}

function standing(
  { ranges }: Objective,
  at: Place,
  { flat, impossible }: Pick<SimulatedOptimum, 'flat' | 'impossible'>,
): Standing {
  const atEnds = ranges.flatMap(({ path, low, high }, axis) => {
    const end = at[axis] === low ? ('low' as const) : at[axis] === high ? ('high' as const) : undefined;
    return end === undefined || flat ? [] : [{ path, end }];
  });
  const reasons = impossible.map(({ at, error }) => ({ at, reason: error.message }));
  return { values: valuesAt(ranges, at), at, flat, atEnds, impossible: reasons };
}

function simulatedPart(objective: Objective, found: SimulatedOptimum, exactThere: number | undefined): SimulatedReport {
  const { best, seed, confidence, scanned, rounds } = found;
  const value = found.value?.results()[objective.measure];
  return {
    ...standing(objective, best, found),
    seed,
    confidence,
    within: optimumWithin(rounds, objective, confidence),
    withinAssumes: objective.ranges.length === 1 ? 'one valley' : 'nothing better between places tried',
    ...(value?.kind === 'value' ? { value } : {}),
    ...(exactThere === undefined ? {} : { exactThere }),
    places: scanned.map(({ at, estimate: { estimate, low, high, trials } }) => ({ at, estimate, low, high, trials })),
    rounds: rounds.map((round) => ({
      reference: round.reference,
      places: round.pairs.map((pair) => ({
        at: pair.at,
        ...differenceOf(pair, round, confidence),
        trials: pair.tally.result(confidence).trials,
        worse: isWorse(pair, round, objective.goal, confidence),
      })),
    })),
  };
}

/** Whether intervals that are wrong once in a million hold the exact optimum, and the exact value at the best place of the trials. */
function agreeing(found: SimulatedOptimum, at: Place, exactThere: number | undefined, objective: Objective): boolean {
  const within = optimumWithin(found.rounds, objective, 1 - falseAlarm);
  // A box around places of several ranges that were tried says nothing of those that were not.
  const isWithin = within.length > 1 || within.every((interval, axis) => contains(interval, at[axis] as number));
  const value = found.value?.result(objective.measure, 1 - falseAlarm);
  return isWithin && (value?.kind !== 'value' || exactThere === undefined || contains(value, exactThere));
}
