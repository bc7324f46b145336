import type { Expression } from './expression/expression.js';
import { lawExpressions } from './law.js';
import type { Activity, Bound, Measure, Net, Reward, Span, Timing } from './net.js';

/** Every expression that an evaluator of the net may read, in no order that matters. */
export function expressionsIn(net: Net): Expression[] {
  return [
    ...net.constants.map((constant) => constant.expression),
    ...net.lets.map((named) => named.expression),
    ...net.activities.flatMap(ofActivity),
    ...net.rewards.flatMap(ofReward),
    ...net.spans.flatMap(ofSpan),
    ...net.measures.flatMap(ofMeasure),
  ];
}

function ofActivity({ guard, timing, cases }: Activity): Expression[] {
  const outcomes = cases.flatMap(({ weight, effects }) => [weight, ...effects.map((effect) => effect.value)]);
  return [guard, ...ofTiming(timing), ...outcomes];
}

function ofTiming(timing: Timing): Expression[] {
  switch (timing.kind) {
    case 'immediate':
      return [];
    case 'rate':
      return [timing.rate];
    case 'delay':
      return [...lawExpressions(timing.law), ...present(timing.speed, timing.age)];
    case 'every':
      return [timing.period, timing.offset, ...present(timing.probability)];
    case 'at':
      return [...timing.times];
  }
}

function ofReward({ rate, impulses }: Reward): Expression[] {
  return [...present(rate), ...impulses.map((impulse) => impulse.value)];
}

function ofSpan(span: Span): Expression[] {
  return span.kind === 'while' ? [span.condition, ...present(span.of)] : present(span.of);
}

function ofMeasure(measure: Measure): Expression[] {
  switch (measure.kind) {
    case 'steady-state':
      return ofReward(measure.of);
    case 'average':
    case 'accumulated':
      return [...ofReward(measure.of), ...ofBound(measure.until)];
    case 'instant':
    case 'nines':
      return [measure.of];
    case 'reach':
      return [measure.target, ...ofBound(measure.within)];
    case 'mean-time-to':
      return [measure.target];
    case 'span':
      return measure.statistic.kind === 'total' && measure.statistic.and !== undefined
        ? ofReward(measure.statistic.and)
        : [];
    case 'ratio':
      return [...ofReward(measure.of), ...ofReward(measure.by)];
  }
}

const ofBound = (bound: Bound | undefined): Expression[] => (bound?.kind === 'event' ? [bound.event] : []);

const present = (...expressions: readonly (Expression | undefined)[]): Expression[] =>
  expressions.filter((expression) => expression !== undefined);
