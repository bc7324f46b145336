import type { Measure, Reward } from '../../net/net.js';
import { stoppedIn } from '../chain/chain.js';
import { ExactRefusal } from '../explore/refusal.js';
import { whileSpan } from '../measures/span-kinds.js';
import { type Adjoint, dualGain } from './adjoint.js';
import { type ByTime, gainByTime } from './by-time.js';
import { type Dual, dualOf, fixed, minus, over, plus, type Slope } from './dual.js';
import type { DualChain, Gain } from './dual-chain.js';
import { longRunGain } from './long-run-gain.js';
import { gainUntilStop } from './until-stop.js';

/** A measure with its derivatives to all parameters. */
export interface DualMeasure {
  readonly measure: Dual;
  /** 1 less the measure, where that is a probability or a share of time, found without the subtraction. */
  readonly complement?: number;
  readonly method: string;
}

/**
 * Differentiates a measure. `timeSlopes`: derivatives of its time, if it has one. Throws an ExactRefusal for what is not
 * differentiated, and a ConvergenceError for what would take too long.
 */
export function dualMeasure(model: DualChain, measure: Measure, timeSlopes: Slope): DualMeasure {
  const solver = new Solver(model, timeSlopes);
  switch (measure.kind) {
    case 'steady-state':
      return solver.shareOf(measure.of, solver.longRun(model.gain(measure.of)), elimination);
    case 'average':
    case 'accumulated': {
      const { until } = measure;
      if (until.kind === 'event') return solver.untilEvent(measure, until.event);
      const time = { value: only(until), slope: timeSlopes };
      const total = solver.byTime(model.gain(measure.of), time.value, 'accumulated');
      if (measure.kind === 'accumulated') return { measure: total, method: uniformisation };
      return solver.shareOf(measure.of, { ...over(total, time), rest: total.rest / time.value }, uniformisation);
    }
    case 'instant': {
      const of = { rate: measure.of, impulses: [] };
      return solver.shareOf(of, solver.byTime(model.gain(of), only(measure.at), 'instant'), uniformisation);
    }
    case 'reach':
      return solver.reach(measure);
    case 'mean-time-to': {
      const stop = model.set(measure.target);
      return { measure: solver.untilStop(constant(model, 1), stop), method: elimination };
    }
    case 'ratio': {
      const mean = solver.mean(measure.until);
      return { measure: over(mean(model.gain(measure.of)), mean(model.gain(measure.by))), method: mean.method };
    }
    case 'nines': {
      const mean = solver.mean(measure.until);
      const gain = mean(complementOf(model.values(measure.of)));
      const missing = measure.until === undefined ? gain : over(gain, { value: measure.until, slope: timeSlopes });
      if (!(missing.value > 0))
        throw new ExactRefusal('nothing is missing: it has infinitely many nines', 'use an average');
      const nines = dualOf(-Math.log10(missing.value), [-1 / (missing.value * Math.LN10), missing]);
      return { measure: nines, method: mean.method };
    }
    case 'span':
      return solver.span(measure);
  }
}

const elimination = 'elimination';
const uniformisation = 'uniformisation';

type Mean = ((gain: Gain) => Dual) & { readonly method: string };

/** A mean, and what would be missing from it if at most 1 could be gained per unit of time. */
interface Share extends Dual {
  readonly rest: number;
}

class Solver {
  constructor(
    private readonly model: DualChain,
    private readonly timeSlopes: Slope,
  ) {}

  longRun(gain: Gain, crossing?: Float64Array): Share {
    const { chain, initial } = this.model;
    const { atStart: _, ...running } = gain;
    const rate = withCrossings(this.model, gain.rate, crossing);
    const found = longRunGain(chain, initial, rate);
    const dual = dualGain(this.model, found, { ...running, atStart: fixed(0) }, crossing);
    return { ...dual, rest: restOf(found, rate) };
  }

  byTime(gain: Gain, time: number, kind: 'instant' | 'accumulated', crossing?: Float64Array): Share {
    const { chain, initial } = this.model;
    const rate = withCrossings(this.model, gain.rate, crossing);
    const found = gainByTime(chain, initial, rate, time, kind);
    return { ...this.atTime(dualGain(this.model, found, gain, crossing), found), rest: restOf(found, rate) };
  }

  untilStop(gain: Gain, stop: Uint8Array, terminal = new Float64Array(stop.length)): Dual {
    const { chain, initial } = this.model;
    const found = gainUntilStop(chain, initial, stop, gain.rate, terminal);
    return dualGain(this.model, found, gain);
  }

  /** What is gained in the mean up to a time, or per unit of time in the long run. */
  mean(until: number | undefined): Mean {
    const mean = (gain: Gain): Dual =>
      until === undefined ? this.longRun(gain) : this.byTime(gain, until, 'accumulated');
    return Object.assign(mean, { method: until === undefined ? elimination : uniformisation });
  }

  /** With the complement of what is 0 or 1. */
  shareOf(reward: Reward, { value, slope, rest }: Share, method: string): DualMeasure {
    const gain = this.model.gain(reward);
    const isShare = gain.slopes === undefined && gain.rate.every((each) => each === 0 || each === 1);
    const complement = isShare && reward.impulses.length === 0 ? { complement: rest } : {};
    return { measure: { value, slope }, ...complement, method };
  }

