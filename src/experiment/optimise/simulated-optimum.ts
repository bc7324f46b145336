import type { Interval } from '../../estimate/intervals/interval.js';
import type { PairedTally } from '../../estimate/paired.js';
import type { Estimate } from '../../estimate/result.js';
import { budgetOf, type Effort } from '../budget.js';
import { compare } from '../compare.js';
import type { Progress } from '../conduct.js';
import { ConfigError } from '../config-file.js';
import type { Executor } from '../executor.js';
import { PreparedJob } from '../job.js';
import { scanSpace } from '../search/scan.js';
import { defaultConfidence, defaultSeed, prepareRead, type Simulation, simulate } from '../simulate.js';
import { shareOf } from '../sweep/scale.js';
import { TrialFailed } from '../trial-failed.js';
import { bestOf } from './best-of-round.js';
import { designAt, type Objective, type Place } from './objective.js';
import { isWorse, optimumWithin, type PairedPlace, type PairedRound, roundsMost } from './paired-round.js';

export interface SimulatedOptions {
  readonly executor: Executor;
  readonly trials?: number;
  readonly seed?: string;
  readonly confidence?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** The best place as far as trials can tell. */
export interface SimulatedOptimum {
  readonly kind: 'optimum';
  readonly complete: boolean;
  readonly seed: string;
  readonly confidence: number;
  readonly best: Place;
  /** The measure at all places looked at first, in order, on common random numbers. */
  readonly scanned: readonly { readonly at: Place; readonly estimate: Estimate }[];
  readonly rounds: readonly PairedRound[];
  /** Whether no place was worse than any other. */
  readonly flat: boolean;
  /** The measure at the best place on trials that had no say in choosing it. */
  readonly value?: Simulation;
  readonly impossible: readonly { readonly at: Place; readonly error: Error }[];
}

export type SimulatedSearched =
  | SimulatedOptimum
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'interrupted' };

/** Events of all trials together, when nobody says how many trials. */
const eventsMost = 150_000_000;
/** Trials of a place or a pair, at most. */
const trialsMost = 40_000;
/** Places of the first look and of each closer one: of one range, and of several. */
const places = { one: { first: 17, closer: 13 }, several: { first: 32, closer: 24 } };
/**
 * The optimum by trials on common random numbers. A look at places all over the ranges chooses a reference; other trials, in pairs, tell
 * which places are worse than it; the next round looks closer at what is left, with a reference chosen by the round
 * before. A surface through the differences of the last round gives the best place, and again other trials its value.
 */
export async function simulatedOptimum(objective: Objective, options: SimulatedOptions): Promise<SimulatedSearched> {
  return new SimulatedSearch(objective, options).run();
}

/** The seed of a config's own. */
export const seedOf = ({ model }: Objective['config']): string => model.net.run.seed ?? defaultSeed;

class SimulatedSearch {
  private readonly seed: string;
  private readonly confidence: number;
  private readonly rounds: PairedRound[] = [];
  private readonly scanned: { at: Place; estimate: Estimate }[] = [];
  private readonly impossible: { at: Place; error: Error }[] = [];
  private readonly counts: { readonly first: number; readonly closer: number };
  private readonly first: readonly Place[];
  private model: PreparedJob | undefined;
  private complete = true;
  private stage = 0;

  constructor(
    private readonly objective: Objective,
    private readonly options: SimulatedOptions,
  ) {
    const { ranges, config } = objective;
    this.seed = options.seed ?? seedOf(config);
    this.confidence = options.confidence ?? config.model.net.run.confidence ?? defaultConfidence;
    this.counts = ranges.length === 1 ? places.one : places.several;
    this.first = scanSpace(ranges, this.counts.first);
  }

  async run(): Promise<SimulatedSearched> {
    const { ranges } = this.objective;
    const refused = this.refusal();
    if (refused !== undefined) return refused;
    await this.scan();
    const reference = this.leastScanned();
    if (reference === undefined) {
      const [nowhere] = this.impossible;
      if (this.complete && nowhere !== undefined) throw nowhere.error;
      return { kind: 'interrupted' };
    }
    await this.round(reference, this.first, ranges);
    while (this.complete && this.rounds.length < roundsMost && this.worthwhile()) {
      const left = this.left;
      await this.round(this.best, this.closer(left), left);
    }
    const { best } = this;
    const value = this.complete ? await this.valueAt(best) : undefined;
    const { seed, confidence, scanned, rounds, impossible, complete } = this;
    const flat = !rounds.some((round) => round.pairs.some((pair) => this.worse(pair, round)));
    const found = { best, scanned, rounds, impossible, flat, ...(value === undefined ? {} : { value }) };
    return { kind: 'optimum', complete, seed, confidence, ...found };
  }

  /** Why trials cannot tell; else what all places have in common: how long trials are. */
  private refusal(): { readonly kind: 'refused'; readonly reason: string } | undefined {
    for (const at of this.first) {
      const design = designAt(this.objective, at);
      if (design instanceof ConfigError) continue;
      this.model = prepareRead(design, { seed: this.seed });
      if (this.model.runOf(this.objective.measure) !== undefined) return undefined;
      return { kind: 'refused', reason: 'it has no value in every single trial' };
    }
    return undefined;
  }

