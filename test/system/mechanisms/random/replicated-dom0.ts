import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { component, hardware, mean, meanOrNone, perhaps, shock, vmCounts } from './components.js';

const node = fc
  .record({
    hypervisor: component,
    dom0: fc.record({ mttf: mean, mttr: mean, detection: meanOrNone, boot: meanOrNone }),
    steps: fc.record({ accusation: meanOrNone, promotion: meanOrNone }),
    vm: component,
    counts: vmCounts,
    independent: fc.boolean(),
    isShocked: fc.boolean(),
    every: perhaps(mean),
  })
  .map(({ hypervisor, dom0, steps, vm, counts, independent, isShocked, every }) => ({
    independent,
    hardware,
    hypervisor,
    // Five have too many states.
    dom0: { ...dom0, replicas: 3, ...steps },
    vms: { count: counts.count, ...vm },
    service: { needs: counts.needs },
    ...(isShocked ? { 'common-cause': shock } : {}),
    ...(every === undefined ? {} : { rejuvenation: { of: 'dom0', every } }),
  }));

export const replicatedDom0: RandomSystems = {
  what: 'run on Dom0s that watch each other',
  node,
  runs: 4,
  charges: { rejuvenate: /^cause\.rejuvenation/, fail: /^cause\.(hardware|hypervisor|vm|dom0|promotion)$/ },
};
