import type { Expression } from '../net/expression/expression.js';
import { number } from '../net/expression/expression.js';
import type { Measure, Net, Reward } from '../net/net.js';
import { NOT_NEGATIVE, type Range } from './intervals/interval.js';
import type { Support } from './intervals/mean-interval.js';
import { isLogic } from './logic.js';
import { impulseMax, rangeOf, rewardRange } from './natural-range.js';
import { type PlannedRun, RunDraft } from './planned-run.js';
import type { Column, TallySpec } from './tallies/tally.js';
import { timeText } from './time-text.js';

type Of<Kind extends Measure['kind']> = Extract<Measure, { kind: Kind }>;

/** One run up to the largest time that any of the measures reads. */
export function planHorizon(net: Net, measures: readonly Measure[]): PlannedRun {
  const horizon = Math.max(...measures.flatMap(timesOf));
  const draft = new RunDraft('horizon', horizon);
  for (const measure of measures) planMeasure(net, draft, measure);
  return draft.finish(timeText(horizon, net.timeUnit));
}

function planMeasure(net: Net, draft: RunDraft, measure: Measure): void {
  const times = timesOf(measure);
  switch (measure.kind) {
    case 'average':
      planAverage(net, draft, measure, times);
      return;
    case 'accumulated':
      planAccumulated(net, draft, measure, times);
      return;
    case 'instant':
      planInstant(net, draft, measure);
      return;
    case 'ratio':
      planRatio(net, draft, measure, times);
      return;
    case 'nines':
      planNines(draft, measure, times);
      return;
    case 'span':
      planSpan(net, draft, measure, 0, times[0] ?? 0);
      return;
    default:
      throw new RangeError(`plan of a horizon: ${measure.name} is a ${measure.kind}`);
  }
}

function timesOf(measure: Measure): readonly number[] {
  switch (measure.kind) {
    case 'average':
    case 'accumulated':
      return measure.until.kind === 'times' ? measure.until.times : [];
    case 'instant':
      return measure.at.times;
    case 'ratio':
    case 'nines':
    case 'span':
      return measure.until === undefined ? [] : [measure.until];
    default:
      return [];
  }
}

function isCurve(measure: Of<'average'> | Of<'accumulated'>): boolean {
  return measure.until.kind === 'times' && measure.until.curve;
}

function planAverage(net: Net, draft: RunDraft, measure: Of<'average'>, times: readonly number[]): void {
  const cumulative = draft.reward(measure.of, times);
  // An average over no time is the value at its beginning.
  const initial = times.includes(0) ? draft.instant(measure.of.rate ?? number(0), [0]) : undefined;
  const range = rewardRange(net, measure.of);
  const quantum = impulseMax(net, measure.of);
  draft.measure(measure, (layout) => {
    const first = cumulative(layout);
    const values = times.map((time, index): Column => {
      return time === 0 && initial !== undefined
        ? { plus: initial(layout), divisor: 1 }
        : { plus: first + index, divisor: time };
    });
    const supports = times.map((time) => supportOf(range, quantum === undefined ? undefined : quantum / time));
    return meansOf(times, values, supports, isCurve(measure));
  });
}

function planAccumulated(net: Net, draft: RunDraft, measure: Of<'accumulated'>, times: readonly number[]): void {
  const cumulative = draft.reward(measure.of, times);
  const { low, high } = rewardRange(net, measure.of);
  const quantum = impulseMax(net, measure.of);
  draft.measure(measure, (layout) => {
    const first = cumulative(layout);
    const values = times.map((_, index): Column => ({ plus: first + index, divisor: 1 }));
    const supports = times.map((time) => {
      return supportOf({ low: low === 0 ? 0 : low * time, high: high === 0 ? 0 : high * time }, quantum);
    });
    return meansOf(times, values, supports, isCurve(measure));
  });
}

function planInstant(net: Net, draft: RunDraft, measure: Of<'instant'>): void {
  const { times, curve } = measure.at;
  const instant = draft.instant(measure.of, times);
  const range = rangeOf(net, measure.of);
  draft.measure(measure, (layout) => {
    const columns = times.map((_, index) => instant(layout) + index);
    if (isLogic(net, measure.of)) return { kind: 'proportions', at: times, columns, curve };
    const values = columns.map((plus): Column => ({ plus, divisor: 1 }));
    return meansOf(
      times,
      values,
      times.map(() => supportOf(range)),
      curve,
    );
  });
}

