import type { PlaceDocument } from '../../../net/document.js';
import { idOf } from '../../id.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { member, type Part } from '../../pieces/part.js';

/** A state that one of a component's places may be in. */
export interface PlaceState {
  /** As a user writes it: `failure-probable`. */
  readonly name: string;
  /** `vm.health(2) == vm.failureProbable` */
  readonly condition: string;
}

type Places = Iterable<readonly [string, PlaceDocument]>;

/** The named states of a member of a component: its own, and those that mechanisms keep beside it. `family` is its part with the index. */
export function statesOfMember(places: Places, family: Part, { part }: LifeCycle): readonly PlaceState[] {
  return [...places].flatMap(([place, document]) => {
    const name = furtherName(place, family);
    if (name === undefined || typeof document !== 'object' || document.states === undefined) return [];
    const own = member(name === '' ? part : { ...part, id: `${part.id}.${name}` });
    return document.states.map((state) => ({ name: stateName(state), condition: `${own} == ${state}` }));
  });
}

/** The last word of a state's name, as a user writes it: `vm.failureProbable` is `failure-probable`. */
export function stateName(state: string): string {
  return state.replace(/^.*\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export const isState = (name: string, written: string): boolean => idOf(name) === idOf(written);

/** The name in the net of a state of a place, `vm.health(2)`, that a user writes shortly; undefined when it has no such state. */
export function stateOfPlace(places: Places, place: string, written: string): string | undefined {
  const family = place.replace(/\(.*/, '');
  const [, document] = [...places].find(([name]) => name.replace(/\(.*/, '') === family) ?? [];
  if (typeof document !== 'object') return undefined;
  return document.states?.find((state) => state === written || isState(stateName(state), written));
}

/** `health` of `vm.health(i)`, nothing of `vm(i)`; undefined for a place of something else. */
function furtherName(place: string, { id, index }: Part): string | undefined {
  const subscript = index === undefined ? '' : `(${index})`;
  if (!place.endsWith(subscript)) return undefined;
  const name = place.slice(0, place.length - subscript.length);
  if (name === id) return '';
  const further = name.slice(id.length + 1);
  return name.startsWith(`${id}.`) && /^\w+$/.test(further) && further !== 'twin' ? further : undefined;
}
