import { type RowLayout, type RunPlan, rowLayout } from '../kernel/plan.js';
import type { Expression } from '../net/expression/expression.js';
import type { Reward, Span } from '../net/net.js';
import type { TallySpec } from './tallies/tally.js';

/** Measures that can share their trials, because the same thing ends a trial. */
export interface PlannedRun {
  readonly kind: 'horizon' | 'passage' | 'passage-before' | 'long-run';
  /** What ends a trial, in words: "1 y", "first passage". */
  readonly title: string;
  readonly plan: RunPlan;
  readonly layout: RowLayout;
  readonly measures: readonly PlannedMeasure[];
  /** Said in every result of the run. */
  readonly notes: readonly string[];
}

export interface PlannedMeasure {
  readonly name: string;
  readonly unit: string;
  /** Which columns of the run's rows the measure reads, and what it makes of them. */
  readonly tally: TallySpec;
}

type Later<Value> = (layout: RowLayout) => Value;

/**
 * Collects what the measures of one run record. Equal records are shared; records that differ in any way are kept apart, so
 * that a further measure changes no column of another.
 */
export class RunDraft {
  private readonly rewards: { reward: Reward; at: readonly number[] }[] = [];
  private readonly instants: { of: Expression; at: readonly number[] }[] = [];
  private readonly finals: Expression[] = [];
  private readonly spans: { span: Span; from: number; until: number; sink: boolean }[] = [];
  private readonly measures: { name: string; unit: string; tally: Later<TallySpec> }[] = [];

  constructor(
    readonly kind: PlannedRun['kind'],
    public horizon: number,
    private readonly until?: Expression,
  ) {}

  /** First column of the reward's values at the times, then at the end. */
  reward(reward: Reward, at: readonly number[]): Later<number> {
    const index = share(this.rewards, { reward, at });
    return (layout) => column(layout.rewards, index);
  }

  instant(of: Expression, at: readonly number[]): Later<number> {
    const index = share(this.instants, { of, at });
    return (layout) => column(layout.instants, index);
  }

  final(of: Expression): Later<number> {
    const index = share(this.finals, of);
    return (layout) => column(layout.finals, index);
  }

  span(span: Span, from: number, until: number, sink: boolean): { index: number; first: Later<number> } {
    const index = share(this.spans, { span, from, until, sink });
    return { index, first: (layout) => column(layout.spans, index) };
  }

  measure(measure: { readonly name: string; readonly unit: string }, tally: Later<TallySpec>): void {
    this.measures.push({ name: measure.name, unit: measure.unit, tally });
  }

  finish(title: string, notes: readonly string[] = []): PlannedRun {
    const { kind, horizon, until, rewards, instants, finals, spans } = this;
    const plan: RunPlan = { horizon, ...(until === undefined ? {} : { until }), rewards, instants, finals, spans };
    const layout = rowLayout(plan);
    const measures = this.measures.map(({ name, unit, tally }) => ({ name, unit, tally: tally(layout) }));
    return { kind, title, plan, layout, measures, notes };
  }
}

/** Index of a record equal to `record`, added when there is none. */
function share<Record>(records: Record[], record: Record): number {
  const text = JSON.stringify(record);
  const found = records.findIndex((each) => JSON.stringify(each) === text);
  return found >= 0 ? found : records.push(record) - 1;
}

function column(columns: readonly number[], index: number): number {
  const first = columns[index];
  if (first === undefined) throw new RangeError(`planned run: no record ${index} among ${columns.length}`);
  return first;
}
