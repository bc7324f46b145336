import { OutOfRangeError } from './out-of-range.js';
import { asProbability, both, type ProbabilityLike } from './probability.js';
import { majorityOfThree } from './two-of-three.js';
import { exceeds, type Verdict } from './verdict.js';

/**
 * V4: whether 2-of-3 voting in the hypervisor beats the node without virtualisation.
 *
 *     R_V [3 R_M^2 - 2 R_M^3] > R_M      (strict),   for R_M > 0 the same as   R_V > 1 / (3 R_M - 2 R_M^2)
 *
 * R_V, R_M in [0, 1]. R_H cancels. Never holds for R_M <= 1/2 or R_V < 8/9.
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * votingPays({ hypervisor: 0.9, vm: 0.75 }).holds // => true
 * votingPays({ hypervisor: 0.9, vm: 0.9 }).holds // => false
 * ```
 */
export function votingPays(node: { readonly hypervisor: ProbabilityLike; readonly vm: ProbabilityLike }): Verdict {
  const vm = asProbability(node.vm, 'R_M');
  return exceeds(both(asProbability(node.hypervisor, 'R_V'), majorityOfThree(vm)), vm);
}

/**
 * The bound on R_V in V4, U-shaped in R_M: 1 / (3 R_M - 2 R_M^2), written 1 / [R_M (1 + 2 (1 - R_M))].
 *
 * R_M in (0, 1]. A plain number, not a probability: above 1, voting never pays. Its least value is 8/9 at R_M = 3/4; it is
 * 1 at R_M = 1/2 and at R_M = 1.
 *
 * Source: a figure of Ramasamy and Schunter (2007).
 *
 * @example
 * ```ts
 * votingBound(0.75) // => 0.8889
 * ```
 */
export function votingBound(vm: ProbabilityLike): number {
  const { value, complement } = asProbability(vm, 'R_M');
  if (value === 0) throw new OutOfRangeError('R_M', 0, 'a probability in (0, 1]');
  return 1 / (value * (1 + 2 * complement));
}
