import { asProbability, both, type Probability, type ProbabilityLike } from './probability.js';

/**
 * NV: reliability of a node without virtualisation, one software machine on the hardware.
 *
 *     R_NV = R_H R_M
 *
 * R_H, R_M in [0, 1]: reliability of hardware and machine over the same mission, or their steady availabilities. Exact
 * when the two are independent.
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * nonVirtualised({ hardware: 0.95, machine: 0.9 }) // => { value: 0.855 }
 * ```
 */
export function nonVirtualised(node: {
  readonly hardware: ProbabilityLike;
  readonly machine: ProbabilityLike;
}): Probability {
  return both(asProbability(node.hardware, 'R_H'), asProbability(node.machine, 'R_M'));
}
