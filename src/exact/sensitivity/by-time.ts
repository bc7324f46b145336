import { type Chain, exitRates } from '../chain/chain.js';
import { jump, type Uniformised, uniformised } from '../chain/uniformised.js';
import { poissonWithin, WorkLimitError } from '../chain/work-limit.js';
import type { Adjoint } from './adjoint.js';
import { mostTime } from './until-stop.js';

/** Multiplications to spend at most; some ten seconds. */
const WORK_MOST = 4e9;
/** Forward, forward again between the distributions that were kept, backward, and the flows. */
const PASSES = 4;
/** Poisson mass that may be left out: so little that it does not matter to a result of 1e-20 either. */
const TRUNCATION = 1e-40;

export interface ByTime extends Adjoint {
  /** Derivative of the gain to the time. */
  readonly slopeOfTime: number;
}

/**
 * E r(X_t) (`instant`), or what is gained at r up to t, with its adjoint.
 *
 * Uniformised at a rate q with P = I + Q / q, M = sum_k c_k p P^k r: c_k the Poisson weights of q t, or their tails over q. Then
 *
 *     dM = sum_n p_n dP u_n,  p_n = p P^n,  u_{n-1} = c_n r + P u_n,
 *
 * so that one pass forward and one backward serve all transitions at once (the sums of Heidelberger & Goyal 1988, "Sensitivity
 * analysis of continuous time Markov chains using uniformization", taken from the other end). Only u relative to one
 * state is kept: differences of u are what counts, and those of small probabilities keep their accuracy.
 */
export function gainByTime(
  chain: Chain,
  initial: Float64Array,
  rate: Float64Array,
  time: number,
  kind: 'instant' | 'accumulated',
): ByTime {
  const by = uniformised(chain);
  if (by.rate === 0) return standingStill(initial, rate, time, kind);
  const what = `the derivatives of ${chain.stateCount} states by uniformisation`;
  const { left, weight, above } = poissonWithin(what, by.rate * time, chain, WORK_MOST / PASSES);
  const last =
    left +
    Math.max(
      0,
      above.findIndex((beyond) => beyond <= TRUNCATION),
    );
  const poissonAt = (k: number): number => (k < left ? 0 : (weight[k - left] ?? 0));
  const tailAt = (k: number): number => (k < left ? 1 : (above[k - left] ?? 0)) / by.rate;
  const share = kind === 'instant' ? poissonAt : tailAt;
  const work = PASSES * (last + 1) * (chain.target.length + chain.stateCount);
  if (work > WORK_MOST) {
    throw new WorkLimitError(what, last, chain, WORK_MOST / PASSES);
  }
  const course = new Course(by, initial, last);
  const spent = new Float64Array(chain.stateCount);
  const atEnd = new Float64Array(chain.stateCount);
  course.forward((k, held) => {
    addScaled(spent, held, share(k));
    addScaled(atEnd, held, poissonAt(k));
  });
  const home = mostTime(spent.keys(), spent) ?? 0;
  const flows = new Float64Array(chain.target.length);
  const backward = new Backward(chain, by, rate, home);
  course.backward((k, held) => {
    backward.addFlows(held, flows);
    backward.step(share(k));
  });
  const slopes = kind === 'instant' ? drift(chain, rate) : rate;
  return {
    value: dot(spent, rate),
    time: spent,
    flow: (_, at) => (flows[at] as number) / by.rate,
    potential: backward.relative,
    slopeOfTime: dot(atEnd, slopes),
  };
}

/** The distributions p_0 .. p_last, each computed twice and only some of them kept. */
class Course {
  private readonly every: number;
  private readonly kept: Float64Array[] = [];

  constructor(
    private readonly by: Uniformised,
    private readonly initial: Float64Array,
    private readonly last: number,
  ) {
    this.every = Math.ceil(Math.sqrt(last + 1));
  }

