import { CompletedDurations } from '../chain/completed-durations.js';
import { completedVisits } from '../chain/completed-visits.js';
import { bisected } from '../chain/quantile.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Prepared } from './horizon-measures.js';
import type { Solving } from './solving.js';
import { type SpanStatistic, whileSpan } from './span-kinds.js';

/** Over the passages of a while span that begin (count) or end (mean, quantile) by a time. */
export function spanUntil(solving: Solving, span: number, statistic: SpanStatistic, until: number): Prepared {
  const { condition, of } = whileSpan(solving.net, span);
  const { chain, initial } = solving.explored;
  const inside = solving.states.set(condition);
  const crossing = crossingRates(solving, inside, statistic.kind === 'count');
  const crossings = solving.transients.request(crossing, until);
  if (statistic.kind === 'count') {
    const open = initial.reduce((sum, weight, i) => (inside[i] !== 0 ? sum + weight : sum), 0);
    return () => ({ kind: 'value', value: open + crossings.accumulated(until), method: solving.transients.method });
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
    return () => {
      const totals =
        completedVisits(chain, initial, inside, gain, until, solving.workMost) -
        completedVisits(chain, initial, inside, loss, until, solving.workMost);
      return { kind: 'value', value: totals / ended(), method: 'uniformisation' };
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

/** Rate of entering (or leaving) the set from each state. */
function crossingRates(solving: Solving, inside: Uint8Array, entering: boolean): Float64Array {
  const { rowStart, target, rate } = solving.explored.chain;
  return Float64Array.from(inside, (member, i) => {
    if ((member !== 0) === entering) return 0;
    let sum = 0;
    for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
      if ((inside[target[p] as number] !== 0) === entering) sum += rate[p] as number;
    }
    return sum;
  });
}
