import { anyOfEqual } from './any-vm.js';
import { OutOfRangeError, requireCount } from './out-of-range.js';
import { asProbability, both, logOf, not, type Probability, type ProbabilityLike } from './probability.js';

/**
 * B-break-even: how reliable a function in the VMs must be before it is better kept there; the inverse of B in R_f.
 *
 *     keep f in the VMs iff R_f > [1 - (1 - R_F g)^(1/n)] / R_M',   g = 1 - (1 - R_M')^n
 *
 * R_F in [0, 1]; R_M' in (0, 1]; n a whole number >= 1. Returns the right side, in [0, 1].
 *
 * Its complement is (z - y) / R_M' with y = 1 - R_M', z = (1 - R_F g)^(1/n). Since z^n = y^n + g (1 - R_F), the difference is
 * y expm1(log1p(g (1 - R_F) / y^n) / n) where z and y are close: no cancellation when R_F is close to 1.
 *
 * Source: derived.
 *
 * @example
 * ```ts
 * functionBreakEven({ inHypervisor: 0.99, restOfVm: 0.75, vmCount: 6 }) // => { value: 0.7120 }
 * ```
 */
export function functionBreakEven(node: {
  readonly inHypervisor: ProbabilityLike;
  readonly restOfVm: ProbabilityLike;
  readonly vmCount: number;
}): Probability {
  const inHypervisor = asProbability(node.inHypervisor, 'R_F');
  const rest = asProbability(node.restOfVm, "R_M'");
  const n = requireCount(node.vmCount, 'n');
  if (rest.value === 0) throw new OutOfRangeError("R_M'", 0, 'a probability in (0, 1]');
  const group = anyOfEqual(rest, n);
  const logZ = logOf(not(both(inHypervisor, group))) / n;
  const growth = (group.value * inHypervisor.complement) / group.complement;
  const logZOverY = growth < Infinity ? Math.log1p(growth) / n : logZ - logOf(not(rest));
  const z = Math.exp(logZ);
  const y = rest.complement;
  const excess = z >= 2 * y ? z - y : y * Math.expm1(logZOverY);
  return {
    value: Math.min(1, -Math.expm1(logZ) / rest.value),
    complement: Math.min(1, excess / rest.value),
  };
}
