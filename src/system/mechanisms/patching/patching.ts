import { serverCycles } from '../../pieces/servers.js';
import { otherSlot } from '../../pieces/slots.js';
import type { Mechanism, MechanismKind } from '../mechanism.js';
import { accountMeasures, declareAccounts } from './accounts.js';
import { declareInPlace } from './in-place.js';
import type { Plan } from './plan.js';
import { readPlan } from './read.js';
import { declareSpoiling, declareSteps } from './steps.js';
import { capacityCost, declareSwap, swapStates } from './swap.js';
import { words } from './words.js';

/** Patches are applied as they come out. */
export const patching: MechanismKind = {
  causes: ['patch'],
  read(node, problems) {
    const { patching: document } = node.usable;
    if (document === undefined) return [];
    const { layers, servers } = node;
    const plan = readPlan(document, node, problems.below('patching'));
    return servers === undefined ? [] : [mechanism(plan, layers.length, new Set(servers.map(({ id }) => id)))];
  },
};

function mechanism(plan: Plan, level: number, servers: ReadonlySet<string>): Mechanism {
  return {
    name: 'patching',
    causes: new Map([['patch', level]]),
    restores: true,
    words,
    slotted: plan.swap === undefined ? new Set() : servers,
    states: ({ id, boot }) => {
      if (!servers.has(id)) return [];
      const waits = plan.restartWaits && boot !== undefined;
      return [
        'patching',
        ...(waits ? (['applied'] as const) : []),
        'restarting',
        ...(plan.swap === undefined ? [] : swapStates(plan.swap)),
      ];
    },
    failsBy: ({ id }) => (plan.failure !== undefined && servers.has(id) ? ['spoil'] : []),
    capacityCost: (server, lowering) => plan.swap && capacityCost(lowering, plan.swap, server),
    declare: (lowering) => {
      const cycles = serverCycles(lowering);
      for (const cycle of cycles) {
        const beside = otherSlot(cycles, cycle);
        declareInPlace(lowering, plan, cycle, beside);
        if (plan.swap !== undefined && beside !== undefined)
          declareSwap(lowering, { plan, swap: plan.swap, original: cycle, copy: beside });
        declareSteps(lowering, plan, cycle);
        if (plan.failure !== undefined) declareSpoiling(lowering, plan.failure, cycle);
      }
      declareAccounts(lowering, plan, cycles);
    },
    measures: () => accountMeasures(plan),
  };
}
