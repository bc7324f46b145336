import type { System } from '../../../system/system.js';
import { anyOfEqual } from '../any-vm.js';
import { kOfN } from '../k-of-n.js';
import { all, any, type Probability, power } from '../probability.js';
import { type Unit, unitOf } from './unit.js';

/** What a service needs, in the closed forms' eyes: every one of `series`, and `needs` of the servers. */
export interface ServiceStructure {
  /** The layers, and the function in the hypervisor. */
  readonly series: readonly Unit[];
  readonly servers: readonly Unit[];
  readonly serverCount: number;
  readonly needs: number;
}

export function structureOf(system: System): ServiceStructure {
  const onTop = system.function?.in === 'hypervisor' ? [system.function.component] : [];
  const servers = system.servers.map((group) => unitOf(system, group, group.count));
  return {
    series: [...system.layers, ...onTop].map((component) => unitOf(system, component)),
    servers,
    serverCount: servers.reduce((sum, group) => sum + group.count, 0),
    needs: system.service.needs,
  };
}

export function unitsOf(structure: ServiceStructure): readonly Unit[] {
  return [...structure.series, ...structure.servers];
}

/** Whether every server is needed, so that the first failure of anything ends the service. */
export function needsAll(structure: ServiceStructure): boolean {
  return structure.needs === structure.serverCount;
}

/** Probability that the service works when each unit does, independently, with its own probability. */
export function serviceWorks(structure: ServiceStructure, works: (unit: Unit) => Probability): Probability {
  return all([...structure.series.map(works), enoughServers(structure, works)]);
}

function enoughServers(structure: ServiceStructure, works: (unit: Unit) => Probability): Probability {
  const { servers, needs } = structure;
  if (needsAll(structure)) return all(servers.map((group) => power(works(group), group.count)));
  if (needs === 1) return any(servers.map((group) => anyOfEqual(works(group), group.count)));
  return kOfN(
    needs,
    servers.flatMap((group) => new Array<Probability>(group.count).fill(works(group))),
  );
}

/** Expected number of servers that work while the layers and the function in the hypervisor do. */
export function capacity(structure: ServiceStructure, works: (unit: Unit) => Probability): number {
  const working = structure.servers.reduce((sum, group) => sum + group.count * works(group).value, 0);
  return all(structure.series.map(works)).value * working;
}

/** Steps that one evaluation takes: k-of-n sums grow with k n. */
export function evaluationSteps({ needs, serverCount, ...rest }: ServiceStructure): number {
  return needs === 1 || needsAll({ needs, serverCount, ...rest }) ? serverCount : needs * serverCount;
}
