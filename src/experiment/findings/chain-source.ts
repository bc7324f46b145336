import { StateError } from '../../exact/explore/refusal.js';
import type { ExactResult } from '../../exact/result.js';
import { solveExact } from '../../exact/solve.js';
import type { Measure, Net } from '../../net/net.js';
import type { ExactSource } from './exact-source.js';

/**
 * Chains within these limits are solved in some tenths of a second. They count, and never look at a clock: the same values are
 * known on every machine. `ninefold exact` is there for larger ones.
 */
const limits = { statesMost: 3_000, transitionsMost: 60_000, workMost: 1e8 };

/** Exact values of a net's measures from its Markov chain, where it has one and that is cheap to solve. */
export function chainSource(net: Net, workMost = limits.workMost): ExactSource {
  let results: Readonly<Record<string, ExactResult>> | undefined;
  return (measure, at) => {
    results ??= solve(net, workMost);
    const result = results[measure];
    if (result === undefined || result.kind === 'refused') return undefined;
    const point = result.kind === 'value' ? result : result.points.find((each) => each.at === at);
    if (point === undefined) return undefined;
    const { value, complement } = point;
    return {
      value,
      ...(complement === undefined ? {} : { complement }),
      method: `Markov chain, ${result.method}`,
      ...(!Number.isFinite(value) && isMean(net, measure) ? { infiniteMean: true } : {}),
    };
  };
}

/** What trials or passages have on average; a quantile or a number of nines is infinite for what is not rare. */
function isMean({ measures }: Net, name: string): boolean {
  const means: readonly Measure['kind'][] = ['mean-time-to', 'accumulated', 'span'];
  return measures.some((measure) => measure.name === name && means.includes(measure.kind) && !isQuantile(measure));
}

function isQuantile(measure: Measure): boolean {
  return measure.kind === 'span' && measure.statistic.kind === 'quantile';
}

function solve(net: Net, workMost: number): Record<string, ExactResult> {
  try {
    return solveExact(net, { ...limits, workMost });
  } catch (error) {
    // The simulation meets the same forbidden state, and says so, or it is too rare to be met.
    if (error instanceof StateError) return {};
    throw error;
  }
}
