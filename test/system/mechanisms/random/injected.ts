import fc from 'fast-check';
import type { RandomSystems } from '../random-systems.js';
import { always, component, hardware, vmCounts } from './components.js';

/** Not every time: what fails whenever it is up never serves again. */
const occasion = fc.oneof(
  always({ at: ['10 h', '20 h'] }),
  fc.record({
    on: fc.record({
      component: fc.constantFrom('vm 1', 'vms', 'hypervisor'),
      state: fc.constantFrom('off', 'up'),
    }),
  }),
);
const fault = fc
  .record({ occasion, fail: fc.constantFrom('hardware', 'hypervisor', 'vm 1', 'vms'), own: fc.boolean() })
  .map(({ occasion: when, fail, own }) => ({ ...when, fail, ...(own ? {} : { mode: 'crash' }) }));

/** What is up again in no time would be struck again in no time. */
const slow = component.map((described) => ({ ...described, boot: '1 h' }));

const node = fc
  .record({
    hypervisor: slow,
    vm: slow,
    counts: vmCounts,
    isCopied: fc.boolean(),
    inject: fc.array(fault, { minLength: 1, maxLength: 2 }),
  })
  .map(({ hypervisor, vm, counts: { count, needs }, isCopied, inject }) => ({
    hardware,
    hypervisor,
    vms: { count, ...vm },
    service: { needs },
    ...(isCopied ? { rejuvenation: { every: '9 h', how: 'reincarnation', 'boot-share': 0.5 } } : {}),
    inject,
  }));

export const injected: RandomSystems = {
  what: 'injected with faults',
  node,
  runs: 8,
  // A fault that waits for a state strikes in the instant of whatever leads there.
  charges: { '[a-z]*': /^cause\.(hardware|hypervisor|vm)$/ },
};
