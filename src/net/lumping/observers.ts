import type { Expression } from '../expression/expression.js';
import type { Measure, Net, Reward } from '../net.js';

/** What watches a net, by the name under which a user knows it. */
export interface Observer {
  readonly name: string;
  readonly expressions: readonly Expression[];
  readonly rewards: readonly Reward[];
}

/** All that watches a net, but for the activities that spans begin and end with. */
export function observersOf(net: Net): Observer[] {
  return [
    ...net.rewards.map((reward) => observer(`the reward ${reward.name}`, [], [reward])),
    ...net.spans.map((span) =>
      observer(`the span ${span.name}`, [span.of, span.kind === 'while' ? span.condition : undefined], []),
    ),
    ...net.measures.map(ofMeasure),
  ];
}

function ofMeasure(measure: Measure): Observer {
  const name = `the measure ${measure.name}`;
  switch (measure.kind) {
    case 'steady-state':
      return observer(name, [], [measure.of]);
    case 'average':
    case 'accumulated':
      return observer(name, [measure.until.kind === 'event' ? measure.until.event : undefined], [measure.of]);
    case 'instant':
    case 'nines':
      return observer(name, [measure.of], []);
    case 'reach':
      return observer(name, [measure.target, measure.within?.kind === 'event' ? measure.within.event : undefined], []);
    case 'mean-time-to':
      return observer(name, [measure.target], []);
    case 'span': {
      const { statistic } = measure;
      return observer(name, [], statistic.kind === 'total' && statistic.and !== undefined ? [statistic.and] : []);
    }
    case 'ratio':
      return observer(name, [], [measure.of, measure.by]);
  }
}

function observer(
  name: string,
  expressions: readonly (Expression | undefined)[],
  rewards: readonly Reward[],
): Observer {
  const rates = rewards.map(({ rate }) => rate);
  return { name, expressions: [...expressions, ...rates].filter((e) => e !== undefined), rewards };
}
