import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { hardware, mean, meanOrNone, perhaps, vmCounts } from './components.js';

const rejuvenation = fc.oneof(
  fc.record({ every: mean }),
  fc.record({
    every: mean,
    how: fc.constant('reincarnation'),
    'boot-work': mean,
    'boot-share': fc.constantFrom(0.5, 1),
    policy: fc.constantFrom('promote', 'finish', 'restart'),
  }),
);

const node = fc
  .record({
    independent: fc.boolean(),
    hypervisor: fc.record({ mttf: mean, mttr: mean, boot: meanOrNone }),
    vm: fc.record({ mttf: mean, mttr: mean, boot: meanOrNone }),
    counts: vmCounts,
    checkpointing: fc.record({ every: mean, cost: meanOrNone, restore: meanOrNone }),
    vms: perhaps(rejuvenation),
    layer: perhaps(mean),
  })
  .map(({ independent, hypervisor, vm, counts, checkpointing, vms, layer }) => {
    const ofLayer = layer === undefined ? [] : [{ of: 'hypervisor', every: layer }];
    const turns = [...(vms === undefined ? [] : [vms]), ...ofLayer];
    // Two VMs with copies and checkpoints would have too many states.
    const { count, needs } = vms === undefined ? counts : { count: 1, needs: 1 };
    return {
      independent,
      hardware,
      hypervisor,
      vms: { count, ...vm },
      service: { needs },
      checkpointing,
      ...(turns.length === 0 ? {} : { rejuvenation: turns }),
    };
  });

export const checkpointed: RandomSystems = {
  what: 'checkpointed',
  node,
  runs: 8,
  charges: { 'rejuvenate|renew': /^cause\.rejuvenation/, checkpoint: /^cause\.checkpoint$/ },
};
