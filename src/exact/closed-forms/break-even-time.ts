import { anyOfEqual } from './any-vm.js';
import { bisect } from './bisect.js';
import { kOfEqual } from './k-of-n.js';
import { requireCount, requireNotNegative, requirePositive } from './out-of-range.js';
import { logOf, ofHazard } from './probability.js';

/** Until when virtualising pays: never, for missions shorter than `time`, or for every mission. */
export type BreakEvenTime =
  | { readonly kind: 'never' }
  | { readonly kind: 'until'; readonly time: number }
  | { readonly kind: 'always' };

/**
 * t*: the mission time until which k-of-n VMs on a hypervisor beat the node without virtualisation, for exponential lives
 * and no repair.
 *
 *     exp(-lambda_V t) P_k,n(exp(-lambda_M t)) > exp(-lambda_M t)   exactly for 0 < t < t*
 *
 * lambda_V >= 0, lambda_M > 0, failures per unit of time, finite; n a whole number in 1 .. 10000, k in 1 .. n (default 1: any VM suffices; k = 2, n = 3:
 * voting). t* is in the same unit of time.
 *
 * There is one t*: the hazard of a k-of-n group of equal exponential lives only grows, from 0 (k < n), so the gain
 * log P + lambda_M t - lambda_V t is concave and starts at 0 with slope lambda_M - lambda_V. It never pays for k = n or for
 * lambda_V >= lambda_M; it always pays for lambda_V = 0, k = 1, n >= 2. For k = 1 and small lambda_V, t* is about
 * ln n / lambda_V.
 *
 * Source: derived.
 *
 * @example
 * ```ts
 * breakEvenTime({ hypervisorRate: 0.1, vmRate: 1, vmCount: 2 }) // => { kind: 'until', time: 6.93 }
 * ```
 */
export function breakEvenTime(node: {
  readonly hypervisorRate: number;
  readonly vmRate: number;
  readonly vmCount: number;
  readonly need?: number;
}): BreakEvenTime {
  const hypervisorRate = requireNotNegative(node.hypervisorRate, 'lambda_V');
  const vmRate = requirePositive(node.vmRate, 'lambda_M');
  const n = requireCount(node.vmCount, 'n', 10_000);
  const k = requireCount(node.need ?? 1, 'k', n);
  if (k === n || hypervisorRate >= vmRate) return { kind: 'never' };
  if (k === 1 && hypervisorRate === 0) return { kind: 'always' };
  const slope = (vmRate - hypervisorRate) / vmRate;
  const gain = (x: number): number => logGain(k, n, hypervisorRate / vmRate, slope, x);
  let low = 1;
  while (gain(low) <= 0) low /= 2;
  let high = 2 * low;
  while (gain(high) > 0) high *= 2;
  return { kind: 'until', time: bisect(gain, low, high) / vmRate };
}

/**
 * log P_k,n(e^-x) + (1 - ratio) x, x = lambda_M t. For small x from the group's unreliability; for large x and k = 1 from
 * P / e^-x, which tends to n where P and e^-x both vanish.
 */
function logGain(k: number, n: number, ratio: number, slope: number, x: number): number {
  if (k > 1) return slope * x + logOf(kOfEqual(k, ofHazard(x), n));
  if (x < 1) return slope * x + logOf(anyOfEqual(ofHazard(x), n));
  const u = Math.exp(-x);
  const perVm = u === 0 ? n : -Math.expm1(n * Math.log1p(-u)) / u;
  return Math.log(perVm) - ratio * x;
}
