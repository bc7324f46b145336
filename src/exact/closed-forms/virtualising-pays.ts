import { anyOfEqual } from './any-vm.js';
import { OutOfRangeError, requireCount } from './out-of-range.js';
import { asProbability, both, not, type Probability, type ProbabilityLike, power } from './probability.js';
import { exceeds, type Verdict } from './verdict.js';

/**
 * A: whether a virtualised node with n equal VMs, any one of which suffices, beats the node without virtualisation.
 *
 *     R_V [1 - (1 - R_M)^n] > R_M      (strict)
 *
 * R_V, R_M in [0, 1]; n a whole number >= 1. R_H cancels. Never holds for n = 1, for R_V <= R_M or for R_M = 0.
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * virtualisingPays({ hypervisor: 0.3, vm: 0.1, vmCount: 3 }) // => { holds: false, left: { value: 0.0813 } }
 * virtualisingPays({ hypervisor: 0.3, vm: 0.1, vmCount: 4 }) // => { holds: true, left: { value: 0.1032 } }
 * ```
 */
export function virtualisingPays(node: {
  readonly hypervisor: ProbabilityLike;
  readonly vm: ProbabilityLike;
  readonly vmCount: number;
}): Verdict {
  const hypervisor = asProbability(node.hypervisor, 'R_V');
  return exceeds(both(hypervisor, anyOfEqual(node.vm, node.vmCount)), asProbability(node.vm, 'R_M'));
}

/**
 * The hypervisor reliability that A demands: virtualisation pays exactly above it.
 *
 *     R_V > R_M / [1 - (1 - R_M)^n]
 *
 * R_M in (0, 1]; n a whole number >= 1. 1 for n = 1 (nothing suffices); falls with n, rises with R_M, tends to 1/n as R_M
 * tends to 0. The complement is (1 - R_M) [1 - (1 - R_M)^(n-1)] / [1 - (1 - R_M)^n].
 *
 * Source: derived from A; a figure of Ramasamy and Schunter (2007).
 *
 * @example
 * ```ts
 * hypervisorBound({ vm: 0.9, vmCount: 2 }) // => { value: 0.90909 }
 * ```
 */
export function hypervisorBound(node: { readonly vm: ProbabilityLike; readonly vmCount: number }): Probability {
  const vm = asProbability(node.vm, 'R_M');
  const n = requireCount(node.vmCount, 'n');
  if (vm.value === 0) throw new OutOfRangeError('R_M', 0, 'a probability in (0, 1]');
  const group = anyOfEqual(vm, n);
  const rest = n === 1 ? 0 : power(not(vm), n - 1).complement;
  return { value: Math.min(1, vm.value / group.value), complement: (vm.complement * rest) / group.value };
}
