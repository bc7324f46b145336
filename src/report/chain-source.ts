import { StateError } from '../exact/explore/refusal.js';
import type { ExactResult } from '../exact/result.js';
import { solveExact } from '../exact/solve.js';
import { shortestMean } from '../experiment/pilot.js';
import type { Measure, Net } from '../net/net.js';
import type { ExactSource } from './exact-source.js';

/**
 * Limits within which a chain is solved in some tenths of a second, decided from the net alone and never by a clock: the same
 * values are known on every machine. A measure up to a time is followed through about time / shortest delay jumps.
 */
const limits = { states: 3_000, statesTimed: 600, jumps: 100_000, statesOfManyJumps: 40 };

/** Exact values of a net's measures from its Markov chain, where it has one and that is cheap to solve. */
export function chainSource(net: Net): ExactSource {
  let results: ReadonlyMap<string, ExactResult> | undefined;
  return (measure, at) => {
    results ??= solveCheap(net);
    const result = results.get(measure);
    if (result === undefined || result.kind === 'refused') return undefined;
    const point = result.kind === 'value' ? result : result.points.find((each) => each.at === at);
    return point === undefined ? undefined : { value: point.value, method: `Markov chain, ${result.method}` };
  };
}

function solveCheap(net: Net): ReadonlyMap<string, ExactResult> {
  const shortest = shortestMean(net) ?? Number.POSITIVE_INFINITY;
  const byLimit = new Map<number, string[]>();
  for (const measure of net.measures) {
    const statesMost = statesAffordable(lastTime(measure), shortest);
    byLimit.set(statesMost, [...(byLimit.get(statesMost) ?? []), measure.name]);
  }
  return new Map([...byLimit].flatMap(([statesMost, measures]) => Object.entries(solve(net, measures, statesMost))));
}

function solve(net: Net, measures: readonly string[], statesMost: number): Record<string, ExactResult> {
  try {
    return solveExact(net, { measures, statesMost, transitionsMost: 20 * statesMost });
  } catch (error) {
    // The simulation meets the same forbidden state, and says so, or it is too rare to be met.
    if (error instanceof StateError) return {};
    throw error;
  }
}

function statesAffordable(time: number, shortest: number): number {
  if (time === 0) return limits.states;
  return time / shortest > limits.jumps ? limits.statesOfManyJumps : limits.statesTimed;
}

/** The last time that a measure looks at; 0 when it looks at none. */
function lastTime(measure: Measure): number {
  switch (measure.kind) {
    case 'average':
    case 'accumulated':
      return measure.until.kind === 'times' ? Math.max(...measure.until.times) : 0;
    case 'reach':
      return measure.within?.kind === 'times' ? Math.max(...measure.within.times) : 0;
    case 'instant':
      return Math.max(...measure.at.times);
    case 'span':
    case 'ratio':
    case 'nines':
      return measure.until ?? 0;
    default:
      return 0;
  }
}