function planRatio(net: Net, draft: RunDraft, measure: Of<'ratio'>, times: readonly number[]): void {
  const of = draft.reward(measure.of, times);
  const by = draft.reward(measure.by, times);
  const range = ratioRange(net, measure.of, measure.by);
  draft.measure(measure, (layout) => ({
    kind: 'ratio',
    of: { plus: of(layout), divisor: 1 },
    by: { plus: by(layout), divisor: 1 },
    range,
  }));
}

function planNines(draft: RunDraft, measure: Of<'nines'>, times: readonly number[]): void {
  const up = draft.reward({ rate: measure.of, impulses: [] }, times);
  draft.measure(measure, (layout) => ({ kind: 'nines', value: { plus: up(layout), divisor: times[0] ?? 1 } }));
}

/** A span measure over passages that begin at `from` or later; a count is per unit of time when `perTime` says so. */
export function planSpan(
  net: Net,
  draft: RunDraft,
  measure: Of<'span'>,
  from: number,
  until: number,
  perTime = false,
): void {
  const span = net.spans[measure.span];
  if (span === undefined) throw new RangeError(`${measure.name}: no span ${measure.span} among ${net.spans.length}`);
  const { statistic, others = [] } = measure;
  const record = draft.span(span, from, until, statistic.kind === 'quantile');
  const more = others.flatMap((other) => {
    const beside = net.spans[other];
    return beside === undefined ? [] : [draft.span(beside, from, until, false)];
  });
  const divisor = perTime ? until - from : 1;
  const gained =
    statistic.kind === 'total' && statistic.and !== undefined ? draft.reward(statistic.and, [until]) : undefined;
  draft.measure(measure, (layout): TallySpec => {
    const first = record.first(layout);
    const also = more.map((beside) => beside.first(layout));
    const range = commonRange(
      [span, ...others.flatMap((other) => net.spans[other] ?? [])].map(({ of }) => spanRange(net, of)),
    );
    switch (statistic.kind) {
      case 'count':
        return meanOf({ plus: first, also, divisor }, { range: NOT_NEGATIVE, quantum: 1 / divisor });
      case 'mean':
        return { kind: 'span-mean', first, others: also, range };
      case 'total': {
        const further = [...also.map((other) => other + 2), ...(gained === undefined ? [] : [gained(layout)])];
        const sums = statistic.and === undefined ? [range] : [range, rewardRange(net, statistic.and)];
        const value = {
          plus: first + 2,
          also: further,
          divisor: statistic.per === undefined ? 1 : until / statistic.per,
        };
        return meanOf(value, { range: commonRange(sums.map(signOf)) });
      }
      case 'quantile':
        return { kind: 'span-quantile', span: record.index, first, probability: statistic.probability };
    }
  });
}

/** The total of a passage is not negative unless what is integrated over it can be. */
function spanRange(net: Net, of: Expression | undefined): Range {
  return of === undefined ? NOT_NEGATIVE : signOf(rangeOf(net, of));
}

/** A sum over any time is not negative unless what is gained can be. */
const signOf = ({ low }: Range): Range => (low >= 0 ? NOT_NEGATIVE : { low: -Infinity, high: Infinity });

const commonRange = (ranges: readonly Range[]): Range => ({
  low: Math.min(...ranges.map(({ low }) => low)),
  high: Math.max(...ranges.map(({ high }) => high)),
});

export function ratioRange(net: Net, of: Reward, by: Reward): Range {
  const signless = rewardRange(net, of).low >= 0 && rewardRange(net, by).low >= 0;
  return signless ? NOT_NEGATIVE : { low: -Infinity, high: Infinity };
}

export function supportOf(range: Range, quantum?: number): Support {
  return quantum === undefined ? { range } : { range, quantum };
}

function meanOf(value: Column, support: Support): TallySpec {
  return { kind: 'mean', value, support, untilSeen: false };
}

function meansOf(
  at: readonly number[],
  values: readonly Column[],
  supports: readonly Support[],
  curve: boolean,
): TallySpec {
  const [value] = values;
  const [support] = supports;
  if (curve || value === undefined || support === undefined) return { kind: 'means', at, values, supports };
  return meanOf(value, support);
}
