import { type Copying, type Lowering, mechanismsOf } from '../mechanisms/mechanism.js';
import type { Writes } from '../net-builder.js';
import { isInAny, type Part, starred } from './part.js';
import { hostOf } from './placement.js';
import { otherSlot } from './slots.js';
import type { State } from './state.js';

/** Whether what a server has beside it is in one of the states, of each member; undefined when it never can be. */
export function hasCopyIn({ cycles }: Lowering, server: Part, states: readonly State[]): string | undefined {
  const beside = otherSlot(cycles, { part: server });
  const among = states.filter((state) => beside?.has(state));
  return beside && among.length > 0 ? isInAny(starred(beside.part), among) : undefined;
}

/** What is written when a copy is begun in a free slot, on the host of its original. */
export function copyWrites({ system, placement }: Lowering, original: Part, copy: Part, how: Copying): Writes {
  const placed = placement === undefined ? {} : { [hostOf(copy)]: hostOf(original) };
  return Object.assign(placed, ...mechanismsOf(system).map((mechanism) => mechanism.copied?.(original, copy, how)));
}
