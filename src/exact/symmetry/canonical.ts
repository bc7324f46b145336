import type { Alike } from './alike.js';

/** A group's members as the fields of a state that are theirs. */
type FieldsOfMembers = readonly Int32Array[];

/** Puts the members of each group in order, so that states that differ by an exchange of alike members become one. */
export class Canonical {
  private readonly groups: readonly FieldsOfMembers[];
  private readonly moved: ReadonlySet<number>;

  constructor(
    alike: readonly Alike[],
    /** The field of an activity's phase, if its clock has phases. */
    fieldOf: (activity: number) => number | undefined,
  ) {
    this.groups = alike.map(({ members }) =>
      members.map(({ places, clocks }) =>
        Int32Array.from([...places, ...clocks.flatMap((activity) => fieldOf(activity) ?? [])]),
      ),
    );
    this.moved = new Set(alike.flatMap(({ moved }) => [...moved]));
  }

  /** Whether some exchange of members maps the activity to another one. */
  moves(activity: number): boolean {
    return this.moved.has(activity);
  }

  /** Insertion sort: members are few, and mostly in order already. */
  order(state: Int32Array): void {
    for (const members of this.groups) {
      for (let k = 1; k < members.length; k++) {
        for (let i = k; i > 0; i--) {
          const [before, after] = [members[i - 1] as Int32Array, members[i] as Int32Array];
          if (!isAfter(state, before, after)) break;
          exchange(state, before, after);
        }
      }
    }
  }
}

function isAfter(state: Int32Array, one: Int32Array, other: Int32Array): boolean {
  for (let k = 0; k < one.length; k++) {
    const difference = (state[one[k] as number] as number) - (state[other[k] as number] as number);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function exchange(state: Int32Array, one: Int32Array, other: Int32Array): void {
  for (let k = 0; k < one.length; k++) {
    const [a, b] = [one[k] as number, other[k] as number];
    const kept = state[a] as number;
    state[a] = state[b] as number;
    state[b] = kept;
  }
}
