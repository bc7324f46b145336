import { OutOfRangeError, requireCount } from './out-of-range.js';
import { all, asProbability, type Probability, type ProbabilityLike } from './probability.js';

/**
 * k-of-n: probability that at least k of n independent components, which may differ, work.
 *
 * Equal components give sum_{i>=k} C(n,i) R^i (1-R)^(n-i); in general component by component, with w_j the probability that
 * exactly j < k of those seen so far work,
 *
 *     w_j <- w_j (1 - R_i) + w_(j-1) R_i,   what leaves w_(k-1) works for good
 *
 * Each R_i in [0, 1]; k a whole number in 1 .. n. Sums of positive terms only, so both the result and its complement keep
 * about n units in the last place; O(n k) operations.
 *
 * Source: derived (the recursion is the classical one for k-out-of-n systems of unlike components).
 *
 * Example: `kOfN(2, [0.9, 0.9, 0.9]).complement` is 0.028.
 */
export function kOfN(k: number, components: readonly ProbabilityLike[]): Probability {
  if (components.length === 0) throw new OutOfRangeError('n', 0, 'at least one component');
  requireCount(k, 'k', components.length);
  let working = [1];
  let enough = 0;
  for (const [i, component] of components.entries()) {
    const { value, complement } = asProbability(component, `R_${i + 1}`);
    enough += (working[k - 1] ?? 0) * value;
    const count = Math.min(working.length + 1, k);
    working = Array.from({ length: count }, (_, j) => (working[j] ?? 0) * complement + (working[j - 1] ?? 0) * value);
  }
  return {
    value: Math.min(1, enough),
    complement: Math.min(
      1,
      working.reduce((sum, w) => sum + w, 0),
    ),
  };
}

/** `kOfN` of n equal components. n a whole number in 1 .. 10000. */
export function kOfEqual(k: number, component: ProbabilityLike, count: number): Probability {
  return kOfN(k, new Array<ProbabilityLike>(requireCount(count, 'n', 10_000)).fill(component));
}

/**
 * Reliability of a virtualised node whose service needs k of its VMs.
 *
 *     R = R_H R_V P(at least k of the VMs work)
 *
 * Ranges and assumptions as for `anyVm`, which is k = 1.
 *
 * Source: derived.
 *
 * @example
 * ```ts
 * kOfNVms({ hardware: 1, hypervisor: 1, vms: [0.9, 0.9, 0.9], need: 2 }) // => { value: 0.972, complement: 0.028 }
 * ```
 */
export function kOfNVms(node: {
  readonly hardware: ProbabilityLike;
  readonly hypervisor: ProbabilityLike;
  readonly vms: readonly ProbabilityLike[];
  readonly need: number;
}): Probability {
  return all([asProbability(node.hardware, 'R_H'), asProbability(node.hypervisor, 'R_V'), kOfN(node.need, node.vms)]);
}
