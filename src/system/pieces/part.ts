import type { Component, ServerGroup } from '../system.js';
import type { State } from './state.js';

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

/** A layer, or the function in the hypervisor; with several hosts a layer is a family `hypervisor(host)`. */
export function singlePart(component: Component, hosts = 1): Part {
  const family = hosts === 1 ? {} : { index: HOST };
  return { id: component.id, component, count: hosts, ...family, cause: component.name };
}

/** The index of families that have a member on each host. */
export const HOST = 'host';

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

/** Each member by number: the parts of `vm(1)`, `vm(2)`, ... */
export function membersOf(part: Part): readonly Part[] {
  if (part.index === undefined) return [part];
  return Array.from({ length: part.count }, (_, number) => ({ ...part, index: String(number + 1) }));
}

/** `vm.up`, a state's name in the net; both slots of a VM have the same. */
export function stateOf({ component }: Part, state: State): string {
  return `${component.id}.${state}`;
}

/** `vm(i) == vm.up` */
export function isIn(part: Part, state: State): string {
  return `${member(part)} == ${stateOf(part, state)}`;
}

/** `vm(i) == vm.up`, or `(vm(i) == vm.up || vm(i) == vm.wrong)`: whether it is in one of the states. */
export function isInAny(part: Part, states: readonly State[]): string {
  const conditions = states.map((state) => isIn(part, state)).join(' || ');
  return states.length === 1 ? conditions : `(${conditions})`;
}

/** The contrary of such a condition. */
export function not(condition: string): string {
  return condition.startsWith('(') ? `!${condition}` : `!(${condition})`;
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
