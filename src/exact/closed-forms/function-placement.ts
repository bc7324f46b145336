import { anyOfEqual } from './any-vm.js';
import { OutOfRangeError, requireCount } from './out-of-range.js';
import { asProbability, both, certain, logOf, not, type Probability, type ProbabilityLike } from './probability.js';
import { reaches, type Verdict } from './verdict.js';

/**
 * B: whether moving the function into the hypervisor (C2) is at least as good as keeping it in every VM (C1).
 *
 *     R_F >= [1 - (1 - R_f R_M')^n] / [1 - (1 - R_M')^n]
 *
 * R_F, R_f in [0, 1]; R_M' in (0, 1]; n a whole number >= 1. R_H and R_V cancel. For n = 1 it is R_F >= R_f; for n >= 2 and
 * 0 < R_f, R_M' < 1 the bound is above R_f.
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * functionBelongsInHypervisor({ inHypervisor: 0.99, inVm: 0.75, restOfVm: 0.75, vmCount: 3 }).holds // => true
 * functionBelongsInHypervisor({ inHypervisor: 0.99, inVm: 0.75, restOfVm: 0.75, vmCount: 6 }).holds // => false
 * ```
 */
export function functionBelongsInHypervisor(node: {
  readonly inHypervisor: ProbabilityLike;
  readonly inVm: ProbabilityLike;
  readonly restOfVm: ProbabilityLike;
  readonly vmCount: number;
}): Verdict {
  return reaches(asProbability(node.inHypervisor, 'R_F'), functionBound(node));
}

/**
 * The reliability R_F that the function must have in the hypervisor for B to hold: the right side of B.
 *
 * R_f in [0, 1]; R_M' in (0, 1]; n a whole number >= 1. The complement is (x^n - y^n) / (1 - y^n) with x = 1 - R_f R_M',
 * y = 1 - R_M', computed as x^n [1 - (y/x)^n] from the logarithm of y/x, so that a bound within 1e-15 of 1 is resolved.
 *
 * Source: a figure of Ramasamy and Schunter (2007).
 *
 * @example
 * ```ts
 * functionBound({ inVm: 0.75, restOfVm: 0.75, vmCount: 3 }) // => { value: 0.930804 }
 * functionBound({ inVm: 0.75, restOfVm: 0.75, vmCount: 9 }) // => { value: 0.999417 }
 * ```
 */
export function functionBound(node: {
  readonly inVm: ProbabilityLike;
  readonly restOfVm: ProbabilityLike;
  readonly vmCount: number;
}): Probability {
  const f = asProbability(node.inVm, 'R_f');
  const rest = asProbability(node.restOfVm, "R_M'");
  const n = requireCount(node.vmCount, 'n');
  if (rest.value === 0) throw new OutOfRangeError("R_M'", 0, 'a probability in (0, 1]');
  const inEveryVm = anyOfEqual(both(f, rest), n);
  const without = anyOfEqual(rest, n);
  const x = not(both(f, rest));
  if (x.value === 0) return certain;
  const log = n * logOfRatio(not(rest), x, rest.value * f.complement);
  return {
    value: Math.min(1, inEveryVm.value / without.value),
    complement: Math.min(1, (inEveryVm.complement * -Math.expm1(log)) / without.value),
  };
}

/** log(y / x) for y = x - gap, 0 <= y <= x: from the gap when it is small, else from the two logarithms. */
function logOfRatio(y: Probability, x: Probability, gap: number): number {
  return gap < x.value / 2 ? Math.log1p(-gap / x.value) : logOf(y) - logOf(x);
}
