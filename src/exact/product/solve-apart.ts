import type { Measure, Net } from '../../net/net.js';
import { attempt, labelled } from '../attempt.js';
import type { Relevant } from '../explore/relevant.js';
import type { ExactResult, Refused } from '../result.js';
import type { Alike } from '../symmetry/alike.js';
import { prepareApart } from './apart-measures.js';
import { NotApart } from './not-apart.js';
import { PartChains, type PartOptions } from './part-chains.js';

/** A measure that independent parts do not give, and why. */
export interface Joint {
  readonly kind: 'joint';
  readonly reason: string;
}

/** Solves measures on the chains of a net's independent parts; says of the others why they take the joint chain. */
export function solveApart(
  net: Net,
  parts: readonly Relevant[],
  measures: readonly Measure[],
  options: PartOptions,
  alike: readonly Alike[],
): Map<string, ExactResult | Joint> {
  const results = new Map<string, ExactResult | Joint>();
  const chains = new PartChains(net, parts, measures, alike, options);
  const prepared = measures.map((measure) => [measure.name, apart(() => prepareApart(chains, measure))] as const);
  for (const [name, ready] of prepared) {
    const result = typeof ready === 'function' ? apart(ready) : ready;
    const approximations = new Set(chains.solved.flatMap(({ explored }) => explored.approximations));
    results.set(name, result.kind === 'joint' ? result : labelled(result, [...approximations]));
  }
  return results;
}

/** What a step gives, or why it is refused; what is not apart is for the joint chain. */
function apart<T>(step: () => T): T | Joint | Refused {
  return attempt((): T | Joint => {
    try {
      return step();
    } catch (problem) {
      if (problem instanceof NotApart) return { kind: 'joint', reason: problem.reason };
      throw problem;
    }
  });
}
