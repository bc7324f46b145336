import { CompletedDurations } from '../chain/completed-durations.js';
import { completedVisits } from '../chain/completed-visits.js';
import { bisected } from '../chain/quantile.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Prepared } from './horizon-measures.js';
import type { Solving } from './solving.js';
import { type MeasuredSpans, type SpanStatistic, whileSpan } from './span-kinds.js';

/** Over the passages of a while span that begin (count) or end (mean, total, quantile) by a time. */
export function spanUntil(solving: Solving, span: MeasuredSpans, statistic: SpanStatistic, until: number): Prepared {
  const { condition, of } = whileSpan(solving.net, span);
  const { chain, initial, isChain } = solving.process;
  const inside = solving.states.set(condition);
  const crossing = solving.process.crossings(condition, statistic.kind === 'count');
  const crossings = solving.transients.request(crossing, until);
  if (statistic.kind === 'count') {
    const open = initial.reduce((sum, weight, i) => (inside[i] !== 0 ? sum + weight : sum), 0);
    return () => ({ kind: 'value', value: open + crossings.accumulated(until), method: solving.transients.method });
  }
  if (!isChain) {
    throw new ExactRefusal(
      'beside fixed delays and calendars, how long passages last that end by a given time is not solved',
      'ask for the long run, fit phases to the delays, or simulate',
    );
  }
  const ended = (): number => {
    const count = crossings.accumulated(until);
    if (count === 0) throw new ExactRefusal(`no passage ends by ${until}`, 'ask for one that happens');
    return count;
  };
  if (statistic.kind !== 'quantile') {
    const values = of === undefined ? new Float64Array(inside.length).fill(1) : solving.states.values(of);
    const [gain, loss] = [1, -1].map((sign) => values.map((value) => Math.max(sign * value, 0))) as [
      Float64Array,
      Float64Array,
    ];
    const besides = totalGained(solving, statistic, until);
    return () => {
      const totals =
        completedVisits(chain, initial, inside, gain, until, solving.workMost) -
        completedVisits(chain, initial, inside, loss, until, solving.workMost);
      return { kind: 'value', value: besides?.(totals) ?? totals / ended(), method: 'uniformisation' };
    };
  }
  if (of !== undefined) throw new ExactRefusal('a quantile of an integral over a span is not solved', 'simulate');
  const { probability } = statistic;
  return () => {
    const allowed = ended() * (1 - probability);
    const durations = new CompletedDurations(chain, initial, inside, until, solving.workMost);
    const value = bisected({
      scale: Math.min(until / 2, until / ended()) / 4,
      most: until,
      reached: (duration) => durations.longer(duration) <= allowed,
      narrowed: (high) => durations.restrict(high),
    });
    return { kind: 'value', value, method: 'uniformisation' };
  };
}

/** What a total makes of the sum of its passages; undefined for another statistic. */
function totalGained(
  solving: Solving,
  statistic: SpanStatistic,
  until: number,
): ((passages: number) => number) | undefined {
  if (statistic.kind !== 'total') return undefined;
  const { and, per = until } = statistic;
  const gained = and && solving.states.reward(and);
  const course = gained && solving.transients.request(gained, until);
  return (passages) => ((passages + (course?.accumulated(until) ?? 0) + (gained?.atStart ?? 0)) * per) / until;
}
