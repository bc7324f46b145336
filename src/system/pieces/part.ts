import type { Component, ServerGroup } from '../system.js';

export type State =
  | 'up'
  | 'wrong'
  | 'failed'
  | 'repairing'
  | 'booting'
  | 'off'
  /** Rebooted on purpose. */
  | 'rejuvenating'
  /** A clean copy that boots in one slot while the original is in the other. */
  | 'loading'
  /** A slot without a VM. */
  | 'empty';

/** The states in which software runs, and so ages. */
export const RUNNING: readonly State[] = ['up', 'wrong'];

/** A component as a net has it: one place, or a family of places with an index. A VM in two slots has a part for each. */
export interface Part {
  /** What its place or places are called. */
  readonly id: string;
  readonly component: Component;
  readonly count: number;
  /** Name of the family's index; absent when there is one place. */
  readonly index?: string;
  /** What the component's failures are charged to. */
  readonly cause: string;
}

/** A layer, or the function in the hypervisor. */
export function singlePart(component: Component): Part {
  return { id: component.id, component, count: 1, cause: component.name };
}

/** Servers; a family's index is `i`, or `web.i` in a list of different VMs. */
export function serverPart(group: ServerGroup): Part {
  const cause = group.name === 'software' ? 'software' : 'vm';
  if (!group.family) return { id: group.id, component: group, count: 1, cause };
  const index = group.id === 'vm' ? 'i' : `${group.id}.i`;
  return { id: group.id, component: group, count: group.count, index, cause };
}

/** The second slot of each VM of a part. */
export function twinPart(part: Part): Part {
  return { ...part, id: `${part.id}.twin` };
}

/** `vm(i)`, or `hypervisor`. */
export function member({ id, index }: Part): string {
  return index === undefined ? id : `${id}(${index})`;
}

/** `vm.health(i)`: a further place of each member. */
export function memberPlace(part: Part, name: string): string {
  return member({ ...part, id: `${part.id}.${name}` });
}

/** Each member by number: `vm(1)`, `vm(2)`, ... */
export function members({ id, count, index }: Part): readonly string[] {
  if (index === undefined) return [id];
  return Array.from({ length: count }, (_, number) => `${id}(${number + 1})`);
}

/** `vm.up`, a state's name in the net; both slots of a VM have the same. */
export function stateOf({ component }: Part, state: State): string {
  return `${component.id}.${state}`;
}

/** `vm(i) == vm.up` */
export function isIn(part: Part, state: State): string {
  return `${member(part)} == ${stateOf(part, state)}`;
}

/** `vm(i) == vm.up || vm(i) == vm.wrong`, in brackets: which of the states it is in. */
export function isInAny(part: Part, states: readonly State[]): string {
  return `(${states.map((state) => isIn(part, state)).join(' || ')})`;
}

/** How many members are in a state. */
function countIn(part: Part, state: State): string {
  return countWhere(part.index, isIn(starred(part), state));
}

/** `sum(condition)`, or the condition alone, about `starred` parts with this index. */
export function countWhere(index: string | undefined, condition: string): string {
  return index === undefined ? `(${condition})` : `sum(${condition})`;
}

/** The part as it stands in a sum over all members: `vm(*)`. */
export function starred(part: Part): Part {
  return part.index === undefined ? part : { ...part, index: '*' };
}

/** How many members of several parts are in a state. */
export function countOfAll(parts: readonly Part[], state: State): string {
  return parts.map((part) => countIn(part, state)).join(' + ');
}

/** The sum of terms, in brackets where it needs them. */
export function total(terms: readonly string[]): string {
  const sum = terms.join(' + ');
  return terms.length === 1 ? sum : `(${sum})`;
}

/** `failVm(i)`: what is done, and to which member. */
export function activityOf(verb: string, { id, index }: Part): string {
  const name = verb + capitalised(id);
  return index === undefined ? name : `${name}(${index})`;
}

export function capitalised(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
