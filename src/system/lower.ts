import type { NetDocument } from '../net/document.js';
import { addedStates, isSlotted, type Lowering, mechanismsOf } from './mechanisms/mechanism.js';
import { NetBuilder } from './net-builder.js';
import { netDuration } from './net-time.js';
import { causeLevels, levelOf } from './pieces/cause-levels.js';
import { Causes } from './pieces/causes.js';
import { declareCommonCause } from './pieces/common-cause.js';
import { couple } from './pieces/coupling.js';
import { declareFailures } from './pieces/failures.js';
import { LifeCycle } from './pieces/life-cycle.js';
import { measuresOf } from './pieces/measures.js';
import { countOfAll, type Part, serverPart, singlePart, twinPart } from './pieces/part.js';
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
  const lowering = { net, system, parts, cycles, causes, mayBoot: () => mayBoot(net, system, cycles) };
  declareIndices(net, parts.servers);
  for (const cycle of cycles) {
    cycle.declare(net);
    declareFailures(net, system, cycle, causes);
    declareCoupling(lowering, cycle);
  }
  for (const mechanism of mechanismsOf(system)) mechanism.declare(lowering);
  for (const cause of system.commonCauses) declareCommonCause(net, system, cause, cycles, causes);
  causes.declare(net);
  if (hasAgreement(system)) declareAgreement(net, system.service.voting?.agree ?? 0);
  declareLabels(lowering);
  declareMeasures(net, system);
  return net.document(system.name, system.run);
}

function partsOf(system: System): Parts {
  return {
    layers: system.layers.map(singlePart),
    onTop: system.function?.in === 'hypervisor' ? [singlePart(system.function.component)] : [],
    servers: system.servers.flatMap((group) => {
      const part = serverPart(group);
      return isSlotted(system, group) ? [part, twinPart(part)] : [part];
    }),
  };
}

function lifeCycle(system: System, part: Part): LifeCycle {
  const server = system.servers.find((candidate) => candidate.id === part.component.id);
  return new LifeCycle(part, {
    canFall: !system.independent && levelOf(system, part.component.id) > 0,
    bootWaits: system.bootsAtOnce !== undefined && server?.boot !== undefined,
    canBeWrong: server !== undefined && canBeWrong(system, server),
    added: addedStates(system, part.component),
    isTwin: part.id !== part.component.id,
  });
}

/** When one more server may boot; undefined when there is no limit. */
function mayBoot(net: NetBuilder, system: System, cycles: readonly LifeCycle[]): string | undefined {
  if (system.bootsAtOnce === undefined) return undefined;
  const states = ['booting', 'rejuvenating'] as const;
  const counts = states.flatMap((state) => {
    const among = cycles.filter((cycle) => isBootingServer(system, cycle.part) && cycle.has(state));
    const count = countOfAll(
      among.map(({ part }) => part),
      state,
    );
    return among.length === 0 ? [] : [count];
  });
  if (counts.length === 0) return undefined;
  return `${counts.join(' + ')} < ${net.constant('bootsAtOnce', system.bootsAtOnce)}`;
}

function isBootingServer(system: System, { component }: Part): boolean {
  return component.boot !== undefined && system.servers.some((server) => server.id === component.id);
}

function declareIndices(net: NetBuilder, servers: readonly Part[]): void {
  for (const { id, component, count, index } of servers) {
    if (index !== undefined && id === component.id) net.index(index, net.constant(`${component.prefix}.count`, count));
  }
}

function declareCoupling({ net, system, parts, mayBoot: limit }: Lowering, cycle: LifeCycle): void {
  const level = levelOf(system, cycle.part.component.id);
  const below = parts.layers[level - 1];
  if (system.independent || below === undefined) return;
  couple(net, cycle, below, level, isBootingServer(system, cycle.part) ? limit() : undefined);
}

function declareMeasures(net: NetBuilder, system: System): void {
  net.span('outage', { while: '!service' });
  net.span('uptime', { while: 'service' });
  for (const [name, measure] of measuresOf(system)) {
    if (system.measuresKept?.includes(name) ?? true) net.measure(name, measure);
  }
  for (const [name, measure] of Object.entries(system.measuresAdded)) net.measure(name, measure);
}