  forward(see: (k: number, held: Float64Array) => void): void {
    let held = this.initial.slice();
    let next = new Float64Array(held.length);
    for (let k = 0; k <= this.last; k++) {
      if (k % this.every === 0) this.kept.push(held.slice());
      see(k, held);
      jump(this.by, held, next);
      [held, next] = [next, held];
    }
  }

  backward(see: (k: number, held: Float64Array) => void): void {
    const block: Float64Array[] = [];
    for (let kept = this.kept.length - 1; kept >= 0; kept--) {
      const first = kept * this.every;
      const count = Math.min(this.every, this.last + 1 - first);
      block[0] = this.kept[kept] as Float64Array;
      for (let n = 1; n < count; n++) {
        block[n] ??= new Float64Array(this.initial.length);
        jump(this.by, block[n - 1] as Float64Array, block[n] as Float64Array);
      }
      for (let n = count - 1; n >= 0; n--) see(first + n, block[n] as Float64Array);
    }
  }
}

/** u_n less its value at home, from the last n down. */
class Backward {
  relative: Float64Array;
  private next: Float64Array;
  private readonly stay: Float64Array;
  private readonly probability: Float64Array;

  constructor(
    private readonly chain: Chain,
    by: Uniformised,
    private readonly rate: Float64Array,
    private readonly home: number,
  ) {
    this.relative = new Float64Array(chain.stateCount);
    this.next = new Float64Array(chain.stateCount);
    this.stay = exitRates(chain).map((exit) => (by.rate - exit) / by.rate);
    this.probability = chain.rate.map((each) => each / by.rate);
  }

  /** flows += p_n(i) (u_n(j) - u_n(i)) */
  addFlows(held: Float64Array, flows: Float64Array): void {
    const { rowStart, target, stateCount } = this.chain;
    const { relative } = this;
    for (let i = 0; i < stateCount; i++) {
      const share = held[i] as number;
      if (share === 0) continue;
      const own = relative[i] as number;
      for (let at = rowStart[i] as number; at < (rowStart[i + 1] as number); at++) {
        flows[at] = (flows[at] as number) + share * ((relative[target[at] as number] as number) - own);
      }
    }
  }

  /** u = share r + P u */
  step(share: number): void {
    const { chain, probability, rate, relative, next, stay } = this;
    const { rowStart, target, stateCount } = chain;
    for (let i = 0; i < stateCount; i++) {
      let sum = (stay[i] as number) * (relative[i] as number);
      for (let at = rowStart[i] as number; at < (rowStart[i + 1] as number); at++) {
        sum += (probability[at] as number) * (relative[target[at] as number] as number);
      }
      next[i] = sum + share * ((rate[i] as number) - (rate[this.home] as number));
    }
    const atHome = next[this.home] as number;
    for (let i = 0; i < stateCount; i++) next[i] = (next[i] as number) - atHome;
    this.relative = next;
    this.next = relative;
  }
}

function standingStill(
  initial: Float64Array,
  rate: Float64Array,
  time: number,
  kind: 'instant' | 'accumulated',
): ByTime {
  const spent = kind === 'instant' ? initial : initial.map((weight) => weight * time);
  const slopeOfTime = kind === 'instant' ? 0 : dot(initial, rate);
  const potential = kind === 'instant' ? rate : rate.map((value) => value * time);
  return { value: dot(spent, rate), time: spent, flow: () => 0, potential, slopeOfTime };
}

/** By state: sum_j q_ij (r_j - r_i). */
function drift({ rowStart, target, rate: rates }: Chain, rate: Float64Array): Float64Array {
  return rate.map((own, i) => {
    let sum = 0;
    for (let at = rowStart[i] as number; at < (rowStart[i + 1] as number); at++) {
      sum += (rates[at] as number) * ((rate[target[at] as number] as number) - own);
    }
    return sum;
  });
}

function addScaled(to: Float64Array, from: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let i = 0; i < to.length; i++) to[i] = (to[i] as number) + factor * (from[i] as number);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
