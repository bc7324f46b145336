import { type Chain, ChainBuilder } from '../chain/chain.js';
import type { Gained } from '../process.js';
import { LENGTH, POSITION } from './on-lattice.js';
import { byOrigin, type TimedStates } from './timed-states.js';

/** States whose runs begin at one position of a lattice and are as long, or all that are in no run. */
export interface Epoch {
  /** With those in no run that chance leads to meanwhile: they are kept to the end of the run. */
  readonly states: readonly number[];
  /** Length of the run; Infinity: none. */
  readonly steps: number;
  /** What chance does among them. */
  readonly chain: Chain;
  /** Of each gain the rate in each of the states. */
  readonly gained: readonly Float64Array[];
}

export interface Epochs {
  /** The epoch that a state belongs to, and its place there. */
  of(state: number): { readonly epoch: Epoch; readonly place: number };
}

/** Groups the states of a net on a lattice. */
export function epochs(states: TimedStates, gained: readonly Gained[]): Epochs {
  const { count, runs } = states;
  const positions = states.carried(POSITION);
  const lengths = states.carried(LENGTH);
  const members = new Map<string, number[]>();
  for (let state = 0; state < count; state++) {
    const key = runs[state] === 0 ? 'none' : `${positions[state]} ${lengths[state]}`;
    const together = members.get(key) ?? [];
    together.push(state);
    members.set(key, together);
  }
  const renewing = byOrigin(states.renewing, count);
  const homes = new Array<{ epoch: Epoch; place: number } | undefined>(count).fill(undefined);
  for (const [key, own] of members) {
    const ended = own.flatMap((state) => (runs[state] === 0 ? [] : (renewing[state] ?? []).map(({ to }) => to)));
    const together = [...new Set([...own, ...ended])];
    const steps = key === 'none' ? Infinity : (lengths[own[0] as number] as number);
    const epoch = epochOf(states, together, own.length, steps, gained, (state) => renewing[state] ?? []);
    for (const [place, state] of own.entries()) homes[state] = { epoch, place };
  }
  return {
    of(state) {
      const home = homes[state];
      if (home === undefined) throw new RangeError(`state ${state} of ${count}`);
      return home;
    },
  };
}

function epochOf(
  { onward }: TimedStates,
  states: readonly number[],
  /** How many of the states, from the first on, are left. */
  leftCount: number,
  steps: number,
  gained: readonly Gained[],
  renewing: (state: number) => readonly { to: number; weight: number }[],
): Epoch {
  const places = new Map(states.map((state, place) => [state, place]));
  const placeOf = (state: number): number => {
    const place = places.get(state);
    if (place === undefined) throw new Error(`chance leads from one run into another, to state ${state}`);
    return place;
  };
  const builder = new ChainBuilder(1024);
  for (const [place, state] of states.slice(0, leftCount).entries()) {
    for (let p = onward.rowStart[state] as number; p < (onward.rowStart[state + 1] as number); p++) {
      builder.add(place, placeOf(onward.target[p] as number), onward.rate[p] as number);
    }
    for (const { to, weight } of renewing(state)) builder.add(place, placeOf(to), weight);
  }
  const chain = builder.build(states.length);
  return {
    states,
    steps,
    chain,
    gained: gained.map(({ rate }) => Float64Array.from(states, (state) => rate[state] as number)),
  };
}
