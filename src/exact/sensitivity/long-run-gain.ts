import type { Chain } from '../chain/chain.js';
import { longRun } from '../chain/long-run.js';
import type { Adjoint } from './adjoint.js';
import { gainAndLoss, potentials } from './potentials.js';
import { gainUntilStop, mostTime } from './until-stop.js';

/** What a chain gains at `rate` per unit of time in the long run, over all closed classes. */
export function longRunGain(
  chain: Chain,
  initial: Float64Array,
  rate: Float64Array,
): Adjoint & { readonly method: string } {
  const { probability, classes, method } = longRun(chain, initial);
  const potential = new Float64Array(chain.stateCount);
  const means = new Float64Array(chain.stateCount);
  const closed = new Uint8Array(chain.stateCount);
  let value = 0;
  for (const { states, probability: share } of classes) {
    const gained = states.reduce((sum, i) => sum + (probability[i] as number) * (rate[i] as number), 0);
    value += gained;
    const offsets = withinClass(chain, states, probability, rate, share);
    for (const i of states) {
      potential[i] = offsets[i] as number;
      means[i] = gained / share;
      closed[i] = 1;
    }
  }
  const ending =
    classes.length > 1
      ? gainUntilStop(
          chain,
          initial,
          closed,
          means.map(() => 0),
          means,
        )
      : undefined;
  const flow = (from: number, at: number): number => {
    if (closed[from] === 0) return ending?.flow(from, at) ?? 0;
    return (
      (probability[from] as number) * ((potential[chain.target[at] as number] as number) - (potential[from] as number))
    );
  };
  const start = ending?.potential === undefined ? {} : { potential: ending.potential };
  return { value, time: probability, flow, method, ...start };
}

/**
 * Relative to the state where most time is spent: gained until there, less the mean times the time it takes; all gains counted
 * from the gain in that state, so that what is rare is not lost beside what is usual.
 */
function withinClass(
  chain: Chain,
  states: Int32Array,
  probability: Float64Array,
  rate: Float64Array,
  share: number,
): Float64Array {
  const home = mostTime(states, probability);
  if (home === undefined) throw new Error('a closed class without states');
  const initial = new Float64Array(chain.stateCount);
  const passing = { chain, states: [...states], time: probability, initial };
  const usual = rate[home] as number;
  const unusual = rate.map((value) => value - usual);
  const mean = states.reduce((sum, i) => sum + (probability[i] as number) * (unusual[i] as number), 0) / share;
  const [gain, loss] = gainAndLoss(unusual);
  const [gained, lost, hours] = potentials(passing, home, [gain, loss, rate.map(() => 1)]) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return gained.map((value, i) => value - (lost[i] as number) - mean * (hours[i] as number));
}
