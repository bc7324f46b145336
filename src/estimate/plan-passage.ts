import type { Expression } from '../net/expression/expression.js';
import type { Measure, Net } from '../net/net.js';
import { NOT_NEGATIVE } from './intervals/interval.js';
import { impulseMax, rewardRange } from './natural-range.js';
import { ratioRange, supportOf } from './plan-horizon.js';
import { type PlannedRun, RunDraft } from './planned-run.js';
import { timeText } from './time-text.js';

/** One run whose trials end when `until` is seen, at the latest at the largest time asked for, if every measure has one. */
export function planPassages(net: Net, until: Expression, measures: readonly Measure[], cap = Infinity): PlannedRun {
  const draft = new RunDraft('passage', Math.max(...measures.map((measure) => latest(measure, cap))), until);
  for (const measure of measures) planMeasure(net, draft, measure);
  const limit = draft.horizon < Infinity ? `, at most ${timeText(draft.horizon, net.timeUnit)}` : '';
  return draft.finish(`first passage${limit}`);
}

function latest(measure: Measure, cap: number): number {
  return measure.kind === 'reach' && measure.within?.kind === 'times' ? Math.max(...measure.within.times) : cap;
}

function planMeasure(net: Net, draft: RunDraft, measure: Measure): void {
  const end = { plus: 0, divisor: 1 };
  switch (measure.kind) {
    case 'reach': {
      const { complement, within } = measure;
      const bound = within?.kind === 'times' ? within : { times: [Infinity], curve: false };
      draft.measure(measure, () => ({ kind: 'passage', times: bound.times, curve: bound.curve, complement }));
      return;
    }
    case 'mean-time-to':
      draft.measure(measure, () => ({ kind: 'mean', value: end, support: { range: NOT_NEGATIVE }, untilSeen: true }));
      return;
    case 'accumulated': {
      const total = draft.reward(measure.of, []);
      const { low, high } = rewardRange(net, measure.of);
      // There is no longest time, so any gain at all has no limit.
      const range = { low: low >= 0 ? 0 : -Infinity, high: high <= 0 ? 0 : Infinity };
      const support = supportOf(range, impulseMax(net, measure.of));
      draft.measure(measure, (layout) => {
        return { kind: 'mean', value: { plus: total(layout), divisor: 1 }, support, untilSeen: true };
      });
      return;
    }
    case 'average': {
      const total = draft.reward(measure.of, []);
      const range =
        measure.of.impulses.length === 0 ? rewardRange(net, measure.of) : ratioRange(net, measure.of, measure.of);
      draft.measure(measure, (layout) => ({ kind: 'ratio', of: { plus: total(layout), divisor: 1 }, by: end, range }));
      return;
    }
    default:
      throw new RangeError(`plan of a passage: ${measure.name} is a ${measure.kind}`);
  }
}

/** One run for each distinct pair of target and event: a trial ends at the first of them, its final value tells which. */
export function planPassageBefore(measures: readonly Measure[], cap = Infinity): PlannedRun[] {
  const drafts = new Map<string, RunDraft>();
  for (const measure of measures) {
    if (measure.kind !== 'reach' || measure.within?.kind !== 'event') {
      throw new RangeError(`plan of a passage before an event: ${measure.name} is none`);
    }
    const { target, complement } = measure;
    const until: Expression = { kind: 'binary', operator: '||', left: target, right: measure.within.event };
    const key = JSON.stringify(until);
    const draft = drafts.get(key) ?? new RunDraft('passage-before', cap, until);
    drafts.set(key, draft);
    const final = draft.final(target);
    draft.measure(measure, (layout) => ({ kind: 'passage-before', final: final(layout), complement }));
  }
  return [...drafts.values()].map((draft) => draft.finish('first of two events'));
}
