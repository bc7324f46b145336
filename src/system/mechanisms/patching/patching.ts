import type { Mechanism, MechanismKind } from '../mechanism.js';
import { accountMeasures, declareAccounts } from './accounts.js';
import { declareInPlace } from './in-place.js';
import type { Plan } from './plan.js';
import { readPlan } from './read.js';
import { patchedCycles } from './rollout.js';
import { declareSpoiling, declareSteps } from './steps.js';
import { words } from './words.js';

/** Patches are applied as they come out. */
export const patching: MechanismKind = {
  causes: ['patch'],
  read({ usable, has, layers, servers }, problems) {
    const document = usable.patching;
    if (document === undefined) return [];
    const plan = readPlan(document, has('vulnerabilities'), problems.below('patching'));
    return servers === undefined ? [] : [mechanism(plan, layers.length, new Set(servers.map(({ id }) => id)))];
  },
};

function mechanism(plan: Plan, level: number, servers: ReadonlySet<string>): Mechanism {
  return {
    causes: new Map([['patch', level]]),
    restores: true,
    words,
    states: ({ id }) => (servers.has(id) ? ['patching', 'restarting'] : []),
    declare: (lowering) => {
      const cycles = patchedCycles(lowering);
      for (const cycle of cycles) {
        declareInPlace(lowering, plan, cycle);
        declareSteps(lowering, plan, cycle);
        if (plan.failure !== undefined) declareSpoiling(lowering, plan.failure, cycle);
      }
      declareAccounts(lowering, plan, cycles);
    },
    measures: () => accountMeasures(plan),
  };
}
