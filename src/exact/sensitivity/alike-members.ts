import { constantValues } from '../../net/constants.js';
import type { Measure, Net } from '../../net/net.js';
import { NotAlike } from '../explore/any-order.js';
import { type ExploreOptions, explore } from '../explore/explore.js';
import { StateError } from '../explore/refusal.js';
import { rewardsOf } from '../measures/observed.js';
import type { Alike } from '../symmetry/alike.js';
import { sharedChains } from '../symmetry/shared-chains.js';
import type { Parameter } from './parameters.js';

/**
 * Members that a measure does not tell apart whatever values the parameters have: two that merely have equal values are apart, for
 * a derivative is to one of them. None where the order of declaration tells members apart.
 */
export function alikeMembers(
  net: Net,
  measure: Measure,
  parameters: readonly Parameter[],
  options: ExploreOptions,
): readonly Alike[] {
  const generic = withDistinctValues(net, parameters);
  const [chain] = sharedChains(generic, [measure], true);
  const alike = chain?.alike ?? [];
  if (alike.length === 0) return alike;
  try {
    const impulses = rewardsOf(measure).map((reward) => reward.impulses);
    explore(generic, impulses, options, alike);
    return alike;
  } catch (problem) {
    if (problem instanceof NotAlike || problem instanceof StateError) return [];
    throw problem;
  }
}

/** Values become smaller, not larger, so that a probability of 1 stays one. */
function withDistinctValues(net: Net, parameters: readonly Parameter[]): Net {
  const moved = parameters.map(({ name, value }, k) => [name, value * (1 - (k + 1) * DISTINCT)] as const);
  const values = constantValues(net, new Map(moved));
  return { ...net, constants: net.constants.map((constant, k) => ({ ...constant, value: values[k] as number })) };
}

const DISTINCT = 2 ** -20;
