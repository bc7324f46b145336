import { z } from 'zod';
import type { LifeCycle } from '../pieces/life-cycle.js';
import { activityOf, member, memberPlace, type Part } from '../pieces/part.js';
import { hostOf } from '../pieces/placement.js';
import { CONTAIN, SPREAD, STRIKE } from '../pieces/priorities.js';
import type { Problems } from '../read/problems.js';
import { serverCount } from '../read/service.js';
import type { Component } from '../system.js';
import type { Lowering, Mechanism, MechanismKind, MechanismNode } from './mechanism.js';
import type { MechanismWords } from './words.js';

const ESCAPE = 'a probability from 0 to 1';

export const containmentSchema = z.strictObject(
  {
    boundary: z
      .enum(['process', 'vm', 'host'])
      .describe(
        'What separates servers: processes of one operating system; VMs, whose escapes take the hypervisor; or hosts, whose escapes take all hypervisors',
      ),
    escape: z
      .number({ error: ESCAPE })
      .min(0, ESCAPE)
      .max(1, ESCAPE)
      .describe('Probability that a failure of a server gets across'),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'a map like {boundary: vm, escape: 0.05}' : undefined) },
);
type ContainmentDocument = z.infer<typeof containmentSchema>;

const CAUSE = 'escape';
/** The host that a failure has just escaped on, counted from 1; 0 when none has. */
const ESCAPED = 'containment.escaped';
const VMMS = ['hypervisor', 'vmm'];

/** What separates servers lets some of their failures through; these take down what it should have kept from them. */
export const containment: MechanismKind = {
  causes: [CAUSE],
  read(node, problems) {
    const document = node.usable.containment;
    if (document === undefined) return [];
    check(document, node, problems.below('containment'));
    const { layers, servers = [] } = node;
    const level = layers.findIndex(({ name }) => VMMS.includes(name));
    const vmm = layers[level];
    if (document.boundary === 'process')
      return [mechanism(document, { servers, victims: servers, level: layers.length })];
    return vmm === undefined ? [] : [mechanism(document, { servers, victims: [vmm], level })];
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

/** Whose failures may escape, what they then take down, and the layer that this strikes at. */
interface Extent {
  readonly servers: readonly Component[];
  readonly victims: readonly Component[];
  readonly level: number;
}

function mechanism(document: ContainmentDocument, extent: Extent): Mechanism {
  const mayEscape = (part: Part): boolean => extent.servers.some(({ id }) => id === part.component.id);
  return {
    name: 'containment',
    causes: new Map([[CAUSE, extent.level]]),
    fails: new Set(extent.victims.map(({ id }) => id)),
    words,
    crashed: ({ part }) => (mayEscape(part) ? { [coinOf(part)]: 1 } : {}),
    declare: (lowering) => declare(lowering, document, extent),
    measures: () => ({ escapes: { accumulated: 'containment.escapes', until: 'horizon' } }),
  };
}

const words: MechanismWords = {
  deeds: {
    escape: ({ called }) => `the failure of ${called} reached the bounds that contain it`,
    takeDown: ({ name }) => `${name} was taken down by a failure that had escaped`,
  },
  places: { coin: null },
  sentence: (activity) => (activity === 'contain' ? 'the failure that escaped spread no further' : undefined),
  placeName: (place) => (place === ESCAPED ? null : undefined),
};

/** Whether the failure of this server is yet to be looked at. */
const coinOf = (part: Part): string => memberPlace(part, 'coin');

function declare(lowering: Lowering, document: ContainmentDocument, extent: Extent): void {
  const { net, system, cycles } = lowering;
  const { hosts } = system;
  net.place(ESCAPED, { initial: 0, max: hosts === undefined ? 1 : net.constant('hosts.count', hosts.count) });
  const probability = net.constant('containment.escape', document.escape);
  const isOf = (components: readonly Component[]) => (cycle: LifeCycle) =>
    components.some(({ id }) => id === cycle.part.component.id);
  for (const { part } of cycles.filter(isOf(extent.servers))) {
    const tossed = { [coinOf(part)]: 0 };
    net.place(coinOf(part), { initial: 0, max: 1 });
    net.activity(activityOf('escape', part), { when: `${coinOf(part)} == 1 && ${ESCAPED} == 0`, immediate: STRIKE }, [
      { weight: probability, writes: { ...tossed, [ESCAPED]: hosts === undefined ? '1' : hostOf(part) } },
      { weight: `1 - ${probability}`, writes: tossed },
    ]);
  }
  for (const cycle of cycles.filter(isOf(extent.victims))) {
    const { part } = cycle;
    net.activity(
      activityOf('takeDown', part),
      { when: `${reach(lowering, document, part)} && ${cycle.runs}`, immediate: SPREAD },
      { [member(part)]: cycle.afterCrash, last: cycle.ifFront(lowering.causes.charged(CAUSE), 'last') },
    );
  }
  net.activity('contain', { when: `${ESCAPED} != 0`, immediate: CONTAIN }, { [ESCAPED]: 0 });
  net.reward('containment.escapes', { impulse: { contain: 1 } });
}

/** Whether a failure has escaped to where a victim is. */
function reach({ system }: Lowering, { boundary }: ContainmentDocument, part: Part): string {
  if (system.hosts === undefined || boundary === 'host') return `${ESCAPED} != 0`;
  return `${ESCAPED} == ${boundary === 'vm' ? part.index : hostOf(part)}`;
}
