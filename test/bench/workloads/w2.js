import { availabilityAndOutages } from './plans.js';

/** @type {import('./workload.js').Workload} */
export const w2 = {
  name: 'W2',
  title: 'the same with 30 VMs',
  net: { file: 'w2.yaml' },
  plan: availabilityAndOutages(87_600),
  firstTrials: 100,
  c: [
    { name: 'C, scan', source: 'independent.c', defines: { VMS: 30, HOURS: 87_600, HEAP: 0 } },
    { name: 'C, heap', source: 'independent.c', defines: { VMS: 30, HOURS: 87_600, HEAP: 1 } },
  ],
  simpy: { source: 'independent.py', arguments: [30] },
  targets: { C: 0.6, interpreter: 5, SimPy: 25 },
};
