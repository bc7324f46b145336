import type { Expression } from '../../net/expression/expression.js';
import { number } from '../../net/expression/expression.js';
import type { Bound, Measure, Reward } from '../../net/net.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Prepared } from '../measures/horizon-measures.js';
import { ninesOf } from '../measures/nines.js';
import { type MeasuredSpans, type SpanStatistic, whileSpan } from '../measures/span-kinds.js';
import { type ExactPoint, resultAt } from '../result.js';
import { crossings } from './crossings.js';
import { complementOf, gainOf, lookAt, Mean, meanOf, type Signed } from './expectation.js';
import { JointTerms } from './joint-terms.js';
import { meanSurvival } from './mean-time-to.js';
import { NotApart } from './not-apart.js';
import type { PartChains } from './part-chains.js';
import { inLongRun, overTime } from './told.js';

/**
 * Prepares a measure for solving by independent parts. Throws a NotApart for what hangs on the course of several parts and not
 * on their states at one time, or on those at all times alike.
 */
export function prepareApart(chains: PartChains, measure: Measure): Prepared {
  switch (measure.kind) {
    case 'steady-state':
      return steadyState(chains, measure.of);
    case 'average':
      return averageUntil(chains, measure.of, timesOf(measure.until));
    case 'accumulated':
      return accumulatedUntil(chains, measure.of, timesOf(measure.until));
    case 'instant':
      return instantAt(chains, measure.of, measure.at);
    case 'reach':
      return reach(chains, measure);
    case 'mean-time-to':
      return meanTimeTo(chains, measure.target);
    case 'span':
      return span(chains, measure, measure.statistic, measure.until);
    case 'ratio':
      return ratio(chains, measure.of, measure.by, measure.until);
    case 'nines':
      return nines(chains, measure.of, measure.until);
  }
}

type Times = Extract<Bound, { kind: 'times' }>;

function timesOf(bound: Bound): Times {
  if (bound.kind === 'times') return bound;
  throw new NotApart('it ends with an event');
}

function steadyState(chains: PartChains, of: Reward): Prepared {
  const { mean } = gainOf(chains, of, undefined);
  const other = ofRateAlone(of, (rate) => complementOf(chains, rate, undefined));
  const [value, complement] = [meanIn(chains, mean), other && meanIn(chains, other)];
  return () => ({
    kind: 'value',
    value: value.at('long run'),
    ...(complement === undefined ? {} : { complement: complement.at('long run') }),
    ...inLongRun(chains),
  });
}

function averageUntil(chains: PartChains, of: Reward, { times, curve }: Times): Prepared {
  const horizon = Math.max(...times);
  const { mean, atStart } = gainOf(chains, of, horizon);
  const other = ofRateAlone(of, (rate) => complementOf(chains, rate, horizon));
  const [gained, missing] = [meanIn(chains, mean), other && meanIn(chains, other)];
  const point = (time: number): ExactPoint => ({
    value: (gained.until(time) + atStart) / time,
    ...(missing === undefined ? {} : { complement: missing.until(time) / time }),
  });
  return () =>
    overTime(
      chains,
      resultAt(times, curve, point, () => ''),
      gained.byQuadrature,
    );
}

function accumulatedUntil(chains: PartChains, of: Reward, { times, curve }: Times): Prepared {
  const { mean, atStart } = gainOf(chains, of, Math.max(...times));
  const gained = meanIn(chains, mean);
  const point = (time: number): ExactPoint => ({ value: gained.until(time) + atStart });
  return () =>
    overTime(
      chains,
      resultAt(times, curve, point, () => ''),
      gained.byQuadrature,
    );
}

function instantAt(chains: PartChains, of: Expression, { times, curve }: Times): Prepared {
  const horizon = Math.max(...times);
  const value = meanIn(chains, meanOf(chains, of, horizon));
  const other = complementOf(chains, of, horizon);
  const complement = other && meanIn(chains, other);
  const point = (time: number): ExactPoint => ({
    value: value.at(time),
    ...(complement === undefined ? {} : { complement: complement.at(time) }),
  });
  return () =>
    overTime(
      chains,
      resultAt(times, curve, point, () => ''),
      false,
    );
}

/** Where the target is never left again, being there is having reached it. */
function reach(chains: PartChains, { target, complement, within }: Extract<Measure, { kind: 'reach' }>): Prepared {
  const times = within === undefined ? undefined : timesOf(within);
  const horizon = times === undefined ? undefined : Math.max(...times.times);
  const [there, away] = kept(chains, target, horizon);
  const sides = (moment: number | 'long run'): ExactPoint => {
    const [yes, no] = [there.at(moment), away.at(moment)];
    return complement ? { value: no, complement: yes } : { value: yes, complement: no };
  };
  if (times === undefined) return () => ({ kind: 'value', ...sides('long run'), ...inLongRun(chains) });
  return () =>
    overTime(
      chains,
      resultAt(times.times, times.curve, sides, () => ''),
      false,
    );
}

