import type { Expression } from '../../net/expression/expression.js';
import type { Bound, Measure, Net, Reward } from '../../net/net.js';
import type { Observed } from '../explore/relevant.js';

/** Everything that a measure looks at. */
export function observedBy(net: Net, measure: Measure): Observed {
  const impulses = rewardsOf(measure).flatMap((reward) => reward.impulses);
  return { expressions: expressionsOf(net, measure).filter((expression) => expression !== undefined), impulses };
}

export function rewardsOf(measure: Measure): Reward[] {
  switch (measure.kind) {
    case 'steady-state':
    case 'average':
    case 'accumulated':
      return [measure.of];
    case 'ratio':
      return [measure.of, measure.by];
    default:
      return [];
  }
}

function expressionsOf(net: Net, measure: Measure): (Expression | undefined)[] {
  switch (measure.kind) {
    case 'steady-state':
    case 'ratio':
      return rewardsOf(measure).map(({ rate }) => rate);
    case 'average':
    case 'accumulated':
      return [measure.of.rate, eventOf(measure.until)];
    case 'instant':
    case 'nines':
      return [measure.of];
    case 'reach':
      return [measure.target, eventOf(measure.within)];
    case 'mean-time-to':
      return [measure.target];
    case 'span': {
      const span = net.spans[measure.span];
      return span?.kind === 'while' ? [span.condition, span.of] : [];
    }
  }
}

function eventOf(bound: Bound | undefined): Expression | undefined {
  return bound?.kind === 'event' ? bound.event : undefined;
}
