import type { Expression } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import type { Chain } from '../chain/chain.js';

/** Moves with a rate or probability each, from state to state. */
export interface Moves {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly weight: readonly number[];
}

export class MoveList implements Moves {
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly weight: number[] = [];

  add(from: number, to: number, weight: number): void {
    this.from.push(from);
    this.to.push(to);
    this.weight.push(weight);
  }
}

/**
 * The settled states of a net in which things ring at moments known beforehand, and how it goes on from each. A *run* is the time from
 * a moment of renewal to the next ringing; chance may end it earlier.
 */
export interface TimedStates {
  readonly net: Net;
  readonly count: number;
  /** Length of the run that a state is in, from where it began; 0: in none, the state is left by chance alone. */
  readonly runs: Float64Array;
  /** Moves by chance that let the run go on. */
  readonly onward: Chain;
  /** Moves by chance after which no run is on or one has just begun, and those of the ringing at a run's end (probabilities). */
  readonly renewing: Moves;
  readonly ringing: Moves;
  readonly initial: ReadonlyMap<number, number>;
  /** Of each reward and state: gained per unit of time by moves by chance, and at the ringing. */
  readonly gainedByChance: readonly Float64Array[];
  readonly gainedByRinging: readonly Float64Array[];
  readonly gainedAtStart: readonly number[];
  /** Delays that are only approximated, and by what. */
  readonly approximations: readonly string[];
  values(expression: Expression): Float64Array;
  /** The values of a field that firings carry along, by its place among those. */
  carried(field: number): Int32Array;
}

/** The moves of each state, as lists. */
export function byOrigin({ from, to, weight }: Moves, count: number): (readonly Move[])[] {
  const lists: Move[][] = Array.from({ length: count }, () => []);
  for (const [index, origin] of from.entries()) {
    lists[origin]?.push({ to: to[index] as number, weight: weight[index] as number });
  }
  return lists;
}

export interface Move {
  readonly to: number;
  readonly weight: number;
}
