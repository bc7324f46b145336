import type { Component, ServerGroup } from '../system.js';

export type State = 'up' | 'wrong' | 'failed' | 'repairing' | 'booting' | 'off';

/** A component as a net has it: one place, or a family of places with an index. */
export interface Part {
  readonly component: Component;
  readonly count: number;
  /** Name of the family's index; absent when there is one place. */
  readonly index?: string;
  /** What the component's failures are charged to. */
  readonly cause: string;
}

/** A layer, or the function in the hypervisor. */
export function singlePart(component: Component): Part {
  return { component, count: 1, cause: component.name };
}

/** Servers; a family's index is `i`, or `web.i` in a list of different VMs. */
export function serverPart(group: ServerGroup): Part {
  const cause = group.name === 'software' ? 'software' : 'vm';
  if (!group.family) return { component: group, count: 1, cause };
  return { component: group, count: group.count, index: group.id === 'vm' ? 'i' : `${group.id}.i`, cause };
}

/** `vm(i)`, or `hypervisor`. */
export function member({ component, index }: Part): string {
  return index === undefined ? component.id : `${component.id}(${index})`;
}

/** Each member by number: `vm(1)`, `vm(2)`, ... */
export function members({ component, count, index }: Part): readonly string[] {
  if (index === undefined) return [component.id];
  return Array.from({ length: count }, (_, number) => `${component.id}(${number + 1})`);
}

/** `vm.up`, a state's name in the net. */
export function stateOf({ component }: Part, state: State): string {
  return `${component.id}.${state}`;
}

/** `vm(i) == vm.up` */
export function isIn(part: Part, state: State): string {
  return `${member(part)} == ${stateOf(part, state)}`;
}

/** How many members are in a state. */
function countIn(part: Part, state: State): string {
  if (part.index === undefined) return `(${isIn(part, state)})`;
  return `sum(${part.component.id}(*) == ${stateOf(part, state)})`;
}

/** How many members of several parts are in a state. */
export function countOfAll(parts: readonly Part[], state: State): string {
  return parts.map((part) => countIn(part, state)).join(' + ');
}

/** `failVm(i)`: what is done, and to which member. */
export function activityOf(verb: string, { component, index }: Part): string {
  const name = verb + capitalised(component.id);
  return index === undefined ? name : `${name}(${index})`;
}

export function capitalised(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
