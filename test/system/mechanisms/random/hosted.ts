import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { mean, meanOrNone, perhaps } from './components.js';

const standby = fc.record({
  policy: fc.constantFrom('warm', 'hot'),
  detection: meanOrNone,
  preparation: mean,
  mttf: perhaps(mean),
  covers: fc.constantFrom('host', 'vm'),
});
const failover = fc.oneof(
  fc.record({ policy: fc.constantFrom('wait', 'fail') }),
  fc.record({ policy: fc.constantFrom('cold'), detection: meanOrNone }),
  standby,
);
const migration = fc.record({ copy: meanOrNone, downtime: meanOrNone, return: fc.boolean() });
const ofHypervisor = fc.record({
  of: fc.constant('hypervisor'),
  every: mean,
  vms: fc.constantFrom('evacuate', 'suspend'),
});
const ofVms = fc.record({
  of: fc.constant('vms'),
  every: mean,
  how: fc.constant('reincarnation'),
  'boot-work': mean,
  'boot-share': fc.constant(0.5),
});

// Few stages and one VM: two hosts have many states as it is.
const layer = fc.record({ mttf: mean, mttr: mean });
const vm = fc.record({ mttf: mean, mttr: mean, boot: mean });

const node = fc
  .record({ hypervisor: layer, vm, failover, migration, ofHypervisor: perhaps(ofHypervisor), ofVms: perhaps(ofVms) })
  .map(({ vm: each, ofHypervisor: turnsBelow, ofVms: turns, ...others }) => {
    const rejuvenation = [turnsBelow, turns].flatMap((one) => one ?? []);
    return {
      hosts: { count: 2 },
      hardware: { mttf: '1 y', mttr: '4 h' },
      vms: { count: 1, ...each },
      ...(rejuvenation.length === 0 ? {} : { rejuvenation }),
      ...others,
    };
  });

export const hosted: RandomSystems = {
  what: 'on two hosts',
  node,
  runs: 8,
  charges: {
    // The reboot of a layer that waited for this VM alone comes in the same instant.
    failVm: /^cause\.(vm|rejuvenation)/,
    // VMs that need no copying are stopped as soon as a host takes them.
    'stop|copy|call|save|suspend|move|repair|boot|wake|take|renew|prepare': /^cause\.(rejuvenation|migration)/,
  },
};
