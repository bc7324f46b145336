import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { always, component, hardware, mean, perhaps, vmCounts } from './components.js';

const node = fc
  .record({
    hypervisor: component,
    vm: component,
    counts: vmCounts,
    of: fc.constantFrom('service', 'host'),
    exponent: fc.constantFrom(0, 0.5, 2),
    share: perhaps(always(0.5)),
    every: perhaps(mean),
  })
  .map(({ hypervisor, vm, counts, of, every, ...how }) => ({
    hardware,
    hypervisor,
    vms: { count: counts.count, ...vm },
    service: { needs: counts.needs },
    load: { of, ...how },
    ...(of === 'host' ? { hosts: { count: 2 } } : {}),
    // Copies carry no load.
    ...(every === undefined
      ? {}
      : { rejuvenation: { every, how: 'reincarnation', 'boot-share': 0.5, 'boot-work': '1 h' } }),
  }));

export const loaded: RandomSystems = { what: 'loaded', node, runs: 4, charges: {} };
