import { type Chain, ChainBuilder } from '../chain/chain.js';
import { sojourn } from '../chain/passage.js';

/** What a chain does in some of its states before it stops. */
export interface Passing {
  readonly chain: Chain;
  /** The states; transitions to any other stop the chain. */
  readonly states: readonly number[];
  /** Expected time in each state of the chain, > 0 in `states`. */
  readonly time: Float64Array;
  /** Weight with which it begins in each state. */
  readonly initial: Float64Array;
}

/**
 * Solves (-Q) v = g on the passing states without `reference`, for several g >= 0: v_i is what is gained at the rates g from state
 * i until the chain stops or comes to the reference.
 *
 * Turned around in time the chain has the rates t_i q_ij / t_j from j to i, t the expected times; t_i v_i is then the expected time in i
 * of the reversed chain started from the weights t_i g_i. So the solver for passages, which never subtracts, serves here as well
 * and small v keep their relative accuracy.
 *
 * Source: time reversal as in Kelly 1979, "Reversibility and stochastic networks", 1.7.
 */
export function potentials(passing: Passing, reference: number, gains: readonly Float64Array[]): Float64Array[] {
  const { chain, states, time, initial } = passing;
  const local = new Int32Array(chain.stateCount);
  for (const [r, i] of states.entries()) local[i] = r + 1;
  const builder = new ChainBuilder(chain.target.length);
  for (const [r, i] of states.entries()) {
    const own = time[i] as number;
    builder.add(r + 1, 0, (initial[i] as number) / own);
    for (let at = chain.rowStart[i] as number; at < (chain.rowStart[i + 1] as number); at++) {
      const j = chain.target[at] as number;
      const to = local[j] as number;
      if (to > 0) builder.add(to, r + 1, (own * (chain.rate[at] as number)) / (time[j] as number));
    }
  }
  const reversed = builder.build(states.length + 1);
  const stop = new Uint8Array(states.length + 1);
  stop[0] = 1;
  stop[local[reference] as number] = 1;
  return gains.map((gain) => {
    const weights = new Float64Array(states.length + 1);
    for (const [r, i] of states.entries())
      weights[r + 1] = i === reference ? 0 : (time[i] as number) * (gain[i] as number);
    const solved = sojourn(reversed, weights, stop);
    const values = new Float64Array(chain.stateCount);
    for (const [r, i] of states.entries()) {
      if (i !== reference) values[i] = (solved.time[r + 1] as number) / (time[i] as number);
    }
    return values;
  });
}

/** Rates that are gained, and those that are lost, apart. */
export function gainAndLoss(rate: Float64Array): [Float64Array, Float64Array] {
  return [rate.map((value) => Math.max(value, 0)), rate.map((value) => Math.max(-value, 0))];
}
