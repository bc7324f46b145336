import { availabilityAndOutages } from './plans.js';

/** @type {import('./workload.js').Workload} */
export const w1 = {
  name: 'W1',
  title: 'hardware, hypervisor, 3 VMs, independent, exponential, 10 y',
  net: { file: 'w1.yaml' },
  plan: availabilityAndOutages(87_600),
  firstTrials: 1000,
  c: [
    { name: 'C, scan', source: 'independent.c', defines: { VMS: 3, HOURS: 87_600, HEAP: 0 } },
    { name: 'C, heap', source: 'independent.c', defines: { VMS: 3, HOURS: 87_600, HEAP: 1 } },
  ],
  simpy: { source: 'independent.py', arguments: [3] },
  targets: { C: 0.75, interpreter: 5, SimPy: 25 },
};
