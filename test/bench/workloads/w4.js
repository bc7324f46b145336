import { reliability } from './plans.js';

const MISSION = 1000;
const survival = (mean) => Math.exp(-MISSION / mean);

/**
 * The C program draws five lives and compares them, without a list of events, so its ratio carries no target.
 * @type {import('./workload.js').Workload}
 */
export const w4 = {
  name: 'W4',
  title: 'a mission of 1000 h without repair, 1 of 3 VMs',
  net: { file: 'w4.yaml' },
  plan: reliability(MISSION),
  firstTrials: 100_000,
  c: [{ name: 'C', source: 'mission.c' }],
  simpy: { source: 'mission.py' },
  exact: { reliability: survival(8760) * survival(2880) * (1 - (1 - survival(720)) ** 3) },
  targets: { interpreter: 5, SimPy: 25, microsecondsPerTrial: 0.3 },
};
