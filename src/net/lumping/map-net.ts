import type { Expression } from '../expression/expression.js';
import type { Bound, Law, LawParameter, Measure, Reward, Timing } from '../net.js';

/** What is done to each part of a net that is rewritten: its expressions, and impulses, whose activities may be others now. */
export interface Rewriting {
  expression(e: Expression): Expression;
  impulses(reward: Reward): Reward['impulses'];
}

export function rewrittenReward(reward: Reward, by: Rewriting): Reward {
  const impulses = by.impulses(reward);
  return reward.rate === undefined ? { impulses } : { rate: by.expression(reward.rate), impulses };
}

export function rewrittenTiming(timing: Timing, of: (e: Expression) => Expression): Timing {
  switch (timing.kind) {
    case 'immediate':
      return timing;
    case 'rate':
      return { ...timing, rate: of(timing.rate) };
    case 'delay':
      return {
        ...timing,
        law: rewrittenLaw(timing.law, of),
        ...(timing.speed === undefined ? {} : { speed: of(timing.speed) }),
        ...(timing.age === undefined ? {} : { age: of(timing.age) }),
      };
    case 'every':
      return {
        ...timing,
        period: of(timing.period),
        offset: of(timing.offset),
        ...(timing.probability === undefined ? {} : { probability: of(timing.probability) }),
      };
    case 'at':
      return { ...timing, times: timing.times.map(of) };
  }
}

function rewrittenLaw(law: Law, of: (e: Expression) => Expression): Law {
  return { ...law, parameters: law.parameters.map((parameter) => rewrittenParameter(parameter, of)) };
}

function rewrittenParameter(parameter: LawParameter, of: (e: Expression) => Expression): LawParameter {
  const one = (entry: Expression | Law): Expression | Law =>
    'distribution' in entry ? rewrittenLaw(entry, of) : of(entry);
  if (!Array.isArray(parameter)) return one(parameter as Expression | Law);
  return parameter.map((entry) => (Array.isArray(entry) ? entry.map(of) : one(entry))) as unknown as LawParameter;
}

export function rewrittenMeasure(measure: Measure, by: Rewriting): Measure {
  const reward = (of: Reward): Reward => rewrittenReward(of, by);
  const bound = <B extends Bound>(until: B): B =>
    until.kind === 'event' ? { ...until, event: by.expression(until.event) } : until;
  switch (measure.kind) {
    case 'steady-state':
      return { ...measure, of: reward(measure.of) };
    case 'average':
    case 'accumulated':
      return { ...measure, of: reward(measure.of), until: bound(measure.until) };
    case 'instant':
    case 'nines':
      return { ...measure, of: by.expression(measure.of) };
    case 'reach': {
      const target = by.expression(measure.target);
      return measure.within === undefined
        ? { ...measure, target }
        : { ...measure, target, within: bound(measure.within) };
    }
    case 'mean-time-to':
      return { ...measure, target: by.expression(measure.target) };
    case 'span': {
      const { statistic } = measure;
      if (statistic.kind !== 'total' || statistic.and === undefined) return measure;
      return { ...measure, statistic: { ...statistic, and: reward(statistic.and) } };
    }
    case 'ratio':
      return { ...measure, of: reward(measure.of), by: reward(measure.by) };
  }
}