  private async scan(): Promise<void> {
    for (const at of this.first) {
      const simulation = await this.attempt(
        at,
        (prepared) => {
          return simulate(prepared, this.settings(this.trials(prepared, this.first.length)));
        },
        this.seed,
      );
      const estimate = simulation?.results()[this.objective.measure];
      if (simulation?.complete === false) this.complete = false;
      else if (estimate?.kind === 'value') this.scanned.push({ at, estimate });
      if (!this.complete) return;
    }
  }

  /** Compares places that were chosen from intervals of the ranges with a reference. */
  private async round(reference: Place, others: readonly Place[], within: readonly Interval[]): Promise<void> {
    const seed = `${this.seed}, round ${this.rounds.length + 1}`;
    const rival = this.prepared(reference, seed);
    if (rival instanceof ConfigError) throw rival;
    const away = others.filter((at) => at.join() !== reference.join());
    const pairs: PairedPlace[] = [];
    const { measure } = this.objective;
    for (const at of away) {
      if (this.impossible.some((known) => known.at.join() === at.join())) continue;
      const trials = this.trials(rival, 2 * away.length);
      const found = await this.attempt(at, (design) => compare(design, rival, [measure], this.settings(trials)), seed);
      const tally: PairedTally | undefined = found?.tallies.get(measure);
      if (found?.complete === false) this.complete = false;
      else if (tally !== undefined) pairs.push({ at, tally });
      if (!this.complete) break;
    }
    const { ranges } = this.objective;
    const cell = others.length ** (-1 / ranges.length);
    const spacing = ranges.map((range, axis) => {
      const { low, high } = within[axis] as Interval;
      return cell * (shareOf(range, high) - shareOf(range, low));
    });
    this.rounds.push({ reference, pairs, spacing });
  }

  private async valueAt(best: Place): Promise<Simulation | undefined> {
    const prepared = this.prepared(best, `${this.seed}, value`);
    if (prepared instanceof ConfigError) throw prepared;
    const simulation = await simulate(prepared, this.settings(this.trials(prepared, 1)));
    if (!simulation.complete) this.complete = false;
    return simulation;
  }

  private get best(): Place {
    return bestOf(this.rounds, this.objective, this.confidence);
  }

  /** Whether a closer look is worth its trials: something was told apart, and something is left. */
  private worthwhile(): boolean {
    const last = this.rounds.at(-1);
    return this.left.some(({ low, high }) => high > low) && last?.pairs.some((pair) => this.worse(pair, last)) === true;
  }

  private get left(): readonly Interval[] {
    return optimumWithin(this.rounds, this.objective, this.confidence);
  }

  /** Places spread over what is left. */
  private closer(left: readonly Interval[]): readonly Place[] {
    const { ranges } = this.objective;
    const narrowed = ranges.map((range, axis) => ({ ...range, ...(left[axis] as Interval) }));
    const along = narrowed.filter(({ low, high }) => low < high);
    const all = scanSpace(along, this.counts.closer);
    const whole = all.map((place) => {
      return narrowed.map((range) => (range.low < range.high ? (place[along.indexOf(range)] as number) : range.low));
    });
    return [...new Map(whole.map((place) => [place.join(), place])).values()];
  }

  private leastScanned(): Place | undefined {
    const sign = this.objective.goal === 'minimise' ? 1 : -1;
    const [first, ...others] = this.scanned;
    if (first === undefined || !this.complete) return undefined;
    return others.reduce(
      (best, each) => (sign * each.estimate.estimate < sign * best.estimate.estimate ? each : best),
      first,
    ).at;
  }

  private worse(pair: PairedPlace, round: PairedRound): boolean {
    return isWorse(pair, round, this.objective.goal, this.confidence);
  }

  /** Does something with the design at a place; undefined where there is none, or where a trial goes wrong. */
  private async attempt<Found>(
    at: Place,
    task: (prepared: PreparedJob) => Promise<Found>,
    seed: string,
  ): Promise<Found | undefined> {
    const prepared = this.prepared(at, seed);
    this.stage++;
    if (!(prepared instanceof ConfigError)) {
      try {
        return await task(prepared);
      } catch (error) {
        if (!(error instanceof TrialFailed)) throw error;
        this.impossible.push({ at, error });
        return undefined;
      }
    }
    this.impossible.push({ at, error: prepared });
    return undefined;
  }

  /** The job of a place; all places are planned alike, so that trial k of one is trial k of another. */
  private prepared(at: Place, seed: string): PreparedJob | ConfigError {
    const design = designAt(this.objective, at);
    if (design instanceof ConfigError) return design;
    const plan = this.model?.job.plan ?? {};
    return new PreparedJob({ document: design.document, seed, plan }, design.net);
  }

  /** Trials of one of so many places that share a part of the effort: the first look, each round and the value have equal parts. */
  private trials(prepared: PreparedJob, sharing: number): number {
    const run = prepared.runOf(this.objective.measure) ?? 0;
    const effort: Effort = { trials: trialsMost, events: eventsMost / (roundsMost + 2) / sharing };
    return budgetOf((trial) => prepared.pilot(run, trial), this.options.trials, effort).trials;
  }

  private settings(trials: number) {
    const { executor, signal, onProgress } = this.options;
    const stages = this.counts.first * 2 + this.counts.closer * (roundsMost - 1) + 1;
    const { stage } = this;
    return {
      executor,
      trials,
      confidence: this.confidence,
      ...(signal === undefined ? {} : { signal }),
      onProgress: ({ share, ...progress }: Progress) =>
        onProgress?.({ ...progress, share: Math.min(1, (stage - 1 + share) / stages) }),
    };
  }
}
