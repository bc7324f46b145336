import { clopperPearson } from '../estimate/intervals/clopper-pearson.js';
import { NOT_NEGATIVE, tailOf } from '../estimate/intervals/interval.js';
import { meanInterval } from '../estimate/intervals/mean-interval.js';
import { quantileRanks } from '../estimate/intervals/quantile-levels.js';
import { Moments } from '../estimate/moments.js';
import type { InjectionOutcome, Injections } from '../experiment/injection/inject-faults.js';
import type { FaultSeen } from '../experiment/injection/observed-faults.js';
import type { FaultTrials } from '../experiment/injection/prepared-injections.js';

/** A number with its interval, of so many observations. */
export interface Observed {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly observations: number;
}

/** Times in hours. */
export interface Durations {
  readonly mean: Observed;
  readonly median: Observed;
  /** Observations that were cut off by the horizon; they count with what had passed, so that the mean is a lower bound. */
  readonly censored: number;
}

/** What became of one fault over all trials; what was never observed is absent. */
export interface FaultReport {
  /** The state in which it was injected, or the time. */
  readonly when: string;
  readonly fails: string;
  readonly trials: number;
  /** Trials in which it struck. */
  readonly reached: number;
  /** Trials in which nothing ran that it could strike. */
  readonly missed: number;
  /** Of the trials in which it struck, those in which the service was down before. */
  readonly alreadyDown: number;
  /** That the service fell before all was restored, given that it was up before. */
  readonly outage?: Observed;
  /** Of the downtime until all was restored, where there was an outage. */
  readonly outageDuration?: Durations;
  readonly detection: Detection;
  /** From the fault until what failed was up again. */
  readonly componentRestoration?: Durations;
  /** From the fault until the service was back from the outage. */
  readonly serviceRestoration?: Durations;
  /** For each cause, that some of the downtime was charged to it, where there was any. */
  readonly charged: Readonly<Record<string, Observed>>;
}

/** Trials by how the failure came to be known. */
export interface Detection {
  /** It was never hidden. */
  readonly atOnce: number;
  readonly noticed: number;
  /** It came to an end before it was noticed: a layer fell, a copy took over. */
  readonly ended: number;
  /** Hidden up to the horizon. */
  readonly never: number;
  /** How long a failure was hidden that was. */
  readonly hiddenFor?: Durations;
}

export interface InjectionReport {
  readonly model: string;
  readonly seed: string;
  readonly confidence: number;
  readonly horizonHours: number;
  readonly complete: boolean;
  readonly trials: number;
  readonly events: number;
  readonly faults: readonly FaultReport[];
  /** Pairs of a campaign that cannot be: what is to fail never runs in that state. */
  readonly impossible: readonly { readonly when: string; readonly fails: string }[];
}

export function faultReports({ outcomes }: Injections, confidence: number): readonly FaultReport[] {
  return outcomes.flatMap((outcome) =>
    outcome.faults.map((trials, index) => faultReport(outcome, index, trials, tailOf(confidence))),
  );
}

function faultReport(
  outcome: InjectionOutcome,
  index: number,
  { missed, seen }: FaultTrials,
  tail: number,
): FaultReport {
  const { when = '', fails = '' } = outcome.design.faults[index] ?? {};
  const served = seen.filter(({ servedBefore }) => servedBefore);
  const caused = served.filter(({ outage }) => outage !== 'none');
  const down = seen.filter(({ outage }) => outage !== 'none');
  return {
    when,
    fails,
    trials: outcome.trials,
    reached: seen.length,
    missed,
    alreadyDown: seen.length - served.length,
    ...given('outage', served, () => proportion(caused.length, served.length, tail)),
    ...given('outageDuration', caused, () =>
      durations(
        caused,
        ({ downtime }) => downtime,
        ({ outage, restored }) => outage === 'over' && restored,
        tail,
      ),
    ),
    detection: detectionOf(seen, tail),
    ...given('componentRestoration', seen, () =>
      durations(
        seen,
        ({ componentTime }) => componentTime,
        ({ restored }) => restored,
        tail,
      ),
    ),
    ...given('serviceRestoration', down, () =>
      durations(
        down,
        ({ serviceTime }) => serviceTime,
        ({ outage }) => outage === 'over',
        tail,
      ),
    ),
    charged: chargedTo(outcome.causes, down, tail),
  };
}

function detectionOf(seen: readonly FaultSeen[], tail: number): Detection {
  const count = (kind: FaultSeen['hidden']): number => seen.filter(({ hidden }) => hidden === kind).length;
  const wasHidden = seen.filter(({ hidden }) => hidden !== 'never');
  return {
    atOnce: count('never'),
    noticed: count('noticed'),
    ended: count('ended'),
    never: count('still'),
    ...given('hiddenFor', wasHidden, () =>
      durations(
        wasHidden,
        ({ hiddenTime }) => hiddenTime,
        ({ hidden }) => hidden !== 'still',
        tail,
      ),
    ),
  };
}

function chargedTo(
  causes: readonly string[],
  down: readonly FaultSeen[],
  tail: number,
): Readonly<Record<string, Observed>> {
  const entries = causes.flatMap((cause, index) => {
    const charged = down.filter((trial) => (trial.charged[index] ?? 0) > 0).length;
    return charged === 0 ? [] : [[cause.replace(/^cause\./, ''), proportion(charged, down.length, tail)] as const];
  });
  return Object.fromEntries(entries);
}

function proportion(count: number, of: number, tail: number): Observed {
  return { estimate: count / of, ...clopperPearson(count, of, tail), observations: of };
}

function durations(
  trials: readonly FaultSeen[],
  time: (trial: FaultSeen) => number,
  isOver: (trial: FaultSeen) => boolean,
  tail: number,
): Durations {
  const times = Float64Array.from(trials, time).sort();
  const moments = new Moments();
  moments.addBlock(times, times.length);
  const { low, high } = meanInterval(moments, { range: NOT_NEGATIVE }, tail);
  const censored = trials.filter((trial) => !isOver(trial)).length;
  const observations = times.length;
  return {
    mean: { estimate: moments.mean, low, high: censored > 0 ? Infinity : high, observations },
    median: medianOf(times, tail),
    censored,
  };
}

/** The median of sorted times, between the ranks that enclose it. */
function medianOf(times: Float64Array, tail: number): Observed {
  const { length } = times;
  const at = (rank: number): number => times[rank - 1] ?? Number.NaN;
  const ranks = quantileRanks(length, length, 0.5, tail);
  return {
    estimate: (at(Math.ceil((length + 1) / 2)) + at(Math.floor((length + 1) / 2))) / 2,
    low: ranks.low < 1 ? 0 : at(ranks.low),
    high: ranks.high > length ? Infinity : at(ranks.high),
    observations: length,
  };
}

/** An entry, unless nothing was observed. */
function given<Name extends string, Value>(
  name: Name,
  observed: readonly unknown[],
  value: () => Value,
): { readonly [key in Name]?: Value } {
  return observed.length === 0 ? {} : ({ [name]: value() } as { readonly [key in Name]?: Value });
}