/** The probabilities of being where a target is true, and where not. Throws a NotApart for a target that can be left. */
function kept(chains: PartChains, target: Expression, horizon: number | undefined): [Mean, Mean] {
  const terms = new JointTerms(chains, chains.divider.divided(target), horizon);
  if (crossings(chains, terms, false).possible) {
    throw new NotApart('what is reached may be left again: the first time hangs on the course of all parts');
  }
  const looked = lookAt(chains, target, horizon);
  return [
    meanIn(
      chains,
      looked.mean((value) => (value !== 0 ? 1 : 0)),
    ),
    meanIn(
      chains,
      looked.mean((value) => (value === 0 ? 1 : 0)),
    ),
  ];
}

function meanTimeTo(chains: PartChains, target: Expression): Prepared {
  const [, away] = kept(chains, target, Infinity);
  return () => {
    const never = away.at('long run');
    const value = never > 0 ? Infinity : meanSurvival((time) => away.at(time), chains.solved, chains.fastest);
    return overTime(chains, { kind: 'value', value, method: '' }, true);
  };
}

function ratio(chains: PartChains, of: Reward, by: Reward, until: number | undefined): Prepared {
  const [above, below] = [of, by].map((reward) => {
    const { mean, atStart } = gainOf(chains, reward, until);
    const gained = meanIn(chains, mean);
    const amount = () => (until === undefined ? gained.at('long run') : gained.until(until) + atStart);
    return { amount, byQuadrature: gained.byQuadrature };
  }) as [Gained, Gained];
  return () => {
    const divisor = below.amount();
    if (divisor === 0) {
      const when = until === undefined ? 'in the long run' : `until ${until}`;
      throw new ExactRefusal(`what it is divided by is 0 ${when}`, 'divide by something that happens');
    }
    const value = above.amount() / divisor;
    if (until === undefined) return { kind: 'value', value, ...inLongRun(chains) };
    return overTime(chains, { kind: 'value', value, method: '' }, above.byQuadrature || below.byQuadrature);
  };
}

interface Gained {
  readonly amount: () => number;
  readonly byQuadrature: boolean;
}

function nines(chains: PartChains, of: Expression, until: number | undefined): Prepared {
  const missing = meanIn(
    chains,
    lookAt(chains, of, until).mean((value) => 1 - value),
  );
  if (until === undefined) {
    return () => ({ kind: 'value', value: ninesOf(missing.at('long run')), ...inLongRun(chains) });
  }
  return () => {
    const value = ninesOf(missing.until(until) / until);
    return overTime(chains, { kind: 'value', value, method: '' }, missing.byQuadrature);
  };
}

/** How often a span begins, and how long one lasts in the mean: what is inside over how often it begins. */
function span(chains: PartChains, spans: MeasuredSpans, statistic: SpanStatistic, until: number | undefined): Prepared {
  const { condition, of } = whileSpan(chains.net, spans);
  if (statistic.kind === 'quantile') throw new NotApart('a quantile hangs on the course of all parts');
  const terms = new JointTerms(chains, chains.divider.divided(condition), until);
  const begun = meanIn(chains, { gains: crossings(chains, terms, true).amounts, losses: [] });
  if (statistic.kind === 'count') {
    if (until === undefined) return () => ({ kind: 'value', value: begun.at('long run'), ...inLongRun(chains) });
    const open = meanIn(
      chains,
      lookAt(chains, condition, until).mean((value) => (value !== 0 ? 1 : 0)),
    );
    return () => {
      const value = open.at(0) + begun.until(until);
      return overTime(chains, { kind: 'value', value, method: '' }, begun.byQuadrature);
    };
  }
  if (until !== undefined) throw new NotApart('which spans have ended by a time hangs on the course of all parts');
  const inside: Expression = { kind: 'call', function: 'if', arguments: [condition, of ?? number(1), number(0)] };
  const total = meanIn(chains, meanOf(chains, inside, undefined));
  return () => {
    const frequency = begun.at('long run');
    if (frequency === 0) throw new ExactRefusal('no passage begins in the long run', 'ask for one that happens');
    return { kind: 'value', value: total.at('long run') / frequency, ...inLongRun(chains) };
  };
}

function meanIn(chains: PartChains, of: Signed): Mean {
  return new Mean(of, chains.fastest);
}

/** What can be said of a reward that gains nothing at firings. */
function ofRateAlone<T>({ rate, impulses }: Reward, make: (rate: Expression) => T): T | undefined {
  return rate === undefined || impulses.length > 0 ? undefined : make(rate);
}
