import { availabilityAndOutages } from './plans.js';

const YEAR = 8760;

/**
 * The example node with every mechanism, three VMs on two hosts. No other program models it.
 * @type {import('./workload.js').Workload}
 */
export const w5 = {
  name: 'W5',
  title: 'every mechanism, 3 VMs on 2 hosts, 1 y',
  net: { file: '../../../sim-configs/examples/full-node.yaml' },
  plan: availabilityAndOutages(YEAR),
  firstTrials: 10,
  c: [],
  targets: { interpreter: 5, eventsPerSecond: 5e6 },
};
