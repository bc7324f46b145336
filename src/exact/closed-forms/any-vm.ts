import { OutOfRangeError, requireCount } from './out-of-range.js';
import { all, any, asProbability, not, type Probability, type ProbabilityLike, power } from './probability.js';

/**
 * n: reliability of a virtualised node whose service needs any one of its VMs; the VMs may differ.
 *
 *     R = R_H R_V [1 - prod_i (1 - R_Mi)]
 *
 * R_H, R_V, R_Mi in [0, 1]; at least one VM. Also the steady availability for steady availabilities. Exact when the
 * components are independent, or, for reliability, when nothing is repaired: losing the hypervisor ends the mission
 * whether or not it also takes its VMs down.
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * anyVm({ hardware: 1, hypervisor: 0.3, vms: [0.1, 0.1] }) // => { value: 0.057 }
 * ```
 */
export function anyVm(node: {
  readonly hardware: ProbabilityLike;
  readonly hypervisor: ProbabilityLike;
  readonly vms: readonly ProbabilityLike[];
}): Probability {
  if (node.vms.length === 0) throw new OutOfRangeError('n', 0, 'at least one VM');
  return all([
    asProbability(node.hardware, 'R_H'),
    asProbability(node.hypervisor, 'R_V'),
    any(node.vms.map((vm, i) => asProbability(vm, `R_M${i + 1}`))),
  ]);
}

/**
 * Probability that any one of n equal independent VMs works: 1 - (1 - R_M)^n, in constant time.
 *
 * R_M in [0, 1]; n a whole number >= 1.
 */
export function anyOfEqual(vm: ProbabilityLike, vmCount: number): Probability {
  const p = asProbability(vm, 'R_M');
  return not(power(not(p), requireCount(vmCount, 'n')));
}
