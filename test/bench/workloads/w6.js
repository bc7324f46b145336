import { availabilityAndOutages } from './plans.js';

const YEAR = 8760;

/**
 * W1's node with 10 to 10,000 VMs, a year a trial: how the kernel scales, each VM with clocks of its own and with the VMs counted.
 * A scan of 1,000 clocks is no rival.
 * @type {readonly import('./workload.js').Workload[]}
 */
export const w6 = [
  ...[10, 100, 1000, 10_000].map((n) => ({
    ...sized(n),
    name: `W6-${n}`,
    title: `W1's node with ${n} VMs, 1 y`,
    net: { file: 'w1.yaml', constants: { n, horizon: '1 y' } },
    growth: { series: 'W6', size: n, timesMost: 5 },
  })),
  ...[10, 10_000].map((n) => ({
    ...sized(n),
    name: `W6-${n}-lumped`,
    title: `W1's node with ${n} VMs, counted, 1 y`,
    net: { file: 'w1.yaml', constants: { n, horizon: '1 y' }, lump: true },
    growth: { series: 'W6 lumped', size: n, timesMost: 1.5 },
  })),
];

/** @param {number} n */
function sized(n) {
  return {
    plan: availabilityAndOutages(YEAR),
    firstTrials: Math.max(2, 20_000 / n),
    large: n > 100,
    c: [
      { name: 'C, scan', source: 'independent.c', defines: { VMS: n, HOURS: YEAR, HEAP: 0 } },
      { name: 'C, heap', source: 'independent.c', defines: { VMS: n, HOURS: YEAR, HEAP: 1 } },
    ].slice(n > 100 ? 1 : 0),
    targets: {},
  };
}
