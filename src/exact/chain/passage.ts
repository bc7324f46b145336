import { type Chain, ChainBuilder, stoppedIn } from './chain.js';
import { components, reachable } from './components.js';
import type { Evolution } from './evolution.js';
import { type EvolutionOptions, evolve } from './evolve.js';
import { type Stationary, type StationaryOptions, stationary } from './stationary.js';

/** What happens to a chain until it first enters one of its `stop` states. */
export interface Sojourn {
  /** Expected time in each state before the stop; Infinity in one that may be kept for ever. */
  readonly time: Float64Array;
  /** Probability of stopping in each stop state. */
  readonly stopped: Float64Array;
  /** Probability of never stopping, by the state where it comes into a closed class without a stop. */
  readonly never: Float64Array;
  readonly method: Stationary['method'];
  /** Largest of an expected time. */
  readonly relativeError: number;
}

/**
 * Expected time in each state and where it stops, from weights `initial` (of any sum). The chain that starts anew
 * whenever it has stopped is irreducible, and its stationary weights, over that of one extra state in which it starts,
 * are the expected times: so one solver, without a subtraction, serves every passage.
 */
export function sojourn(
  chain: Chain,
  initial: Float64Array,
  stop: Uint8Array,
  options: StationaryOptions = {},
): Sojourn {
  const { stateCount, rowStart, target, rate } = chain;
  const reached = reachable(chain, initial, stop);
  const kept = keptForEver(chain, stop);
  const time = new Float64Array(stateCount);
  const stopped = new Float64Array(stateCount);
  const never = new Float64Array(stateCount);
  const passing: number[] = [];
  for (let i = 0; i < stateCount; i++) {
    if (reached[i] === 0) continue;
    if (stop[i] !== 0) stopped[i] = initial[i] as number;
    else if (kept[i] !== 0) {
      never[i] = initial[i] as number;
      time[i] = Infinity;
    } else passing.push(i);
  }
  if (passing.length === 0) return { time, stopped, never, method: 'elimination', relativeError: 0 };
  const { times, ...solved } = timesByRestart(chain, initial, passing, options);
  for (const [r, i] of passing.entries()) {
    time[i] = times[r] as number;
    for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
      const j = target[p] as number;
      const flow = (time[i] as number) * (rate[p] as number);
      if (stop[j] !== 0) stopped[j] = (stopped[j] as number) + flow;
      else if (kept[j] !== 0) never[j] = (never[j] as number) + flow;
    }
  }
  return { time, stopped, never, ...solved };
}

/** Marks the states of closed classes without a stop. */
function keptForEver(chain: Chain, stop: Uint8Array): Uint8Array {
  const found = components(stoppedIn(chain, stop));
  return stop.map((stops, i) => (stops === 0 && found.closed[found.of[i] as number] !== 0 ? 1 : 0));
}

function timesByRestart(
  chain: Chain,
  initial: Float64Array,
  passing: readonly number[],
  options: StationaryOptions,
): Omit<Stationary, 'probability'> & { readonly times: Float64Array } {
  const local = new Int32Array(chain.stateCount);
  for (const [r, i] of passing.entries()) local[i] = r + 1;
  const builder = new ChainBuilder(chain.target.length + passing.length);
  for (const [r, i] of passing.entries()) {
    builder.add(0, r + 1, initial[i] as number);
    for (let p = chain.rowStart[i] as number; p < (chain.rowStart[i + 1] as number); p++) {
      builder.add(r + 1, local[chain.target[p] as number] as number, chain.rate[p] as number);
    }
  }
  const { probability, ...solved } = stationary(builder.build(passing.length + 1), options);
  const starting = probability[0] as number;
  return { times: probability.subarray(1).map((weight) => weight / starting), ...solved };
}

/** Probability of entering `target` before `other`; a state in both counts as target. The complement counts never entering either. */
export function reachBefore(
  chain: Chain,
  initial: Float64Array,
  target: Uint8Array,
  other: Uint8Array,
): Omit<Stationary, 'probability'> & { readonly probability: number; readonly complement: number } {
  const stop = target.map((hit, i) => (hit !== 0 || other[i] !== 0 ? 1 : 0));
  const { stopped, never, method, relativeError } = sojourn(chain, initial, stop);
  let probability = 0;
  let complement = 0;
  for (const share of never) complement += share;
  for (let i = 0; i < stopped.length; i++) {
    if (target[i] !== 0) probability += stopped[i] as number;
    else complement += stopped[i] as number;
  }
  return { probability, complement, method, relativeError };
}

/** Probability of ever entering `target`, and of never: each relatively as good as the other. */
export function reachEver(
  chain: Chain,
  initial: Float64Array,
  target: Uint8Array,
): { probability: number; complement: number } {
  const { probability, complement } = reachBefore(chain, initial, target, new Uint8Array(target.length));
  return { probability, complement };
}

/** Expected time until `target` is first entered; Infinity when that is not certain. */
export function meanTimeTo(chain: Chain, initial: Float64Array, target: Uint8Array): number {
  return gainedUntil(sojourn(chain, initial, target), new Float64Array(chain.stateCount).fill(1));
}

/**
 * Expected integral of `rate` (>= 0, by state) until the stop. When that is not certain: Infinity if some rate is gained
 * for ever, else what is gained before it no longer can come.
 */
export function gainedUntil({ time }: Sojourn, rate: Float64Array): number {
  let total = 0;
  for (let i = 0; i < time.length; i++) {
    if (time[i] !== 0 && rate[i] !== 0) total += (time[i] as number) * (rate[i] as number);
  }
  return total;
}

/** When `target` is first entered: its distribution function and survival function, from weights `initial`. */
export interface FirstPassage {
  readonly method: Evolution['method'];
  /** P(T <= time) */
  entered(time: number): number;
  /** P(T > time) */
  notEntered(time: number): number;
  /** Expected time before entering or before `time`, whichever comes first. */
  meanUntil(time: number): number;
}

export function firstPassage(
  chain: Chain,
  initial: Float64Array,
  target: Uint8Array,
  options: EvolutionOptions = {},
): FirstPassage {
  const inside = Float64Array.from(target, (hit) => (hit !== 0 ? 1 : 0));
  const outside = inside.map((hit) => 1 - hit);
  const running: Evolution = evolve(stoppedIn(chain, target), initial, [inside, outside], options);
  return {
    method: running.method,
    entered: (time) => running.instant(0, time),
    notEntered: (time) => running.instant(1, time),
    meanUntil: (time) => running.accumulated(1, time),
  };
}
