import { w1 } from './w1.js';
import { w2 } from './w2.js';
import { w3 } from './w3.js';
import { w4 } from './w4.js';
import { w5 } from './w5.js';
import { w6 } from './w6.js';

export const workloads = [w1, w2, w3, w4, w5, ...w6];

/** @param {string} name */
export function workloadNamed(name) {
  const workload = workloads.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (!workload) throw new Error(`workload '${name}': need one of ${workloads.map((w) => w.name).join(', ')}`);
  return workload;
}
