import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { always, component, hardware, mean, perhaps, shock, vmCounts } from './components.js';

const reincarnation = fc.record({
  how: always('reincarnation'),
  every: mean,
  'boot-work': mean,
  'boot-share': fc.constantFrom(0.1, 0.5, 1),
  policy: fc.constantFrom('promote', 'finish', 'restart'),
});
const reboot = fc.record({ every: mean, stagger: fc.boolean() });
const exponential = mean.map((time) => ({ exponential: { mean: time } }));
const timed = fc.record({
  every: exponential,
  chance: perhaps(fc.record({ robust: fc.constantFrom(0, 0.3), 'failure-probable': fc.constantFrom(0.6, 1) })),
  reboot: perhaps(fc.oneof(exponential, fc.record({ robust: exponential, 'failure-probable': exponential }))),
});

const node = fc
  .record({
    independent: fc.boolean(),
    hypervisor: component,
    vm: component,
    counts: vmCounts,
    valueFailures: fc.boolean(),
    isLimited: fc.boolean(),
    vms: fc.oneof(
      { weight: 2, arbitrary: reincarnation },
      { weight: 1, arbitrary: reboot },
      { weight: 2, arbitrary: timed },
    ),
    layer: perhaps(mean),
    isShocked: fc.boolean(),
  })
  .map(({ independent, hypervisor, vm, counts, valueFailures, isLimited, vms, layer, isShocked }) => {
    const { count, needs } = counts;
    const wrong = valueFailures && vm.detection !== '0 h' ? { 'value-failures': 0.5 } : {};
    const { stagger, ...own } = { stagger: undefined, ...vms };
    const aged = 'chance' in vms ? { ageing: vm.ageing ?? { latent: '7 h', failure: '3 h' } } : {};
    const ofVms = stagger === undefined || count === 1 ? own : vms;
    return {
      independent,
      hardware,
      hypervisor,
      vms: { count, ...vm, ...wrong, ...aged },
      service: { needs },
      rejuvenation: layer === undefined ? ofVms : [ofVms, { of: 'hypervisor', every: layer }],
      ...(isLimited && !independent && vm.boot !== '0 h' ? { 'boots-at-once': 1 } : {}),
      ...(isShocked ? { 'common-cause': shock } : {}),
    };
  });

export const rejuvenated: RandomSystems = {
  what: 'rejuvenated',
  node,
  runs: 16,
  // A turn of VMs that have to wait for a boot begins with a call.
  charges: { 'rejuvenate|call|renew|renewAged|boot|recover': /^cause\.rejuvenation/ },
};
