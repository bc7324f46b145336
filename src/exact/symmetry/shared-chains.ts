import type { Measure, Net } from '../../net/net.js';
import { observedBy } from '../measures/observed.js';
import { type Alike, AlikeMembers } from './alike.js';

/** Measures that are solved on one chain, in which alike members are one. */
export interface SharedChain {
  readonly measures: readonly Measure[];
  readonly alike: readonly Alike[];
}

/**
 * Divides the measures of a net among chains: a measure of one member tells it from the others, a measure of their sum does not.
 * Several lumped chains are taken only if together they are smaller than one chain for all.
 */
export function sharedChains(net: Net, measures: readonly Measure[], lump: boolean): SharedChain[] {
  if (measures.length === 0) return [];
  const members = lump ? new AlikeMembers(net) : undefined;
  if (members === undefined || members.groups.length === 0) return [{ measures, alike: [] }];
  const apart = new Map<string, { measures: Measure[]; alike: readonly Alike[] }>();
  for (const measure of measures) {
    const alike = members.seenBy(observedBy(net, measure));
    const key = alike.map((group) => group.members.map(({ places }) => places.join()).join(';')).join('|');
    const chain = apart.get(key) ?? { measures: [], alike };
    apart.set(key, chain);
    chain.measures.push(measure);
  }
  if (apart.size === 1) return [...apart.values()];
  const together = measures.reduce(
    (groups, measure) => members.within(groups, observedBy(net, measure)),
    members.groups,
  );
  const sizeApart = [...apart.values()].reduce((sum, { alike }) => sum + sizeRatio(alike), 0);
  return sizeApart < sizeRatio(together) ? [...apart.values()] : [{ measures, alike: together }];
}

/** About the share of the states that is left: one over the number of permutations of each group's members. */
function sizeRatio(alike: readonly Alike[]): number {
  let ratio = 1;
  for (const { members } of alike) for (let k = 2; k <= members.length; k++) ratio /= k;
  return ratio;
}
