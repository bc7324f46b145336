import type { Named } from '../system/mechanisms/words.js';
import { levelOf } from '../system/pieces/cause-levels.js';
import { member, membersOf, type Part } from '../system/pieces/part.js';
import type { Parts } from '../system/pieces/service-labels.js';
import type { System } from '../system/system.js';

/** One component, or one VM of several, or one slot of it. */
export interface Member extends Named {
  readonly part: Part;
  /** Name of its place in the net. */
  readonly place: string;
  /** `(2)` of `vm(2)`. */
  readonly subscript: string;
  /** What its place is called: its name, and which slot it is when there are two. */
  readonly label: string;
}

/** Every component of a system, each by itself. */
export function systemMembers(system: System, { layers, onTop, servers }: Parts): readonly Member[] {
  const parts = [...layers, ...onTop, ...servers];
  const slotted = new Set(parts.filter(isTwin).map(({ component }) => component.id));
  return parts.flatMap((part) => {
    const { component, id } = part;
    const slot = slotted.has(component.id) ? ` (slot ${isTwin(part) ? 2 : 1})` : '';
    return membersOf(part).map((one) => {
      const place = member(one);
      const name = one.index === undefined ? component.name : `${component.name} ${one.index}`;
      const called = one.index === undefined ? `the ${name}` : name;
      const subscript = place.slice(id.length);
      return { name, called, component, below: belowOf(system, one), part, place, subscript, label: name + slot };
    });
  });
}

/** What it stands on, within a sentence. */
function belowOf(system: System, { component, index }: Part): string {
  const level = levelOf(system, component.id);
  const layer = system.layers[level - 1]?.name ?? '';
  if (system.hosts === undefined) return `the ${layer}`;
  return level === system.layers.length ? `the ${layer} of its host` : `${layer} ${index}`;
}

const isTwin = ({ id, component }: Part): boolean => id !== component.id;
