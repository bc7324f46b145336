import { type Expression, number } from '../../net/expression/expression.js';
import type { Reward } from '../../net/net.js';
import { passageQuantile } from '../chain/quantile.js';
import { expectation } from '../chain/rewards.js';
import { visits } from '../chain/visits.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { ExactResult } from '../result.js';
import { ninesOf } from './nines.js';
import type { Solving } from './solving.js';
import { type MeasuredSpans, type SpanStatistic, whileSpan } from './span-kinds.js';

export function steadyState(solving: Solving, of: Reward): ExactResult {
  const { probability } = solving.longRun;
  const { rate, complement } = solving.states.reward(of);
  const other = complement === undefined ? {} : { complement: expectation(probability, complement) };
  return { kind: 'value', value: expectation(probability, rate), ...other, ...solving.longRunNotes };
}

export function longRunRatio(solving: Solving, of: Reward, by: Reward): ExactResult {
  const { probability } = solving.longRun;
  const above = expectation(probability, solving.states.reward(of).rate);
  const below = expectation(probability, solving.states.reward(by).rate);
  if (below === 0)
    throw new ExactRefusal('what it is divided by is 0 in the long run', 'divide by something that happens');
  return { kind: 'value', value: above / below, ...solving.longRunNotes };
}

export function longRunNines(solving: Solving, of: Expression): ExactResult {
  const { probability } = solving.longRun;
  const missing = solving.states.values(of).map((value) => 1 - value);
  return { kind: 'value', value: ninesOf(expectation(probability, missing)), ...solving.longRunNotes };
}

export function longRunSpan(solving: Solving, span: MeasuredSpans, statistic: SpanStatistic): ExactResult {
  const { condition, of } = whileSpan(solving.net, span);
  const { probability } = solving.longRun;
  const frequency = expectation(probability, solving.process.crossings(condition, true).rate);
  if (statistic.kind === 'count') return { kind: 'value', value: frequency, ...solving.longRunNotes };
  if (frequency === 0) throw new ExactRefusal('no passage begins in the long run', 'ask for one that happens');
  if (statistic.kind === 'quantile' && of !== undefined) {
    throw new ExactRefusal('a quantile of an integral over a span is not solved', 'simulate');
  }
  const gathered = solving.states.values(within(condition, of ?? number(1)));
  const mean = expectation(probability, gathered) / frequency;
  if (statistic.kind !== 'quantile') return { kind: 'value', value: mean, ...solving.longRunNotes };
  return durationQuantile(solving, condition, statistic.probability, mean);
}

function durationQuantile(solving: Solving, condition: Expression, quantile: number, mean: number): ExactResult {
  const { chain, isChain } = solving.process;
  if (!isChain) {
    throw new ExactRefusal(
      'beside fixed delays and calendars, quantiles of passages are not solved',
      'ask for their mean, fit phases to the delays, or simulate',
    );
  }
  const { duration } = visits(chain, solving.longRun.probability, solving.states.set(condition));
  if (duration === undefined) throw new Error('passages begin, but none lasts');
  const { method, ...notes } = solving.longRunNotes;
  const value = passageQuantile(duration, quantile, mean);
  return { kind: 'value', value, method: `${method}, ${duration.method}`, ...notes };
}

/** The value where the condition holds, else 0. */
function within(condition: Expression, value: Expression): Expression {
  return { kind: 'call', function: 'if', arguments: [condition, value, number(0)] };
}
