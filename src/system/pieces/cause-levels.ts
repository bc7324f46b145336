import { mechanismsOf } from '../mechanisms/mechanism.js';
import type { System } from '../system.js';

/**
 * Everything an outage can be charged to, each with the layer it strikes at, from 0, the hardware's: a layer, the VMs or the
 * software, the function, each common cause at the lowest of its members, and what mechanisms do. A mechanism that strikes at
 * several layers is charged under several names, `rejuvenation` and `rejuvenation.hypervisor`, of which `chargedName` makes one.
 */
export function causeLevels(system: System): ReadonlyMap<string, number> {
  const levels = new Map(system.layers.map((layer, level) => [layer.name, level]));
  const top = system.layers.length;
  if (system.function !== undefined) levels.set('function', top);
  levels.set(system.servers.some((server) => server.name === 'software') ? 'software' : 'vm', top);
  for (const cause of system.commonCauses) {
    levels.set(cause.name, Math.min(...cause.members.map((id) => levelOf(system, id))));
  }
  for (const mechanism of mechanismsOf(system)) {
    for (const [name, level] of mechanism.causes ?? []) levels.set(name, level);
  }
  return levels;
}

/** What the user reads a cause as: names of users have no dots. */
export function chargedName(cause: string): string {
  return cause.replace(/\..*/, '');
}

/** The layer a component is in, by id; whatever is no layer stands on the topmost. */
export function levelOf(system: System, id: string): number {
  const level = system.layers.findIndex((layer) => layer.id === id);
  return level === -1 ? system.layers.length : level;
}
