import { anyOfEqual } from './any-vm.js';
import { all, asProbability, type Probability, type ProbabilityLike } from './probability.js';

/**
 * C2: reliability of a node whose function was moved out of the VMs into the hypervisor, where it becomes F.
 *
 *     R_C2 = R_H R_V R_F [1 - (1 - R_M')^n]
 *
 * R_H, R_V, R_F in [0, 1]; R_M' (what is left of a VM) in [0, 1]; n a whole number >= 1. Assumes independence, as `anyVm`
 * does.
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * functionInHypervisor({ hardware: 1, hypervisor: 1, function: 0.99, restOfVm: 0.75, vmCount: 3 }) // => { value: 0.9745 }
 * ```
 */
export function functionInHypervisor(node: {
  readonly hardware: ProbabilityLike;
  readonly hypervisor: ProbabilityLike;
  readonly function: ProbabilityLike;
  readonly restOfVm: ProbabilityLike;
  readonly vmCount: number;
}): Probability {
  return all([
    asProbability(node.hardware, 'R_H'),
    asProbability(node.hypervisor, 'R_V'),
    asProbability(node.function, 'R_F'),
    anyOfEqual(asProbability(node.restOfVm, "R_M'"), node.vmCount),
  ]);
}
