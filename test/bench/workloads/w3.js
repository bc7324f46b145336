import { availabilityAndOutages } from './plans.js';

/**
 * Hardware is repaired; a hypervisor is repaired, then boots 5 min; a VM is repaired, then boots 1 min. A layer that fails
 * takes down all above it, whatever they were doing; each boots when the layer below is up again, and is then as good as new.
 * Repairs are lognormal (cv 0.8), boots deterministic, lives Weibull (shape 1.5).
 * @type {import('./workload.js').Workload}
 */
export const w3 = {
  name: 'W3',
  title: 'coupled layers, 3 VMs, Weibull lives, lognormal repairs, boots, 10 y',
  net: { file: 'w3.yaml' },
  plan: availabilityAndOutages(87_600),
  firstTrials: 500,
  c: [{ name: 'C', source: 'coupled.c' }],
  simpy: { source: 'coupled.py' },
  targets: { C: 0.4, interpreter: 5, SimPy: 25 },
};
