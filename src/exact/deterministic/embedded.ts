import { ChainBuilder } from '../chain/chain.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Process } from '../process.js';
import { crossings } from './crossings.js';
import { followedRun, runBlocks } from './run-blocks.js';
import { byOrigin, type TimedStates } from './timed-states.js';
import type { Work } from './work.js';

const RUNS_MOST = 2_000;

/** What a kept state stands for: the mean time of its run in each state, and where it ends by ringing, both over the run's mean length. */
interface Run {
  readonly states: Int32Array;
  readonly shares: Float64Array;
  readonly rings: Float64Array;
}

/**
 * The Markov chain of the moments at which a run begins, and of the states in which none is on. Each moment e stands for the whole
 * run: mean time m_e = sum_s tau_es, what is looked at averaged with the times tau_es spent in the states s
 * meanwhile, and left to u at rate P(e, u) / m_e with
 *
 *     P(e, u) = sum_s tau_es R(s, u) + sum_s v_es F(s, u),
 *
 * v_es the probability to be in s when the run ends by ringing, R the moves by chance that renew, F those of the ringing. Long-run
 * averages and mean times are those of the process itself; what happens at a given time is not. tau and v are right to about 1e-15
 * of the run.
 *
 * Source: R. German, C. Lindemann (1994), "Analysis of stochastic Petri nets by the method of supplementary variables", and M. Ajmone Marsan,
 * G. Chiola (1987), "On Petri nets with deterministic and exponentially distributed firing times".
 */
export function embedded(states: TimedStates, work: Work): Process {
  const { runs, renewing, ringing, initial: starts } = states;
  const kept = [...new Set([...starts.keys(), ...renewing.to, ...ringing.to])].sort((a, b) => a - b);
  const position = new Map(kept.map((state, index) => [state, index]));
  if (kept.filter((state) => (runs[state] as number) > 0).length > RUNS_MOST) {
    throw new ExactRefusal(
      `between fixed delays or calendars there are more than ${RUNS_MOST} states to begin in`,
      'simulate, or model less detail',
    );
  }
  const leaves = byOrigin(renewing, states.count);
  const rings = byOrigin(ringing, states.count);
  const blocks = runBlocks(states);
  const builder = new ChainBuilder(1024);
  const through = kept.map((state, index): Run | undefined => {
    const go = (to: number, rate: number): void => builder.add(index, position.get(to) as number, rate);
    const followed = followedRun(blocks, state, work);
    if (followed === undefined) {
      for (const { to, weight } of leaves[state] ?? []) go(to, weight);
      return undefined;
    }
    const { spent, distribution } = followed;
    const mean = spent.reduce((sum, time) => sum + time, 0);
    for (const [place, s] of followed.states.entries()) {
      const time = spent[place] as number;
      const last = distribution[place] as number;
      if (time > 0) for (const { to, weight } of leaves[s] ?? []) go(to, (time * weight) / mean);
      if (last > 0) for (const { to, weight } of rings[s] ?? []) go(to, (last * weight) / mean);
    }
    const overMean = (value: number): number => value / mean;
    return { states: followed.states, shares: spent.map(overMean), rings: distribution.map(overMean) };
  });
  const averaged = (values: Float64Array): Float64Array =>
    Float64Array.from(kept, (state, index) => {
      const run = through[index];
      return run === undefined ? (values[state] as number) : weighed(run.states, run.shares, values);
    });
  const perTime = (byChance: Float64Array, byRinging: Float64Array): Float64Array =>
    averaged(byChance).map((rate, index) => {
      const run = through[index];
      return run === undefined ? rate : rate + weighed(run.states, run.rings, byRinging);
    });
  const initial = new Float64Array(kept.length);
  for (const [state, probability] of starts) initial[position.get(state) as number] = probability;
  return {
    net: states.net,
    chain: builder.build(kept.length),
    initial,
    isChain: false,
    impulses: states.gainedByChance.map((byChance, reward) => ({
      rate: perTime(byChance, states.gainedByRinging[reward] as Float64Array),
    })),
    impulsesAtStart: states.gainedAtStart,
    approximations: states.approximations,
    values: (expression) => averaged(states.values(expression)),
    crossings: (condition, entering) => {
      const { byChance, byRinging } = crossings(states, condition, entering);
      return { rate: perTime(byChance, byRinging) };
    },
    evolution: () => {
      throw new Error('what happens at a given time cannot be read off runs that are averaged over');
    },
  };
}

function weighed(states: Int32Array, weights: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (const [place, state] of states.entries()) sum += (weights[place] as number) * (values[state] as number);
  return sum;
}
