import type { NetDocument } from '../net/document.js';
import { NetBuilder } from './net-builder.js';
import { netDuration } from './net-time.js';
import { causeLevels, levelOf } from './pieces/cause-levels.js';
import { Causes } from './pieces/causes.js';
import { declareCommonCause } from './pieces/common-cause.js';
import { couple } from './pieces/coupling.js';
import { declareFailures } from './pieces/failures.js';
import { LifeCycle } from './pieces/life-cycle.js';
import { standardMeasures } from './pieces/measures.js';
import { countOfAll, type Part, serverPart, singlePart } from './pieces/part.js';
import { declareLabels, type Parts } from './pieces/service-labels.js';
import { canBeWrong, declareAgreement, hasAgreement } from './pieces/wrong-answers.js';
import type { System } from './system.js';

/**
 * The net that a system is: a place for each component, an activity for each step of its life, and the standard measures.
 * Its numbers are constants named after where the user wrote them (`vms.mttf`, `hostOs.boot`), its states after the
 * component (`vm.up`), and its labels are `service`, `capacity` and, where answers can be wrong, `wrong` and `unsafe`.
 */
export function lowerSystem(system: System): NetDocument {
  const net = new NetBuilder();
  net.constant('mission', netDuration(system.mission ?? system.horizon));
  net.constant('horizon', netDuration(system.horizon));
  const parts = partsOf(system);
  const causes = new Causes(causeLevels(system));
  const cycles = [...parts.layers, ...parts.onTop, ...parts.servers].map((part) => lifeCycle(system, part));
  declareIndices(net, parts.servers);
  for (const cycle of cycles) {
    cycle.declare(net);
    declareFailures(net, system, cycle, causes);
    declareCoupling(net, system, parts, cycle);
  }
  for (const cause of system.commonCauses) declareCommonCause(net, system, cause, cycles, causes);
  causes.declare(net);
  if (hasAgreement(system)) declareAgreement(net, system.service.voting?.agree ?? 0);
  declareLabels(net, system, parts);
  declareMeasures(net, system);
  return net.document(system.name, system.run);
}

function partsOf(system: System): Parts {
  return {
    layers: system.layers.map(singlePart),
    onTop: system.function?.in === 'hypervisor' ? [singlePart(system.function.component)] : [],
    servers: system.servers.map(serverPart),
  };
}

function lifeCycle(system: System, part: Part): LifeCycle {
  const server = system.servers.find((candidate) => candidate.id === part.component.id);
  return new LifeCycle(part, {
    canFall: !system.independent && levelOf(system, part.component.id) > 0,
    bootWaits: system.bootsAtOnce !== undefined && server?.boot !== undefined,
    canBeWrong: server !== undefined && canBeWrong(system, server),
  });
}

function declareIndices(net: NetBuilder, servers: readonly Part[]): void {
  for (const { component, count, index } of servers) {
    if (index !== undefined) net.index(index, net.constant(`${component.prefix}.count`, count));
  }
}

function declareCoupling(net: NetBuilder, system: System, { layers, servers }: Parts, cycle: LifeCycle): void {
  const level = levelOf(system, cycle.part.component.id);
  const below = layers[level - 1];
  if (system.independent || below === undefined) return;
  if (system.bootsAtOnce === undefined || !servers.includes(cycle.part) || cycle.part.component.boot === undefined) {
    couple(net, cycle, below, level);
    return;
  }
  const booting = countOfAll(
    servers.filter((part) => part.component.boot !== undefined),
    'booting',
  );
  couple(net, cycle, below, level, `${booting} < ${net.constant('bootsAtOnce', system.bootsAtOnce)}`);
}

function declareMeasures(net: NetBuilder, system: System): void {
  net.span('outage', { while: '!service' });
  net.span('uptime', { while: 'service' });
  for (const [name, measure] of standardMeasures(system)) {
    if (system.measuresKept?.includes(name) ?? true) net.measure(name, measure);
  }
  for (const [name, measure] of Object.entries(system.measuresAdded)) net.measure(name, measure);
}
