import { type Copying, type Lowering, mechanismsOf } from '../mechanisms/mechanism.js';
import type { Writes } from '../net-builder.js';
import type { Part } from './part.js';
import { hostOf } from './placement.js';

/** What is written when a copy is begun in a free slot, on the host of its original. */
export function copyWrites({ system, placement }: Lowering, original: Part, copy: Part, how: Copying): Writes {
  const placed = placement === undefined ? {} : { [hostOf(copy)]: hostOf(original) };
  return Object.assign(placed, ...mechanismsOf(system).map((mechanism) => mechanism.copied?.(original, copy, how)));
}
