import { type Chain, startingIn } from '../chain/chain.js';
import { type Sojourn, sojourn } from '../chain/passage.js';
import { expectation } from '../chain/rewards.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Adjoint } from './adjoint.js';
import { gainAndLoss, potentials } from './potentials.js';

/**
 * What a chain gains at `rate` until it enters a state of `stop`, and by `terminal` there. In states that are kept for ever
 * nothing may be gained; there the terminal gain counts too.
 */
export function gainUntilStop(
  chain: Chain,
  initial: Float64Array,
  stop: Uint8Array,
  rate: Float64Array,
  terminal: Float64Array,
): Adjoint {
  const found = sojourn(chain, initial, stop);
  const { time } = found;
  const passing = states(time).filter((i) => time[i] !== Infinity && (time[i] as number) > 0);
  if (states(time).some((i) => time[i] === Infinity && rate[i] !== 0)) {
    throw new ExactRefusal('it goes on for ever: its mean is infinite', 'bound it by a time');
  }
  const value = gainOf(found, rate, terminal);
  const home = mostTime(passing, time);
  const finite = time.map((hours) => (hours === Infinity ? 0 : hours));
  if (home === undefined) return { value, time: finite, flow: () => 0, potential: terminal };
  const fromHome =
    initial[home] === 1 ? value : gainOf(sojourn(chain, startingIn(home, initial.length), stop), rate, terminal);
  const inside = Uint8Array.from(finite, (hours) => (hours > 0 ? 1 : 0));
  const leaving = flowOut(chain, inside, () => 1);
  const arriving = flowOut(chain, inside, (to) => terminal[to] as number);
  const [gain, loss] = gainAndLoss(arriving.map((flow, i) => flow + (rate[i] as number)));
  const [gained, lost, stopped] = potentials({ chain, states: passing, time, initial }, home, [
    gain,
    loss,
    leaving,
  ]) as [Float64Array, Float64Array, Float64Array];
  // Relative to home: gained on the way home, less what stopping on the way forgoes.
  const potential = terminal.map((gainThere, i) =>
    inside[i] === 0
      ? gainThere - fromHome
      : i === home
        ? 0
        : (gained[i] as number) - (lost[i] as number) - (stopped[i] as number) * fromHome,
  );
  const flow = (from: number, at: number): number =>
    inside[from] === 0
      ? 0
      : (time[from] as number) * ((potential[chain.target[at] as number] as number) - (potential[from] as number));
  return { value, time: finite, flow, potential };
}

function gainOf({ time, stopped, never }: Sojourn, rate: Float64Array, terminal: Float64Array): number {
  const finite = time.map((hours) => (hours === Infinity ? 0 : hours));
  const ends = stopped.map((share, i) => share + (never[i] as number));
  return expectation(finite, rate) + expectation(ends, terminal);
}

const states = (time: Float64Array): number[] => Array.from(time.keys());

/** The state in which most time is spent. */
export function mostTime(among: Iterable<number>, time: Float64Array): number | undefined {
  let most: number | undefined;
  for (const i of among) if (most === undefined || (time[i] as number) > (time[most] as number)) most = i;
  return most;
}

/** By state inside: rates of the transitions to states outside, weighed by where they lead. */
function flowOut({ rowStart, target, rate }: Chain, inside: Uint8Array, weight: (to: number) => number): Float64Array {
  return Float64Array.from(inside, (member, i) => {
    let sum = 0;
    if (member === 0) return sum;
    for (let at = rowStart[i] as number; at < (rowStart[i + 1] as number); at++) {
      const to = target[at] as number;
      if (inside[to] === 0) sum += (rate[at] as number) * weight(to);
    }
    return sum;
  });
}
