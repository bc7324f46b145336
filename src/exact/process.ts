import type { Expression } from '../net/expression/expression.js';
import { type Chain, stoppedIn } from './chain/chain.js';
import type { Evolution } from './chain/evolution.js';
import { type EvolutionOptions, evolve } from './chain/evolve.js';
import type { Explored } from './explore/explore.js';

/** Something gained by a state: per unit of time and, where things ring at moments known beforehand, at the ringing. */
export interface Gained {
  readonly rate: Float64Array;
  readonly atRinging?: Float64Array;
}

/**
 * What measures are read off: states, how they follow one another, and what is gained meanwhile. Where a state stands for a stretch of time, an
 * expression's value in it is the mean.
 */
export interface Process extends Omit<Explored, 'impulseRates'> {
  /** Whether `chain` alone says how it goes on. If not, only means over the long run and to a passage come of it. */
  readonly isChain: boolean;
  /** What impulses gain, of each reward. */
  readonly impulses: readonly Gained[];
  /** How often the states in which the condition holds are entered, or left. */
  crossings(condition: Expression, entering: boolean): Gained;
  /** How it goes on in time, stopped in some states. */
  evolution(gained: readonly Gained[], stop: Uint8Array | undefined, options: EvolutionOptions): Evolution;
}

/** A net that is a Markov chain. */
export function markovProcess(explored: Explored): Process {
  const { impulseRates, ...states } = explored;
  const { chain, initial } = states;
  return {
    ...states,
    isChain: true,
    impulses: impulseRates.map((rate) => ({ rate })),
    crossings: (condition, entering) => {
      const inside = Uint8Array.from(explored.values(condition), (value) => (value !== 0 ? 1 : 0));
      return { rate: crossingRates(chain, inside, entering) };
    },
    evolution: (gained, stop, options) => {
      const rates = gained.map(({ rate }) => rate);
      return evolve(stop === undefined ? chain : stoppedIn(chain, stop), initial, rates, options);
    },
  };
}

/** Rate of entering (or leaving) the set from each state. */
function crossingRates({ rowStart, target, rate }: Chain, inside: Uint8Array, entering: boolean): Float64Array {
  return Float64Array.from(inside, (member, i) => {
    if ((member !== 0) === entering) return 0;
    let sum = 0;
    for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
      if ((inside[target[p] as number] !== 0) === entering) sum += rate[p] as number;
    }
    return sum;
  });
}
