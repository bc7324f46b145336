import { OutOfRangeError } from './out-of-range.js';
import { asProbability, not, type Probability, type ProbabilityLike } from './probability.js';

/**
 * V4-roots: the open range of R_M in which 2-of-3 voting pays.
 *
 *     R_M = [3 -+ sqrt(9 - 8 / R_V)] / 4,   real iff R_V >= 8/9
 *
 * R_V in (0, 1]. Undefined below 8/9; at 8/9 both ends are 3/4 and the range is empty. The upper end's complement is
 * 2 (1 - R_V) / (R_V [1 + sqrt(9 - 8 / R_V)]), accurate when R_V is close to 1.
 *
 * Source: derived from V4.
 *
 * @example
 * ```ts
 * votingRange(0.9) // => { lower: { value: 0.66666667 }, upper: { value: 0.83333333 } }
 * ```
 */
export function votingRange(hypervisor: ProbabilityLike): { lower: Probability; upper: Probability } | undefined {
  const { value, complement } = asProbability(hypervisor, 'R_V');
  if (value === 0) throw new OutOfRangeError('R_V', 0, 'a probability in (0, 1]');
  const discriminant = (9 * value - 8) / value;
  if (discriminant < 0) return undefined;
  const root = Math.sqrt(discriminant);
  const upper = (2 * complement) / (value * (1 + root));
  return { lower: asProbability((3 - root) / 4, 'R_M'), upper: not(asProbability(upper, '1 - R_M')) };
}
