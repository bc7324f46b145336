import { hoursOf } from '../../../system/net-time.js';
import type { System } from '../../../system/system.js';
import { all } from '../probability.js';
import type { Verdict } from '../verdict.js';
import { hypervisorBound, virtualisingPays } from '../virtualising-pays.js';
import { broken, ownLivesAssumptions } from './assumptions.js';
import { structureOf } from './structure.js';
import { survival } from './unit.js';

/** Inequality A put to a virtualised system: what it says of a mission without repair, or why it says nothing. */
export type InequalityA =
  | {
      readonly applies: true;
      readonly verdict: Verdict;
      /** The R_V above which virtualising pays. */
      readonly hypervisorBound: number;
      readonly hypervisor: number;
      readonly vm: number;
      readonly vmCount: number;
      readonly missionHours: number;
      /** What the system has besides, of which the verdict knows nothing. */
      readonly leavesOut: readonly string[];
    }
  | { readonly applies: false; readonly reasons: readonly string[] };

/**
 * A: R_V [1 - (1 - R_M)^n] > R_M, with R_V the survival of all layers above the hardware, and R_M of one VM, over the mission (the
 * horizon when there is none). It is about lives that are independent and end by themselves, and about a mission in which nothing is
 * repaired, whether or not the system repairs anything. Common causes are left out, which is said; a system of which the rest does
 * not hold gets no verdict.
 */
export function inequalityA(system: System): InequalityA {
  const structure = structureOf(system);
  const [, ...layers] = structure.series;
  const [vm, ...others] = structure.servers;
  const reasons: string[] = [];
  if (system.layers.length < 2) reasons.push('the node is not virtualised');
  if (others.length > 0 || vm === undefined) reasons.push('its VMs differ');
  if (system.service.needs !== 1) reasons.push(`the service needs ${system.service.needs} VMs, not any one`);
  if (system.function !== undefined)
    reasons.push('a function is modelled apart (conditions C1, C2 and B are about that)');
  const apart = { ...system, commonCauses: [] };
  reasons.push(...broken(ownLivesAssumptions, apart, structureOf(apart)));
  if (vm === undefined || reasons.length > 0) return { applies: false, reasons };
  const missionHours = hoursOf(system.mission ?? system.horizon);
  const hypervisor = all(layers.map((layer) => survival(layer, missionHours)));
  const reliability = survival(vm, missionHours);
  return {
    applies: true,
    verdict: virtualisingPays({ hypervisor, vm: reliability, vmCount: vm.count }),
    hypervisorBound: hypervisorBound({ vm: reliability, vmCount: vm.count }).value,
    hypervisor: hypervisor.value,
    vm: reliability.value,
    vmCount: vm.count,
    missionHours,
    leavesOut: broken(ownLivesAssumptions, system, structure),
  };
}