  untilEvent(
    { kind, of }: Measure & { kind: 'average' | 'accumulated' },
    event: Parameters<DualChain['set']>[0],
  ): DualMeasure {
    const stop = this.model.set(event);
    const total = this.untilStop(this.model.gain(of), stop);
    if (kind === 'accumulated') return { measure: total, method: elimination };
    return { measure: over(total, this.untilStop(constant(this.model, 1), stop)), method: elimination };
  }

  reach({ target, within, complement }: Measure & { kind: 'reach' }): DualMeasure {
    const hit = this.model.set(target);
    if (within?.kind === 'times') return side(this.reachBy(hit, only(within)), complement, uniformisation);
    const event = within === undefined ? undefined : this.model.set(within.event);
    const stop = hit.map((value, i) => (value !== 0 || (event?.[i] ?? 0) !== 0 ? 1 : 0));
    const nothing = constant(this.model, 0);
    const inside = Float64Array.from(hit);
    const reached = this.untilStop(nothing, stop, inside);
    const missed = this.untilStop(
      nothing,
      stop,
      inside.map((value) => 1 - value),
    );
    return side({ ...reached, rest: missed.value }, complement, elimination);
  }

  span(measure: Measure & { kind: 'span' }): DualMeasure {
    const { statistic, until } = measure;
    const { condition, of } = whileSpan(this.model.net, measure);
    if (statistic.kind === 'quantile')
      throw new ExactRefusal('a quantile is not differentiated on the chain', 'difference it');
    const inside = this.model.set(condition);
    const nothing = constant(this.model, 0);
    const crossing = entering(this.model, inside);
    if (until !== undefined) {
      if (statistic.kind !== 'count')
        throw new ExactRefusal('passages that end by a time are not differentiated on the chain', 'difference it');
      const begun = this.byTime(nothing, until, 'accumulated', crossing);
      const open = this.model.initialSlopes
        .filter(({ state }) => inside[state] !== 0)
        .map(({ state, slope }) => ({ value: this.model.initial[state] as number, slope }));
      return { measure: open.reduce(plus, begun), method: uniformisation };
    }
    const frequency = this.longRun(nothing, crossing);
    if (statistic.kind === 'count') return { measure: frequency, method: elimination };
    const gained = of === undefined ? constant(this.model, 1) : this.model.values(of);
    return { measure: over(this.longRun(onlyIn(inside, gained)), frequency), method: elimination };
  }

  /** P(hit by the time). */
  private reachBy(hit: Uint8Array, time: number): Share {
    const { chain, initial } = this.model;
    const stopped = stoppedIn(chain, hit);
    const rate = Float64Array.from(hit);
    const found = gainByTime(stopped, initial, rate, time, 'instant');
    const flow = (from: number, at: number): number => {
      if (hit[from] !== 0) return 0;
      return found.flow(from, (stopped.rowStart[from] as number) + at - (chain.rowStart[from] as number));
    };
    const gained = dualGain(this.model, { ...found, flow }, constant(this.model, 0));
    return { ...this.atTime(gained, found), rest: restOf(found, rate) };
  }

  private atTime(gained: Dual, { slopeOfTime }: ByTime): Dual {
    return dualOf(gained.value, [1, gained], [slopeOfTime, { value: 0, slope: this.timeSlopes }]);
  }
}

/** The probability, or its complement. */
function side({ value, slope, rest }: Share, complement: boolean, method: string): DualMeasure {
  if (!complement) return { measure: { value, slope }, complement: rest, method };
  return { measure: dualOf(rest, [-1, { value, slope }]), complement: value, method };
}

function restOf({ time }: Adjoint, rate: Float64Array): number {
  return time.reduce((sum, share, i) => sum + share * (1 - (rate[i] as number)), 0);
}

function only({ times, curve }: { readonly times: readonly number[]; readonly curve: boolean }): number {
  const [time, ...others] = times;
  if (curve || time === undefined || others.length > 0) {
    throw new ExactRefusal('a curve has no single derivative', 'ask for a measure at one time');
  }
  return time;
}

function constant(model: DualChain, value: number): Gain {
  return { rate: new Float64Array(model.chain.stateCount).fill(value), slopes: undefined, atStart: fixed(0) };
}

function complementOf({ rate, slopes }: Gain): Gain {
  const negative = slopes?.map((slope) => minus(fixed(0), { value: 0, slope }).slope);
  return { rate: rate.map((value) => 1 - value), slopes: negative, atStart: fixed(0) };
}

function onlyIn(inside: Uint8Array, { rate, slopes }: Gain): Gain {
  const kept = slopes?.map((slope, i) => (inside[i] !== 0 ? slope : undefined));
  return { rate: rate.map((value, i) => (inside[i] !== 0 ? value : 0)), slopes: kept, atStart: fixed(0) };
}

/** 1 for each transition into the set from outside it. */
function entering({ chain }: DualChain, inside: Uint8Array): Float64Array {
  const crossing = new Float64Array(chain.target.length);
  for (let i = 0; i < chain.stateCount; i++) {
    if (inside[i] !== 0) continue;
    for (let at = chain.rowStart[i] as number; at < (chain.rowStart[i + 1] as number); at++) {
      if (inside[chain.target[at] as number] !== 0) crossing[at] = 1;
    }
  }
  return crossing;
}

function withCrossings({ chain }: DualChain, rate: Float64Array, crossing: Float64Array | undefined): Float64Array {
  if (crossing === undefined) return rate;
  return rate.map((value, i) => {
    let sum = value;
    for (let at = chain.rowStart[i] as number; at < (chain.rowStart[i + 1] as number); at++) {
      sum += (chain.rate[at] as number) * (crossing[at] as number);
    }
    return sum;
  });
}
