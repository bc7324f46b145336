import { sojourn } from '../chain/passage.js';
import { quadrature } from './amount.js';
import { NotApart } from './not-apart.js';
import type { PartChain } from './part-chain.js';

/** What may be left out of a mean time, relative to it. */
const TAIL_MOST = 1e-13;
/** Jumps of the fastest part, at most, after which a chain is still followed. */
const JUMPS_MOST = 1e12;

/**
 * The integral of a survival function of independent parts, each of which ends in a state that it never leaves. When all have ended the
 * time is over, so that what is left at t is at most S(t) M, M the sum over the parts of the mean times to their ends from
 * wherever they are: the integral stops where that no longer counts.
 */
export function meanSurvival(survival: (time: number) => number, chains: readonly PartChain[], rate: number): number {
  const longest = chains.reduce((sum, chain) => sum + timeToEnd(chain), 0);
  let mean = 0;
  for (let from = 0; ; ) {
    const to = from === 0 ? 1 / rate : 2 * from;
    if (!(to * rate <= JUMPS_MOST))
      throw new NotApart('the mean time is too long beside the shortest time between changes');
    mean += quadrature(survival, from, to, rate);
    if (survival(to) * longest <= TAIL_MOST * mean) return mean;
    from = to;
  }
}

/** At least the mean time to the end from every state: the sum over all states. */
function timeToEnd({ explored: { chain }, longRun }: PartChain): number {
  const ends = new Uint8Array(chain.stateCount);
  for (const { states } of longRun.classes) {
    const [end, another] = states;
    if (end === undefined || another !== undefined) throw new NotApart('a part goes on for ever');
    ends[end] = 1;
  }
  const anywhere = ends.map((end) => 1 - end);
  return sojourn(chain, Float64Array.from(anywhere), ends).time.reduce((sum, time) => sum + time, 0);
}
