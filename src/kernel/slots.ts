import { conjuncts } from '../net/expression/analyse.js';
import type { Activity, Let, Net } from '../net/net.js';

/**
 * Clock slots. Activities whose guards exclude each other never hold clocks at once, so they share one slot; the next event is the
 * slot with the least deadline, the first such slot when there are several. That makes the slots' order the order of ties, and
 * so both the interpreter and the compiler use it.
 *
 * Where ties have a positive probability they must be resolved by priority, then declaration. Hence an activity that can ring at one
 * instant with positive probability (an atom: deterministic delays, calendars) joins a slot only if no earlier one of its kind
 * stands in a later slot. Ties of continuous laws are rounding accidents (about 1e-13 an event) and go by slot.
 */
export interface Slots {
  readonly count: number;
  /** Slot of each activity, by its index; undefined for immediates. */
  readonly ofActivity: readonly (number | undefined)[];
}

export function assignSlots(net: Net): Slots {
  const ofActivity: (number | undefined)[] = net.activities.map(() => undefined);
  const slotsOfPlace = new Map<number, { slot: number; values: Set<number> }[]>();
  let count = 0;
  let lastAtomSlot = 0;
  for (const index of timedInOrder(net.activities)) {
    const activity = net.activities[index] as Activity;
    const required = requiredValues(activity, net.lets);
    const atoms = hasAtoms(activity);
    let slot: number | undefined;
    for (const [place, value] of required) {
      const shared = slotsOfPlace
        .get(place)
        ?.find((held) => !held.values.has(value) && !(atoms && held.slot < lastAtomSlot));
      if (shared === undefined) continue;
      shared.values.add(value);
      slot = shared.slot;
      break;
    }
    if (slot === undefined) {
      slot = count++;
      const pivot = required.entries().next();
      if (!pivot.done) {
        const [place, value] = pivot.value;
        const held = slotsOfPlace.get(place) ?? [];
        held.push({ slot, values: new Set([value]) });
        slotsOfPlace.set(place, held);
      }
    }
    if (atoms) lastAtomSlot = Math.max(lastAtomSlot, slot);
    ofActivity[index] = slot;
  }
  return { count, ofActivity };
}

/** Indices of the timed activities in the order in which ties are resolved: larger priority first, then declaration. */
function timedInOrder(activities: readonly Activity[]): number[] {
  return inOrder(activities, (activity) => activity.timing.kind !== 'immediate');
}

/** Indices of the immediates in the order in which they fire. */
export function immediatesInOrder(activities: readonly Activity[]): number[] {
  return inOrder(activities, (activity) => activity.timing.kind === 'immediate');
}

function inOrder(activities: readonly Activity[], wanted: (activity: Activity) => boolean): number[] {
  return activities
    .map((activity, index) => ({ activity, index }))
    .filter(({ activity }) => wanted(activity))
    .sort((a, b) => b.activity.priority - a.activity.priority || a.index - b.index)
    .map(({ index }) => index);
}

/** Values that single places must have for the activity to be enabled. */
export function requiredValues(activity: Activity, lets: readonly Let[]): Map<number, number> {
  const required = new Map<number, number>();
  for (const conjunct of conjuncts(activity.guard, lets)) {
    if (conjunct.kind !== 'binary' || conjunct.operator !== '==') continue;
    const [left, right] = [conjunct.left, conjunct.right];
    if (left.kind === 'place' && right.kind === 'number') required.set(left.index, right.value);
    else if (right.kind === 'place' && left.kind === 'number') required.set(right.index, left.value);
  }
  return required;
}

function hasAtoms(activity: Activity): boolean {
  const timing = activity.timing;
  if (timing.kind === 'delay') return timing.law.bound?.atoms ?? true;
  return timing.kind === 'every' || timing.kind === 'at';
}
