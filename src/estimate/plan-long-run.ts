import { type Expression, number } from '../net/expression/expression.js';
import type { Measure, Net, Reward, Span } from '../net/net.js';
import { longRunLength } from './long-run-length.js';
import { impulseMax, rewardRange } from './natural-range.js';
import { planSpan, ratioRange, supportOf } from './plan-horizon.js';
import { type PlannedRun, RunDraft } from './planned-run.js';
import type { PlanSettings } from './plans.js';
import type { Column } from './tallies/tally.js';
import { timeText } from './time-text.js';

export function isLongRun(measure: Measure): boolean {
  switch (measure.kind) {
    case 'steady-state':
      return true;
    case 'span':
    case 'ratio':
    case 'nines':
      return measure.until === undefined;
    default:
      return false;
  }
}

/**
 * One run of replications with deletion: each trial begins in the initial state, its first W is thrown away, the next L are
 * observed. Replications are independent, so intervals need no assumption on how fast correlation dies; what they do not see is the
 * bias that W leaves, see `longRunLength`.
 */
export function planLongRun(net: Net, measures: readonly Measure[], settings: PlanSettings): PlannedRun {
  const { warmUp, length, notes } = longRunLength(net, {
    warmUp: settings.warmUp ?? net.run.warmUp,
    length: settings.length ?? net.run.length,
    eventsPerTime: settings.eventsPerTime,
  });
  if (!(warmUp >= 0 && length > 0 && warmUp + length < Infinity)) {
    throw new RangeError(`long run: warm-up ${warmUp} and length ${length} must be finite, the length > 0`);
  }
  const draft = new RunDraft('long-run', warmUp + length);
  for (const measure of measures) planMeasure(net, draft, measure, warmUp, length);
  const short = (time: number): string => timeText(time, net.timeUnit);
  return draft.finish(`${short(length)} after ${short(warmUp)} of warm-up`, notes);
}

function planMeasure(net: Net, draft: RunDraft, measure: Measure, warmUp: number, length: number): void {
  switch (measure.kind) {
    case 'steady-state': {
      const quantum = impulseMax(net, measure.of);
      const support = supportOf(rewardRange(net, measure.of), quantum === undefined ? undefined : quantum / length);
      const columns = windowColumns(draft, measure.of, warmUp, length);
      draft.measure(measure, (layout) => {
        return { kind: 'mean', ...columns(layout), support, untilSeen: false };
      });
      return;
    }
    case 'nines': {
      const columns = windowColumns(draft, { rate: measure.of, impulses: [] }, warmUp, length);
      draft.measure(measure, (layout) => ({ kind: 'nines', ...columns(layout) }));
      return;
    }
    case 'ratio': {
      const of = windowColumns(draft, measure.of, warmUp, length);
      const by = windowColumns(draft, measure.by, warmUp, length);
      const range = ratioRange(net, measure.of, measure.by);
      draft.measure(measure, (layout) => ({ kind: 'ratio', of: of(layout).value, by: by(layout).value, range }));
      return;
    }
    case 'span': {
      const span = net.spans[measure.span];
      if (measure.statistic.kind === 'mean' && span?.kind === 'while' && measure.others === undefined)
        planMean(net, draft, measure, span, warmUp, length);
      else planSpan(net, draft, measure, warmUp, warmUp + length, true);
      return;
    }
    default:
      throw new RangeError(`plan of a long run: ${measure.name} is a ${measure.kind}`);
  }
}

/**
 * Mean passage of a while span: what is gained inside over how often one begins, both per unit of time (renewal reward). A mean of the
 * completed passages would favour the short ones, for the long ones are cut off more often; this needs no passage to be whole.
 */
function planMean(
  net: Net,
  draft: RunDraft,
  measure: Measure & { readonly kind: 'span' },
  span: Span & { readonly kind: 'while' },
  warmUp: number,
  length: number,
): void {
  const inside: Expression = {
    kind: 'call',
    function: 'if',
    arguments: [span.condition, span.of ?? number(1), number(0)],
  };
  const reward = { rate: inside, impulses: [] };
  const gained = windowColumns(draft, reward, warmUp, length);
  const record = draft.span(span, warmUp, warmUp + length, false);
  const range = ratioRange(net, reward, reward);
  draft.measure(measure, (layout) => ({
    kind: 'ratio',
    of: gained(layout).value,
    by: { plus: record.first(layout), divisor: length },
    range,
  }));
}

/** The reward per unit of time over the observed length, and over each half of it. */
function windowColumns(
  draft: RunDraft,
  reward: Reward,
  warmUp: number,
  length: number,
): (layout: PlannedRun['layout']) => { value: Column; halves: { first: Column; second: Column } } {
  const record = draft.reward(reward, [warmUp, warmUp + length / 2, warmUp + length]);
  return (layout) => {
    const start = record(layout);
    return {
      value: { plus: start + 2, minus: start, divisor: length },
      halves: {
        first: { plus: start + 1, minus: start, divisor: length / 2 },
        second: { plus: start + 2, minus: start + 1, divisor: length / 2 },
      },
    };
  };
}
