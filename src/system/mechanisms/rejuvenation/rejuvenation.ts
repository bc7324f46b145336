import type { LifeCycle } from '../../pieces/life-cycle.js';
import { singlePart } from '../../pieces/part.js';
import { otherSlot } from '../../pieces/slots.js';
import type { Component } from '../../system.js';
import type { Lowering, Mechanism, MechanismKind, MechanismNode } from '../mechanism.js';
import { accountMeasures, capacityCost, declareAccounts } from './accounts.js';
import { declareNotice } from './notice.js';
import { componentsOf, cyclesOf, isByAge, type Plan, type Reincarnation } from './plan.js';
import { readPlans } from './read.js';
import { declareReboot } from './reboot.js';
import { declareReincarnation } from './reincarnation.js';
import { isVacated, outlastsReboot } from './vacate.js';
import { words } from './words.js';

/** Software is made as good as new from time to time, before it fails: rebooted in place, or replaced by a clean copy. */
export const rejuvenation: MechanismKind = {
  causes: ['rejuvenation'],
  read(node, problems) {
    const document = node.usable.rejuvenation;
    if (document === undefined) return [];
    const plans = readPlans(document, node, problems.below('rejuvenation'));
    return plans.length === 0 ? [] : [mechanism(plans, node)];
  },
};

function mechanism(plans: readonly Plan[], { usable, servers: groups }: MechanismNode): Mechanism {
  const servers = new Set(groups?.map(({ id }) => id));
  const inPlace = plans.filter(({ how }) => how.kind === 'reboot');
  const copied = plans.filter(({ how }) => how.kind === 'reincarnation');
  const has = (among: readonly Plan[], component: Component): boolean =>
    among.some((plan) => componentsOf(plan).some(({ id }) => id === component.id));
  const evacuated = plans.flatMap(({ subjects }) =>
    subjects.kind === 'layer' && subjects.vacating?.kind === 'evacuate' ? [subjects.layer] : [],
  );
  const suspends = plans.some(({ subjects }) => subjects.kind === 'layer' && subjects.vacating?.kind === 'suspend');
  return {
    name: 'rejuvenation',
    causes: new Map(inPlace.map(({ cause, level }) => [cause, level])),
    restores: true,
    spares: outlastsReboot,
    closes: (host) => evacuated.map((layer) => isVacated({ ...singlePart(layer, 2), index: host })),
    words,
    slotted: new Set(copied.flatMap((plan) => componentsOf(plan).map(({ id }) => id))),
    states: (component) => [
      ...(has(inPlace, component) ? (['rejuvenating'] as const) : []),
      ...(has(inPlace.filter(isSlowerWhenAged), component) ? (['rejuvenatingAged'] as const) : []),
      ...(has(copied, component) ? (['loading'] as const) : []),
      ...(suspends && servers.has(component.id) ? (['saving', 'suspended', 'resuming'] as const) : []),
    ],
    capacityCost: (server, lowering) => capacityCost(lowering, plans, server),
    declare: (lowering) => declare(lowering, plans),
    lostWork: { to: 'rejuvenation', kind: 'rate', rate: 'rejuvenation.work' },
    measures: () => accountMeasures(plans, usable.independent ?? false),
  };
}

const isSlowerWhenAged = ({ how }: Plan): boolean =>
  how.kind === 'reboot' && how.time !== undefined && isByAge(how.time);

function declare(lowering: Lowering, plans: readonly Plan[]): void {
  for (const plan of plans) {
    const cycles = cyclesOf(lowering, plan);
    for (const cycle of cycles) declareNotice(lowering, plan, cycle);
    const { how } = plan;
    if (how.kind === 'reboot') for (const cycle of cycles) declareReboot(lowering, plan, how, cycle);
    else declareSlots(lowering, plan, how, cycles);
  }
  declareAccounts(lowering, plans);
}

function declareSlots(lowering: Lowering, plan: Plan, how: Reincarnation, cycles: readonly LifeCycle[]): void {
  for (const original of cycles) {
    const copy = otherSlot(cycles, original);
    if (copy === undefined) throw new Error(`${original.part.id} has no second slot`);
    declareReincarnation(lowering, plan, { how, original, copy });
  }
}
