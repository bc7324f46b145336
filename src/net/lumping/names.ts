import type { Net } from '../net.js';
import type { Group } from './candidates.js';

/** Names of what a lumped net has, each given once. */
export class Names {
  private readonly taken = new Set<string>();

  unique(wanted: string): string {
    let name = wanted;
    for (let k = 2; this.taken.has(name); k++) name = `${wanted} #${k}`;
    this.taken.add(name);
    return name;
  }
}

/** A state of a unit in words: `vm(*)=up`. */
export function stateText(net: Net, { templates, units }: Group, state: readonly number[]): string {
  return state
    .map((value, role) => {
      const place = net.places[units[0]?.places[role] ?? -1];
      return `${templates[role]?.replace('#', '*')}=${place?.states?.[value] ?? value}`;
    })
    .join(', ');
}

/** The name of what two units have alike: `failVm(*)` of `failVm(1)` and `failVm(2)`. */
export function commonName(one: string, other: string): string {
  const numbers = other.match(/\d+/g) ?? [];
  if (one.replace(/\d+/g, '#') !== other.replace(/\d+/g, '#')) return one;
  let position = 0;
  return one.replace(/\d+/g, (number) => (numbers[position++] === number ? number : '*'));
}
