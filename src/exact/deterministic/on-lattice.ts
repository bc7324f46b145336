import type { Kept } from '../explore/dynamics.js';
import { ExactRefusal } from '../explore/refusal.js';
import type { Lattice } from './lattice.js';
import type { Exploring, Ringing } from './timed-exploration.js';

/** A fixed delay that begins at a moment of chance: nothing rings on a lattice then. */
export class BegunByChance extends ExactRefusal {}

/** Something that may ring now, and how likely it does if it is still set when its turn comes. */
interface Due {
  readonly activity: Kept;
  /** What its field holds while it waits for its turn. */
  readonly mark: number;
  readonly probability: number;
}

/** The largest number kept of each clock on a lattice: a calendar's mark; the steps that are left of a delay, or its mark. */
export function keptOnLattice({ delays }: Lattice, calendars: readonly { activity: number }[]): Map<number, number> {
  const kept = new Map(calendars.map(({ activity }) => [activity, 1]));
  for (const [activity, steps] of delays) kept.set(activity, steps + 1);
  return kept;
}

/** What is carried along: the position on the lattice at which the run began, and its length in steps. */
export const POSITION = 0;
export const LENGTH = 1;

/**
 * Calendars, and fixed delays that begin only when something rings: all of it at points of one lattice. A run lasts to the next
 * of them. What is due there rings by priority, then declaration; each firing settles before the next is looked at, which may have lost its
 * clock by then in any state on the way.
 */
export function onLattice(exploring: Exploring, lattice: Lattice): Ringing {
  const { net, dynamics, firing, setting } = exploring;
  const delays = dynamics.kept.filter(({ index }) => lattice.delays.has(index));
  const keptOf = new Map(dynamics.kept.map((activity) => [activity.index, activity]));
  const position = dynamics.fields.length - 2 + POSITION;
  const length = dynamics.fields.length - 2 + LENGTH;
  const stepsOf = ({ index }: Kept): number => lattice.delays.get(index) as number;
  const missing = (settled: Int32Array): Kept | undefined =>
    delays.find((activity) => settled[activity.field] === 0 && firing.enabled(activity, settled));

  const setDelays = (settled: Int32Array): void => {
    for (const activity of delays) {
      if (settled[activity.field] === 0 && firing.enabled(activity, settled)) {
        settled[activity.field] = stepsOf(activity);
      }
    }
  };
  const beginRun = (settled: Int32Array, at: number): void => {
    settled[position] = at;
    const left = delays.flatMap(({ field }) => settled[field] || []);
    const toPoint = lattice.toNextPoint(at) ?? [];
    const ahead = left.concat(toPoint);
    settled[length] = ahead.length === 0 ? 0 : Math.min(...ahead);
  };

  const priorityOf = ({ index }: Kept): number => net.activities[index]?.priority ?? 0;
  const dueAfter = (state: Int32Array): Due[] => {
    const steps = state[length] as number;
    const calendars = lattice.ringing(state[position] as number, steps).flatMap(({ activity: index, probability }) => {
      const activity = keptOf.get(index) as Kept;
      return firing.enabled(activity, state) ? { activity, mark: 1, probability } : [];
    });
    const ended = delays.flatMap((activity) =>
      state[activity.field] === steps ? { activity, mark: stepsOf(activity) + 1, probability: 1 } : [],
    );
    return [...calendars, ...ended].sort(
      (a, b) => priorityOf(b.activity) - priorityOf(a.activity) || a.activity.index - b.activity.index,
    );
  };

  return {
    start(state) {
      setDelays(state);
      beginRun(state, 0);
    },
    run: (state) => (state[length] as number) * lattice.step,
    goesOn(settled) {
      const begun = missing(settled);
      if (begun === undefined) return settled[length] !== 0;
      throw new BegunByChance(
        `${begun.name} has a fixed delay that begins at a moment of chance beside calendars or other fixed delays`,
        'give it a delay with phases, allow phases that are fitted, or simulate',
      );
    },
    ring(before, land) {
      const due = dueAfter(before);
      const reached = lattice.after(before[position] as number, before[length] as number);
      const state = before.slice();
      for (const { field } of delays) {
        if (state[field] !== 0) state[field] = (state[field] as number) - (before[length] as number);
      }
      for (const { activity, mark } of due) state[activity.field] = mark;
      const turn = (next: number, settled: Int32Array, share: number): void => {
        const one = due[next];
        if (one === undefined) {
          beginRun(settled, reached);
          land(settled, share);
          return;
        }
        const { activity, mark, probability } = one;
        if (settled[activity.field] !== mark) {
          turn(next + 1, settled, share);
          return;
        }
        if (probability < 1) turn(next + 1, settled.with(activity.field, 0), share * (1 - probability));
        if (probability === 0) return;
        const landings: { set: Int32Array; part: number }[] = [];
        firing.fire(activity, settled, share * probability, (after, weight) =>
          setting.set(after, settled, weight, (set, part) => {
            const copy = set.slice();
            setDelays(copy);
            landings.push({ set: copy, part });
          }),
        );
        for (const { set, part } of landings) turn(next + 1, set, part);
      };
      turn(0, state, 1);
    },
  };
}
