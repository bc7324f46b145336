import { anyOfEqual } from './any-vm.js';
import { all, asProbability, both, type Probability, type ProbabilityLike } from './probability.js';

/**
 * C1: reliability of a node whose function f runs inside every one of n equal VMs, any one of which suffices.
 *
 *     R_C1 = R_H R_V [1 - (1 - R_f R_M')^n]
 *
 * R_H, R_V in [0, 1]; R_f (the function) and R_M' (the rest of the VM) in [0, 1]; n a whole number >= 1. Assumes
 * independence, as `anyVm` does.
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * functionInVms({ hardware: 1, hypervisor: 1, function: 0.75, restOfVm: 0.75, vmCount: 3 }) // => { value: 0.9163 }
 * ```
 */
export function functionInVms(node: {
  readonly hardware: ProbabilityLike;
  readonly hypervisor: ProbabilityLike;
  readonly function: ProbabilityLike;
  readonly restOfVm: ProbabilityLike;
  readonly vmCount: number;
}): Probability {
  const vm = both(asProbability(node.function, 'R_f'), asProbability(node.restOfVm, "R_M'"));
  return all([
    asProbability(node.hardware, 'R_H'),
    asProbability(node.hypervisor, 'R_V'),
    anyOfEqual(vm, node.vmCount),
  ]);
}
