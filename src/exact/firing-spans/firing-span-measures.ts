import type { Measure, Net, Reward } from '../../net/net.js';
import { labelled } from '../attempt.js';
import { ExactRefusal } from '../explore/refusal.js';
import { iterationNotes } from '../iteration-notes.js';
import type { ExactResult } from '../result.js';
import { FiringSpanChain, type FiringSpanOptions, type PassageSums } from './firing-span.js';
import type { FiringSpan } from './marked-net.js';

type SpanMeasure = Extract<Measure, { kind: 'span' }>;

/** The spans of a measure, all of which begin and end at firings; undefined where one does not. */
export function firingSpansOf(net: Net, { span, others = [] }: SpanMeasure): readonly FiringSpan[] | undefined {
  const spans = [span, ...others].map((index) => net.spans[index]);
  const found = spans.flatMap((one) => (one?.kind === 'from-to' ? [one] : []));
  return found.length === spans.length ? found : undefined;
}

/** Solves measures of spans that begin and end at firings, each span on a chain of its own. */
export class FiringSpanMeasures {
  private readonly chains = new Map<FiringSpan, FiringSpanChain>();
  private readonly known = new Map<FiringSpanChain, Map<number, PassageSums>>();

  constructor(
    private readonly net: Net,
    private readonly options: FiringSpanOptions,
    /** What is gained of a reward up to a time. */
    private readonly accumulated: (of: Reward, until: number) => number,
  ) {}

  /** Throws an ExactRefusal where the measure has no value, or none that is solved. */
  solve({ statistic, until }: SpanMeasure, spans: readonly FiringSpan[]): ExactResult {
    if (statistic.kind === 'quantile') {
      const what = 'a quantile of passages that begin and end at firings is not solved';
      throw new ExactRefusal(what, 'ask for their mean, or simulate');
    }
    const chains = spans.map((span) => this.chainOf(span));
    const sums = chains.map((chain) => (until === undefined ? chain.perTime : this.sumsUntil(chain, until)));
    const [begun, ended, gathered] = (['begun', 'ended', 'gathered'] as const).map((key) =>
      sums.reduce((sum, one) => sum + one[key], 0),
    ) as [number, number, number];
    const approximations = [...new Set(chains.flatMap((chain) => chain.approximations))];
    const solved = (value: number): ExactResult => {
      const told = until === undefined ? longRunNotes(chains) : { method: 'uniformisation' };
      return labelled({ kind: 'value', value, ...told }, approximations);
    };
    if (statistic.kind === 'count') return solved(begun);
    if (statistic.kind === 'mean') {
      if (ended > 0) return solved(gathered / ended);
      const when = until === undefined ? 'in the long run' : `by ${until}`;
      throw new ExactRefusal(`no passage ends ${when}`, 'ask for one that happens');
    }
    if (statistic.kind !== 'total' || until === undefined) throw new Error('a total without a time');
    const { and, per = until } = statistic;
    const besides = and === undefined ? 0 : this.accumulated(and, until);
    return solved(((gathered + besides) * per) / until);
  }

  private chainOf(span: FiringSpan): FiringSpanChain {
    const chain = this.chains.get(span) ?? new FiringSpanChain(this.net, span, this.options);
    this.chains.set(span, chain);
    return chain;
  }

  private sumsUntil(chain: FiringSpanChain, until: number): PassageSums {
    const known = this.known.get(chain) ?? new Map<number, PassageSums>();
    this.known.set(chain, known);
    const sums = known.get(until) ?? chain.until(until);
    known.set(until, sums);
    return sums;
  }
}

function longRunNotes(chains: readonly FiringSpanChain[]): {
  readonly method: string;
  readonly notes?: readonly string[];
} {
  const solved = chains.map(({ longRun }) => longRun);
  const notes = [...new Set(solved.flatMap(iterationNotes))];
  const method = solved.some((one) => one.method === 'multilevel') ? 'multilevel' : 'elimination';
  return notes.length === 0 ? { method } : { method, notes };
}
