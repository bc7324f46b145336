import { advanced } from '../chain/advanced.js';
import { type Chain, ChainBuilder } from '../chain/chain.js';
import type { Explored } from '../explore/explore.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Moves, RenewingStates } from './explore-renewing.js';

const ENTRIES_MOST = 2_000;

/**
 * The Markov chain of the moments at which a fixed clock is set, and of the states in which none runs. Each moment e stands for the whole
 * run of its clock: mean time m_e = sum_s tau_es, what is looked at averaged with the times tau_es spent in the states s
 * meanwhile, and left to u at rate P(e, u) / m_e with
 *
 *     P(e, u) = sum_s tau_es R(s, u) + sum_s v_es F(s, u),
 *
 * v_es the probability to be in s when the clock rings, R the moves by chance that renew, F those of the ringing. Long-run
 * averages and mean times are those of the process itself; what happens at a given time is not.
 *
 * Source: R. German, C. Lindemann (1994), "Analysis of stochastic Petri nets by the method of supplementary variables", and M. Ajmone Marsan,
 * G. Chiola (1987), "On Petri nets with deterministic and exponentially distributed firing times".
 */
export function embedded(states: RenewingStates): Explored {
  const { count, runs, renewing, ringing } = states;
  const entered = new Set<number>();
  for (const to of [...states.initial.keys(), ...renewing.to, ...ringing.to]) entered.add(to);
  const kept = [...entered].sort((a, b) => a - b);
  const position = new Map(kept.map((state, index) => [state, index]));
  if (kept.filter((state) => (runs[state] as number) > 0).length > ENTRIES_MOST) {
    throw new ExactRefusal(`a fixed clock is set in more than ${ENTRIES_MOST} states`, 'simulate');
  }
  const during = subordinated(states);
  const leaves = byOrigin(renewing, count);
  const rings = byOrigin(ringing, count);
  const builder = new ChainBuilder(1024);
  /** Of each kept state: the time spent in each state during its visit, over the visit's mean; undefined: the state itself. */
  const shares: (Float64Array | undefined)[] = [];
  const ringsPerTime: (Float64Array | undefined)[] = [];
  for (const [index, state] of kept.entries()) {
    const length = runs[state] as number;
    const go = (to: number, rate: number): void => builder.add(index, position.get(to) as number, rate);
    if (length === 0) {
      for (const { to, weight } of leaves[state] ?? []) go(to, weight);
      shares.push(undefined);
      ringsPerTime.push(undefined);
      continue;
    }
    const start = new Float64Array(count + 1);
    start[state] = 1;
    const { distribution, spent } = advanced(during, start, length);
    let mean = 0;
    for (let s = 0; s < count; s++) mean += spent[s] as number;
    for (let s = 0; s < count; s++) {
      const time = spent[s] as number;
      const last = distribution[s] as number;
      if (time > 0) for (const { to, weight } of leaves[s] ?? []) go(to, (time * weight) / mean);
      if (last > 0) for (const { to, weight } of rings[s] ?? []) go(to, (last * weight) / mean);
    }
    shares.push(spent.subarray(0, count).map((time) => time / mean));
    ringsPerTime.push(distribution.subarray(0, count).map((probability) => probability / mean));
  }
  const averaged = (values: Float64Array): Float64Array =>
    Float64Array.from(kept, (state, index) => weighed(shares[index], values) ?? (values[state] as number));
  const initial = new Float64Array(kept.length);
  for (const [state, probability] of states.initial) initial[position.get(state) as number] = probability;
  return {
    net: states.net,
    chain: builder.build(kept.length),
    initial,
    impulseRates: states.gainedByChance.map((byChance, reward) => {
      const rates = averaged(byChance);
      const atRinging = states.gainedByRinging[reward] as Float64Array;
      return rates.map((rate, index) => rate + (weighed(ringsPerTime[index], atRinging) ?? 0));
    }),
    impulsesAtStart: states.gainedAtStart,
    approximations: [],
    values: (expression) => averaged(states.values(expression)),
  };
}

/** What runs while a fixed clock does, with one more state for having left it. */
function subordinated({ count, onward, renewing, runs }: RenewingStates): Chain {
  const builder = new ChainBuilder(1024);
  for (let from = 0; from < count; from++) {
    for (let p = onward.rowStart[from] as number; p < (onward.rowStart[from + 1] as number); p++) {
      builder.add(from, onward.target[p] as number, onward.rate[p] as number);
    }
  }
  for (const [index, from] of renewing.from.entries()) {
    if ((runs[from] as number) > 0) builder.add(from, count, renewing.weight[index] as number);
  }
  return builder.build(count + 1);
}

function byOrigin(moves: Moves, count: number): (readonly { to: number; weight: number }[] | undefined)[] {
  const lists = new Array<{ to: number; weight: number }[] | undefined>(count).fill(undefined);
  for (const [index, from] of moves.from.entries()) {
    const list = lists[from] ?? [];
    list.push({ to: moves.to[index] as number, weight: moves.weight[index] as number });
    lists[from] = list;
  }
  return lists;
}

function weighed(shares: Float64Array | undefined, values: Float64Array): number | undefined {
  if (shares === undefined) return undefined;
  let sum = 0;
  for (let state = 0; state < values.length; state++) sum += (shares[state] as number) * (values[state] as number);
  return sum;
}
