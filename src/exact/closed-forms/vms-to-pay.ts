import type { ProbabilityLike } from './probability.js';
import { vmsForTarget } from './vms-for-target.js';

/**
 * A-min-n: the smallest number of equal VMs for which virtualising pays (A holds).
 *
 *     n = floor(log(1 - R_M / R_V) / log(1 - R_M)) + 1,   finite iff R_V > R_M > 0
 *
 * R_V, R_M in [0, 1]. Undefined when no number of VMs pays. It is n_min with the machine's own reliability as the target,
 * so the whole number is tested against A itself.
 *
 * Source: derived.
 *
 * @example
 * ```ts
 * vmsToPay({ hypervisor: 0.3, vm: 0.1 }) // => 4
 * ```
 */
export function vmsToPay(node: {
  readonly hypervisor: ProbabilityLike;
  readonly vm: ProbabilityLike;
}): number | undefined {
  return vmsForTarget({ target: node.vm, hypervisor: node.hypervisor, vm: node.vm });
}
