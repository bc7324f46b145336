import { type Chain, ChainBuilder } from '../../../src/exact/chain/chain.js';

/** A chain explored from a first state: states are lists of small integers, `moves` says where each goes and how fast. */
export interface Explored {
  readonly chain: Chain;
  readonly states: readonly (readonly number[])[];
  /** 1 in the states where the predicate holds. */
  where(holds: (state: readonly number[]) => boolean): Uint8Array;
  values(value: (state: readonly number[]) => number): Float64Array;
}

export type Move = readonly [to: readonly number[], rate: number];

export function explored(first: readonly number[], moves: (state: readonly number[]) => readonly Move[]): Explored {
  const states: (readonly number[])[] = [];
  const numbers = new Map<string, number>();
  const number = (state: readonly number[]): number => {
    const key = state.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    states.push(state);
    return states.length - 1;
  };
  const builder = new ChainBuilder();
  number(first);
  for (let i = 0; i < states.length; i++) {
    for (const [to, rate] of moves(states[i] as readonly number[])) if (rate > 0) builder.add(i, number(to), rate);
  }
  return {
    chain: builder.build(states.length),
    states,
    where: (holds) => Uint8Array.from(states, (state) => (holds(state) ? 1 : 0)),
    values: (value) => Float64Array.from(states, value),
  };
}

export const changed = (state: readonly number[], changes: Record<number, number>): number[] =>
  state.map((value, i) => changes[i] ?? value);

/** Components that fail and are repaired on their own: 0 up, 1 down. */
export function independent(fail: readonly number[], repair: readonly number[]): Explored {
  return explored(
    fail.map(() => 0),
    (state) =>
      state.map(
        (down, i) => [changed(state, { [i]: 1 - down }), (down === 0 ? fail[i] : repair[i]) as number] as const,
      ),
  );
}

/** The tandem queue of test/reference/rare-events.yaml: [length of queue 1, length of queue 2]. */
export function tandem(capacity: number): Explored {
  return explored([0, 0], ([one = 0, two = 0]) => {
    const moves: Move[] = [];
    if (one < capacity) moves.push([[one + 1, two], 3]);
    if (one > 0 && two < capacity) moves.push([[one - 1, two + 1], 2]);
    if (one > 0 && two === capacity) moves.push([[one - 1, two], 2]);
    if (two > 0) moves.push([[one, two - 1], 6]);
    return moves;
  });
}

const UNIT = 5;

/** The workstation cluster of test/reference/workstation-cluster.yaml: [left, right, left switch, right switch, backbone, under repair]. */
export function cluster(n: number): Explored {
  const full = [n, n, 1, 1, 1];
  const fail = [1 / 500, 1 / 500, 1 / 4000, 1 / 4000, 1 / 5000];
  const repair = [2, 2, 0.25, 0.25, 0.125];
  return explored([...full, 0], (state) => {
    const moves: Move[] = [];
    const under = (state[UNIT] as number) - 1;
    for (const [part, all] of full.entries()) {
      const up = state[part] as number;
      if (up > 0) moves.push([changed(state, { [part]: up - 1 }), up * (fail[part] as number)]);
      if (under < 0 && up < all) moves.push([changed(state, { [UNIT]: part + 1 }), 10]);
      if (under === part) moves.push([changed(state, { [part]: up + 1, [UNIT]: 0 }), repair[part] as number]);
    }
    return moves;
  });
}

/** Whether the cluster gives the quality of `k` workstations. */
export const clusterQuality =
  (k: number) =>
  ([left = 0, right = 0, leftSwitch, rightSwitch, backbone]: readonly number[]): boolean =>
    (left >= k && leftSwitch === 1) ||
    (right >= k && rightSwitch === 1) ||
    (left + right >= k && leftSwitch === 1 && rightSwitch === 1 && backbone === 1);

export const clusterRepairRate = (state: readonly number[]): number =>
  [0, 2, 2, 0.25, 0.25, 0.125][state[UNIT] as number] as number;

/** |found / wanted - 1|, 0 when both are 0. */
export function relativeDifference(found: number, wanted: number): number {
  return found === wanted ? 0 : Math.abs(found / wanted - 1);
}
