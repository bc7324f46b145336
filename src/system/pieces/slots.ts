import type { NetBuilder, Writes } from '../net-builder.js';
import { member, type Part, twinPart } from './part.js';

/** The two slots of a VM: a copy boots in one while the original is in the other. Each may hold either. */
export interface Slots {
  readonly first: Part;
  readonly twin: Part;
}

export function slotsOf(first: Part): Slots {
  return { first, twin: twinPart(first) };
}

/** The other slot of a VM, among all parts or cycles; none where it has one only. */
export function otherSlot<T extends { readonly part: Part }>(
  all: readonly T[],
  { part }: { readonly part: Part },
): T | undefined {
  return all.find((each) => each.part.component === part.component && each.part.id !== part.id);
}

/** Declares which slot holds the VM; what else is in the other one is a copy of it. */
export function declareFront(net: NetBuilder, { first, twin }: Slots): void {
  net.place(frontOf(first), { states: [frontState(first), frontState(twin)] });
}

/** `vm.front(i) == vm.front.first`: whether this slot holds the VM. */
export function isFront(slot: Part): string {
  return `${frontOf(slot)} == ${frontState(slot)}`;
}

/** What makes this slot the one that holds the VM. */
export function becomesFront(slot: Part): Writes {
  return { [frontOf(slot)]: frontState(slot) };
}

const frontOf = (part: Part): string => member({ ...part, id: `${part.component.id}.front` });

const frontState = ({ id, component }: Part): string =>
  `${component.id}.front.${id === component.id ? 'first' : 'twin'}`;
