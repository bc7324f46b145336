import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { always, component, hardware, mean, perhaps, vmCounts } from './components.js';

/** Attackers, and who stops some of them at once. */
const attacks = fc.option(
  fc.record({ exploit: mean, detection: fc.constantFrom(0, 0.5, 1) }).map(({ exploit, detection }) => ({
    vulnerabilities: { disclosure: '10 h', exploit },
    ...(detection === 0 ? {} : { enforcement: { policy: 'monitor-block', monitor: { detection } } }),
  })),
  { nil: {} },
);

const node = fc
  .record({
    hypervisor: component,
    vm: component,
    counts: vmCounts,
    boundary: fc.constantFrom('process', 'vm', 'host'),
    probability: fc.constantFrom(0, 0.5, 1),
    every: perhaps(mean),
    attacks,
    load: perhaps(always({ exponent: 1 })),
  })
  .map(({ hypervisor, vm, counts, boundary, probability, every, attacks, load }) => ({
    hardware,
    hypervisor,
    vms: { count: boundary === 'process' ? 2 : counts.count, ...vm },
    service: { needs: counts.needs },
    containment: { boundary, escape: probability },
    ...(boundary === 'host' ? { hosts: { count: 2 } } : {}),
    ...attacks,
    ...(load === undefined ? {} : { load }),
    ...(every === undefined ? {} : { rejuvenation: { every } }),
  }));

export const contained: RandomSystems = {
  what: 'contained',
  node,
  runs: 5,
  charges: { rejuvenate: /^cause\.rejuvenation/, fail: /^cause\.(hardware|hypervisor|vm|escape)$/ },
};
