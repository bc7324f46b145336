import { activityOf, member } from '../../pieces/part.js';
import { hostOf } from '../../pieces/placement.js';
import { SPREAD } from '../../pieces/priorities.js';
import type { Problems } from '../../read/problems.js';
import { serverCount } from '../../read/service.js';
import type { Component } from '../../system.js';
import { type Lowering, type Mechanism, type MechanismKind, type MechanismNode, mechanismsOf } from '../mechanism.js';
import { attackers, type Crossing, declareCrossing, failures, tosses } from './crossing.js';
import type { ContainmentDocument } from './schema.js';
import { words } from './words.js';

const CAUSE = 'escape';
const VMMS = ['hypervisor', 'vmm'];

/** What separates servers lets some of their failures, and some attackers, through; these strike what it should have kept from them. */
export const containment: MechanismKind = {
  causes: [CAUSE],
  read(node, problems) {
    const document = node.usable.containment;
    if (document === undefined) return [];
    check(document, node, problems.below('containment'));
    const { layers, servers = [] } = node;
    const level = layers.findIndex(({ name }) => VMMS.includes(name));
    const vmm = layers[level];
    const isAttacked = node.usable.vulnerabilities?.exploit !== undefined;
    if (document.boundary === 'process')
      return [mechanism(document, { servers, victims: servers, level: layers.length, isAttacked })];
    return vmm === undefined ? [] : [mechanism(document, { servers, victims: [vmm], level, isAttacked })];
  },
};

function check({ boundary }: ContainmentDocument, { usable, servers }: MechanismNode, problems: Problems): void {
  if (usable.software !== undefined) {
    problems.report([], 'containment within a node that is not virtualised', 'a hypervisor with vms');
  }
  if (usable.independent === true) {
    problems.report([], 'escapes where no component takes another down', 'independent: false');
  }
  if (boundary === 'host' && usable.hosts === undefined) {
    problems.report(
      ['boundary'],
      'hosts that separate the VMs of one',
      'hosts, like hosts: {count: 2}, or boundary: vm',
    );
  }
  if (boundary === 'process' && servers !== undefined && serverCount(servers) === 1) {
    problems.report(['boundary'], 'processes that separate one server', 'more than one');
  }
}

/** Whose failures may escape, what they then take down, the layer that this strikes at, and whether attackers may break out too. */
interface Extent {
  readonly servers: readonly Component[];
  readonly victims: readonly Component[];
  readonly level: number;
  readonly isAttacked: boolean;
}

function mechanism(document: ContainmentDocument, extent: Extent): Mechanism {
  const isServer = ({ id }: Component): boolean => extent.servers.some((server) => server.id === id);
  return {
    name: 'containment',
    causes: new Map([[CAUSE, extent.level]]),
    fails: new Set(extent.victims.map(({ id }) => id)),
    words,
    crashed: ({ part }) => (isServer(part.component) ? tosses(failures, part) : {}),
    compromised: ({ part }) => (isServer(part.component) ? tosses(attackers, part) : {}),
    declare: (lowering) => {
      declareEscapes(lowering, document, extent);
      if (extent.isAttacked) declareBreakouts(lowering, document, extent);
    },
    measures: () => ({
      escapes: { accumulated: 'containment.escapes', until: 'horizon' },
      ...(extent.isAttacked ? { breakouts: { accumulated: 'containment.breakouts', until: 'horizon' } } : {}),
    }),
  };
}

/** A failure that escapes takes down what it reaches. */
function declareEscapes(lowering: Lowering, document: ContainmentDocument, { servers, victims }: Extent): void {
  const { net, causes } = lowering;
  declareCrossing(
    lowering,
    failures,
    probabilityOf(lowering, document),
    cyclesOf(lowering, servers).map(({ part }) => part),
  );
  for (const cycle of cyclesOf(lowering, victims)) {
    const { part } = cycle;
    const host = document.boundary === 'vm' ? (part.index ?? '') : hostOf(part);
    net.activity(
      activityOf('takeDown', part),
      { when: `${reach(lowering, document, failures, host)} && ${cycle.runs}`, immediate: SPREAD },
      { [member(part)]: cycle.afterCrash, last: cycle.ifFront(causes.charged(CAUSE), 'last') },
    );
  }
  net.reward('containment.escapes', { impulse: { [failures.end]: 1 } });
}

/** An attacker who breaks out gets into every server that is reached. */
function declareBreakouts(lowering: Lowering, document: ContainmentDocument, { servers }: Extent): void {
  const { net, system } = lowering;
  const cycles = cyclesOf(lowering, servers);
  declareCrossing(
    lowering,
    attackers,
    probabilityOf(lowering, document),
    cycles.map(({ part }) => part),
  );
  for (const cycle of cycles) {
    const { part } = cycle;
    const isReached = reach(lowering, document, attackers, hostOf(part));
    for (const { when, outcome } of mechanismsOf(system).flatMap((each) => each.invaded?.(cycle, lowering) ?? [])) {
      net.activity(activityOf('invade', part), { when: `${isReached} && ${when}`, immediate: SPREAD }, outcome);
    }
  }
  net.reward('containment.breakouts', { impulse: { [attackers.end]: 1 } });
}

const probabilityOf = ({ net }: Lowering, document: ContainmentDocument): string =>
  net.constant('containment.escape', document.escape);

const cyclesOf = ({ cycles }: Lowering, components: readonly Component[]): Lowering['cycles'] =>
  cycles.filter(({ part }) => components.some(({ id }) => id === part.component.id));

/** Whether something has got across to what is on a host, an expression of its number. */
function reach(
  { system }: Lowering,
  { boundary }: ContainmentDocument,
  { across }: Pick<Crossing, 'across'>,
  host: string,
): string {
  return system.hosts === undefined || boundary === 'host' ? `${across} != 0` : `${across} == ${host}`;
}
