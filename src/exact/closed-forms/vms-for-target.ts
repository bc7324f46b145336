import { anyOfEqual } from './any-vm.js';
import { OutOfRangeError } from './out-of-range.js';
import {
  asProbability,
  both,
  certain,
  given,
  logOf,
  not,
  type Probability,
  type ProbabilityLike,
} from './probability.js';
import { exceeds } from './verdict.js';

/** A virtualised node of equal VMs, any one of which suffices, and what it should reach. */
export interface TargetNode {
  /** R, in [0, 1]. */
  readonly target: ProbabilityLike;
  /** R_V, in [0, 1]. */
  readonly hypervisor: ProbabilityLike;
  /** R_M, in [0, 1]. */
  readonly vm: ProbabilityLike;
  /** R_H, in [0, 1]; 1 when left out. */
  readonly hardware?: ProbabilityLike;
}

/**
 * n_min: the smallest number of equal VMs, any one of which suffices, that lifts a node above a target reliability.
 *
 *     smallest n >= 1 with R_H R_V [1 - (1 - R_M)^n] > R,
 *     n > log(1 - R / (R_H R_V)) / log(1 - R_M)
 *
 * Undefined when no number does: R >= R_H R_V, or R_M = 0. The logarithms only say where to look; the answer is the whole
 * number for which the inequality itself holds and whose predecessor fails it, so a bound that is a whole number, or
 * rounds to one, is not off by one.
 *
 * @throws OutOfRangeError when the answer is above 2^53 - 1
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * vmsForTarget({ target: 0.98, hypervisor: 0.999, vm: 0.1 }) // => 38
 * ```
 */
export function vmsForTarget(node: TargetNode): number | undefined {
  const { target, layers, vm } = checked(node);
  const enough = (n: number): boolean => exceeds(both(layers, anyOfEqual(vm, n)), target).holds;
  const bound = countBound(target, layers, vm);
  if (bound === undefined) return undefined;
  if (!(bound < Number.MAX_SAFE_INTEGER)) throw new OutOfRangeError('n', bound, 'a target within reach of 2^53 VMs');
  let n = Math.max(1, Math.floor(bound));
  while (n > 1 && enough(n - 1)) n -= 1;
  while (!enough(n)) n += 1;
  return n;
}

/**
 * The real bound that the number of VMs must exceed, for plotting: log(1 - R / (R_H R_V)) / log(1 - R_M). Undefined when no
 * number of VMs reaches the target. `vmsForTarget` gives the whole number.
 *
 * Source: a figure of Ramasamy and Schunter (2007).
 *
 * Example: R = 0.98, R_V = 0.999, R_M = 0.1 gives 37.6.
 */
export function vmCountBound(node: TargetNode): number | undefined {
  const { target, layers, vm } = checked(node);
  return countBound(target, layers, vm);
}

function countBound(target: Probability, layers: Probability, vm: Probability): number | undefined {
  if (vm.value === 0 || !exceeds(layers, target).holds) return undefined;
  return logOf(not(given(target, layers))) / logOf(not(vm));
}

function checked(node: TargetNode): { target: Probability; layers: Probability; vm: Probability } {
  const hardware = asProbability(node.hardware ?? certain, 'R_H');
  return {
    target: asProbability(node.target, 'R'),
    layers: both(hardware, asProbability(node.hypervisor, 'R_V')),
    vm: asProbability(node.vm, 'R_M'),
  };
}
