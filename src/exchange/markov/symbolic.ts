import { explore } from '../../exact/explore/explore.js';
import { ExactRefusal, StateError } from '../../exact/explore/refusal.js';
import { type Expression, number } from '../../net/expression/expression.js';
import type { Activity, Case, Effect, Net, Place, Timing } from '../../net/net.js';
import type { MarkovCommand, MarkovModel, MarkovReward } from './markov-model.js';
import { type Observed, observedOf } from './queries.js';

/** States among which a range is looked for. */
const STATES_MAX = 100_000;

/** A place without an upper bound holds at most this. */
export const VALUE_MAX = 2 ** 31 - 1;

/**
 * The net written down as it stands, a command an activity; undefined when an activity is not memoryless, so that only its
 * explored states make a chain.
 */
export function symbolicModel(net: Net): MarkovModel | undefined {
  const rates = net.activities.map(({ timing }) => memorylessRate(timing));
  if (rates.includes(undefined)) return undefined;
  const observed = observedOf(net);
  const commands = net.activities.map((activity, position) => commandOf(activity, rates[position] ?? number(0)));
  const { places, remarks } = boundedPlaces(net);
  return {
    name: net.name,
    remarks: [...remarks, ...observed.left],
    constants: net.constants,
    places,
    lets: net.lets,
    commands,
    rewards: rewardsOf(observed),
    queries: observed.queries,
  };
}

/** The rate of an activity that has no memory. */
export function memorylessRate(timing: Timing): Expression | undefined {
  if (timing.kind === 'rate') return timing.rate;
  if (timing.kind !== 'delay') return undefined;
  const { law, speed } = timing;
  const phases = law.bound?.phases;
  const [exit, second] = phases?.exit ?? [];
  if (exit === undefined || second !== undefined || phases?.next[0]?.[0] !== 0) return undefined;
  return speed === undefined ? number(exit) : { kind: 'binary', operator: '*', left: number(exit), right: speed };
}

function commandOf({ name, guard, cases }: Activity, rate: Expression): MarkovCommand {
  const shares = sharesOf(cases);
  const alternatives = cases.flatMap(({ effects }, position) => {
    const share = shares[position];
    if (share === undefined) return [];
    const isWhole = share.kind === 'number' && share.value === 1;
    return [{ rate: isWhole ? rate : times(rate, share), effects: changing(effects) }];
  });
  return { name, guard, alternatives };
}

/** The probability of each case; undefined for one that is never taken. */
function sharesOf(cases: readonly Case[]): (Expression | undefined)[] {
  const weights = cases.map(({ weight }) => weight);
  const numbers = weights.flatMap((weight) => (weight.kind === 'number' ? [weight.value] : []));
  if (numbers.length === weights.length) {
    const total = numbers.reduce((sum, weight) => sum + weight, 0);
    return numbers.map((weight) => (weight === 0 ? undefined : number(weight / total)));
  }
  if (weights.length === 1) return [number(1)];
  const total: Expression = { kind: 'call', function: 'sum', arguments: weights };
  return weights.map((weight) => ({ kind: 'binary', operator: '/', left: weight, right: total }));
}

const times = (left: Expression, right: Expression): Expression => ({ kind: 'binary', operator: '*', left, right });

const changing = (effects: readonly Effect[]): Effect[] =>
  effects.filter(({ place, value }) => value.kind !== 'place' || value.index !== place);

function rewardsOf({ rewards }: Observed): MarkovReward[] {
  return rewards.map(({ name, rate, impulses }) => ({
    name,
    rates: rate === undefined ? [] : [{ condition: number(1), value: rate }],
    impulses: impulses.map(({ activity, value }) => ({ command: activity, value })),
  }));
}

/** Places without a bound get the range they reach, if the states can be counted. */
function boundedPlaces(net: Net): { readonly places: readonly Place[]; readonly remarks: readonly string[] } {
  const open = net.places.filter(({ max }) => max === VALUE_MAX).map(({ name }) => name);
  if (open.length === 0) return { places: net.places, remarks: [] };
  try {
    const explored = explore(net, [], { statesMost: STATES_MAX });
    const places = net.places.map((place, index): Place => {
      if (place.max !== VALUE_MAX) return place;
      const values = explored.values({ kind: 'place', index });
      return { ...place, min: values.reduce((a, b) => Math.min(a, b)), max: values.reduce((a, b) => Math.max(a, b)) };
    });
    return { places, remarks: [`the range of ${open.join(', ')} is what its values reach`] };
  } catch (problem) {
    if (!(problem instanceof ExactRefusal) && !(problem instanceof StateError)) throw problem;
    return { places: net.places, remarks: [`${open.join(', ')} without a range: ${problem.message}`] };
  }
}
