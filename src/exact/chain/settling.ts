import type { Chain } from './chain.js';

/**
 * How the distribution goes on once it has settled: what is not absorbed keeps its shape and shrinks by e^-decay a jump
 * (0 when nothing is absorbed).
 */
export interface Settled {
  readonly decay: number;
}

/** What is let go, relative to each result. */
const TOLERANCE = 1e-11;
/** Survival below e^-30 is of no interest to a horizon that was not given. */
const DECAYS_OF_INTEREST = 30;
const JUMPS_BETWEEN_LEAST = 64;

/**
 * Decides whether a distribution has settled, from v_k and v_{k-b}. When every state that is not absorbing has
 * low^b <= v_k / v_{k-b} <= high^b, then low^m v_k <= v_{k+m} <= high^m v_k for all m, because P >= 0 keeps an order: a bound, not a
 * guess. So it is settled when (high - low) times the jumps to come is small. States outside the common ratio are let
 * pass when what they hold, times all jumps to come, is small beside every result that is asked for.
 */
export class Settling {
  private readonly absorbing: Uint8Array;
  private readonly anyAbsorbing: boolean;
  private readonly earlier: Float64Array;
  private earlierAt = -1;
  /** The next number of jumps at which to look. */
  next: number;

  constructor(
    private readonly chain: Chain,
    private readonly uniformRate: number,
    /** Jumps that must have passed for every reachable state to have been reached. */
    depth: number,
    private readonly horizon: number,
  ) {
    const { stateCount, rowStart } = chain;
    this.absorbing = new Uint8Array(stateCount);
    for (let i = 0; i < stateCount; i++) if (rowStart[i] === rowStart[i + 1]) this.absorbing[i] = 1;
    this.anyAbsorbing = this.absorbing.includes(1);
    this.earlier = new Float64Array(stateCount);
    this.next = depth + 1;
  }

  isAbsorbing(state: number): boolean {
    return this.absorbing[state] !== 0;
  }

  /** `smallestResult`: the least of the results so far, each over the largest value it could have. */
  look(jumps: number, distribution: Float64Array, smallestResult: number): Settled | undefined {
    const settled = this.earlierAt < 0 ? undefined : this.judge(jumps, distribution, smallestResult);
    this.earlier.set(distribution);
    this.earlierAt = jumps;
    this.next = jumps + Math.max(JUMPS_BETWEEN_LEAST, jumps >> 3);
    return settled;
  }

  private judge(jumps: number, distribution: Float64Array, smallestResult: number): Settled | undefined {
    const { earlier, absorbing } = this;
    const span = jumps - this.earlierAt;
    let mass = 0;
    let massBefore = 0;
    for (let i = 0; i < earlier.length; i++) {
      if (absorbing[i] !== 0) continue;
      mass += distribution[i] as number;
      massBefore += earlier[i] as number;
    }
    if (mass === 0) return { decay: 0 };
    const loss = this.lossPerJump(distribution) / mass;
    if (!(loss < 1)) return undefined;
    const decay = loss === 0 ? 0 : -Math.log1p(-loss);
    const jumpsToCome = Math.max(this.horizon - jumps, 1);
    const spreadAllowed = span * TOLERANCE * Math.max(1 / jumpsToCome, decay / DECAYS_OF_INTEREST);
    const jumpsOfInterest = Math.min(jumpsToCome, decay > 0 ? DECAYS_OF_INTEREST / decay : Infinity);
    const ratio = mass / massBefore;
    let outside = 0;
    for (let i = 0; i < earlier.length; i++) {
      const now = distribution[i] as number;
      if (absorbing[i] !== 0 || now === 0) continue;
      const before = (earlier[i] as number) * ratio;
      if (!(Math.abs(now - before) <= spreadAllowed * before)) outside += now;
    }
    return outside * jumpsOfInterest <= TOLERANCE * smallestResult ? { decay } : undefined;
  }

  private lossPerJump(distribution: Float64Array): number {
    if (!this.anyAbsorbing) return 0;
    const { rowStart, target, rate, stateCount } = this.chain;
    let loss = 0;
    for (let i = 0; i < stateCount; i++) {
      const held = distribution[i] as number;
      if (held === 0) continue;
      for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
        if (this.absorbing[target[p] as number] !== 0) loss += held * (rate[p] as number);
      }
    }
    return loss / this.uniformRate;
  }
}

/** Jumps that the farthest reachable state is away from the start. */
export function depthFrom(chain: Chain, initial: Float64Array): number {
  const { stateCount, rowStart, target } = chain;
  const seen = new Uint8Array(stateCount);
  let front: number[] = [];
  for (let i = 0; i < stateCount; i++) {
    if (initial[i] === 0) continue;
    seen[i] = 1;
    front.push(i);
  }
  for (let depth = 0; ; depth++) {
    const next: number[] = [];
    for (const i of front) {
      for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
        const j = target[p] as number;
        if (seen[j] !== 0) continue;
        seen[j] = 1;
        next.push(j);
      }
    }
    if (next.length === 0) return depth;
    front = next;
  }
}
