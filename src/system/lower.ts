import type { NetDocument } from '../net/document.js';
import { addedStates, crashWrites, isSlotted, type Lowering, mechanismsOf } from './mechanisms/mechanism.js';
import { NetBuilder } from './net-builder.js';
import { netDuration } from './net-time.js';
import { causeLevels, levelOf } from './pieces/cause-levels.js';
import { Causes } from './pieces/causes.js';
import { declareCommonCause } from './pieces/common-cause.js';
import { couple } from './pieces/coupling.js';
import { declareFailureCount, declareFailures } from './pieces/failures.js';
import { LifeCycle } from './pieces/life-cycle.js';
import { measuresOf } from './pieces/measures.js';
import { countWhere, HOST, isIn, type Part, serverPart, singlePart, starred, twinPart } from './pieces/part.js';
import { hostCount, hostOf, layerOn, Placement } from './pieces/placement.js';
import { declareLabels, type Parts } from './pieces/service-labels.js';
import { declareFront, slotsOf } from './pieces/slots.js';
import type { State } from './pieces/state.js';
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
  const below = (part: Part): Part | undefined => layerBelow(system, parts, part);
  const mayBoot = (server: Part): string | undefined => bootLimit(net, system, cycles, server);
  const placement = placementOf(net, system, parts);
  const lowering = { net, system, parts, cycles, causes, mayBoot, below, placement };
  declareIndices(net, system, parts.servers);
  for (const cycle of cycles) {
    cycle.declare(net);
    declareFailures(lowering, cycle);
    declareCoupling(lowering, cycle);
  }
  declareSlots(lowering);
  for (const mechanism of mechanismsOf(system)) mechanism.declare(lowering);
  if (mechanismsOf(system).length > 0) declareFailureCount(lowering);
  for (const cause of system.commonCauses) declareCommonCause(net, system, cause, cycles, causes);
  causes.declare(net);
  if (hasAgreement(system)) declareAgreement(net, system.service.voting?.agree ?? 0);
  declareLabels(lowering);
  declareMeasures(net, system);
  return net.document(system.name, system.run);
}

/** The components of a system as its net has them. */
export function partsOf(system: System): Parts {
  return {
    layers: system.layers.map((layer) => singlePart(layer, hostCount(system))),
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
    isSlot: isSlotted(system, part.component),
    isTwin: part.id !== part.component.id,
    crashed: (cycle) => crashWrites(system, cycle),
  });
}

/** States that count where boots are limited. */
const BOOTS: readonly State[] = ['booting', 'rejuvenating', 'rejuvenatingAged', 'loading', 'restarting'];

/** When one more server may boot on the host of this one; undefined when there is no limit. */
function bootLimit(net: NetBuilder, system: System, cycles: readonly LifeCycle[], server: Part): string | undefined {
  if (system.bootsAtOnce === undefined) return undefined;
  const counts = cycles.flatMap((cycle) => {
    const found = isBootingServer(system, cycle.part) ? BOOTS.filter((state) => cycle.has(state)) : [];
    return found.map((state) => {
      const each = starred(cycle.part);
      const isHere = system.hosts === undefined ? '' : ` && ${hostOf(each)} == ${hostOf(server)}`;
      return countWhere(cycle.part.index, isIn(each, state) + isHere);
    });
  });
  if (counts.length === 0) return undefined;
  return `${counts.join(' + ')} < ${net.constant('bootsAtOnce', system.bootsAtOnce)}`;
}

function isBootingServer(system: System, { component }: Part): boolean {
  return component.boot !== undefined && system.servers.some((server) => server.id === component.id);
}

function declareIndices(net: NetBuilder, system: System, servers: readonly Part[]): void {
  if (system.hosts !== undefined) net.index(HOST, net.constant('hosts.count', system.hosts.count));
  for (const { id, component, count, index } of servers) {
    if (index !== undefined && id === component.id) net.index(index, net.constant(`${component.prefix}.count`, count));
  }
}

/** The layer that a part stands on; with several hosts that of its own host. */
function layerBelow(system: System, { layers, servers }: Parts, part: Part): Part | undefined {
  const layer = layers[levelOf(system, part.component.id) - 1];
  const isServer = servers.some(({ id }) => id === part.id);
  return layer && layerOn(layer, isServer ? hostOf(part) : (part.index ?? ''));
}

function declareCoupling(lowering: Lowering, cycle: LifeCycle): void {
  const { system } = lowering;
  const { part } = cycle;
  const below = lowering.below(part);
  if (system.independent || below === undefined) return;
  const limit = isBootingServer(system, part) ? lowering.mayBoot(part) : undefined;
  couple(lowering, cycle, below, levelOf(system, part.component.id), limit);
}

function placementOf(net: NetBuilder, system: System, { layers }: Parts): Placement | undefined {
  const top = layers.at(-1);
  return system.hosts && top && new Placement(net, system, system.hosts, top);
}

/** Which slot of each VM holds it, where it has two, and which host each is on, where there are several. */
function declareSlots({ net, parts, placement }: Lowering): void {
  for (const part of parts.servers) {
    if (part.id !== part.component.id) declareFront(net, slotsOf({ ...part, id: part.component.id }));
    placement?.declare(part);
  }
}

function declareMeasures(net: NetBuilder, system: System): void {
  net.span('outage', { while: '!service' });
  net.span('uptime', { while: 'service' });
  for (const [name, measure] of measuresOf(system)) {
    if (system.measuresKept?.includes(name) ?? true) net.measure(name, measure);
  }
  for (const [name, measure] of Object.entries(system.measuresAdded)) net.measure(name, measure);
}
