import type { Expression } from '../../net/expression/expression.js';
import type { Reward } from '../../net/net.js';
import { passageQuantile } from '../chain/quantile.js';
import { expectation } from '../chain/rewards.js';
import { visits } from '../chain/visits.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { ExactResult } from '../result.js';
import { ninesOf } from './nines.js';
import type { Solving } from './solving.js';
import { type SpanStatistic, whileSpan } from './span-kinds.js';

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

export function longRunSpan(solving: Solving, span: number, statistic: SpanStatistic): ExactResult {
  const { condition, of } = whileSpan(solving.net, span);
  const { chain } = solving.explored;
  const { probability } = solving.longRun;
  const inside = solving.states.set(condition);
  const seen = visits(chain, probability, inside);
  if (statistic.kind === 'count') return { kind: 'value', value: seen.frequency, ...solving.longRunNotes };
  if (seen.mean === undefined || seen.duration === undefined) {
    throw new ExactRefusal('no passage begins in the long run', 'ask for one that happens');
  }
  if (statistic.kind !== 'quantile') {
    const value = of === undefined ? seen.mean : meanOver(solving, inside, of) / seen.frequency;
    return { kind: 'value', value, ...solving.longRunNotes };
  }
  if (of !== undefined) throw new ExactRefusal('a quantile of an integral over a span is not solved', 'simulate');
  const value = passageQuantile(seen.duration, statistic.probability, seen.mean);
  const { method, ...notes } = solving.longRunNotes;
  return { kind: 'value', value, method: `${method}, ${seen.duration.method}`, ...notes };
}

function meanOver(solving: Solving, inside: Uint8Array, of: Expression): number {
  const values = solving.states.values(of).map((value, i) => (inside[i] !== 0 ? value : 0));
  return expectation(solving.longRun.probability, values);
}
