import { all, asProbability, type Probability, type ProbabilityLike } from './probability.js';

/**
 * 2of3: reliability of a node that runs three equal VMs and votes on their answers in the hypervisor.
 *
 *     R_2of3 = R_H R_V [3 R_M^2 - 2 R_M^3]
 *
 * R_H, R_V (the voter is part of the hypervisor), R_M in [0, 1]. Exact when failures are independent and two wrong answers
 * never agree against a right one.
 *
 * Source: H. V. Ramasamy and M. Schunter, "Architecting Dependable Systems Using Virtualization", DSN/WADS 2007.
 *
 * @example
 * ```ts
 * twoOfThree({ hardware: 1, hypervisor: 1, vm: 0.9 }) // => { value: 0.972 }
 * ```
 */
export function twoOfThree(node: {
  readonly hardware: ProbabilityLike;
  readonly hypervisor: ProbabilityLike;
  readonly vm: ProbabilityLike;
}): Probability {
  return all([
    asProbability(node.hardware, 'R_H'),
    asProbability(node.hypervisor, 'R_V'),
    majorityOfThree(asProbability(node.vm, 'R_M')),
  ]);
}

/** 3 R^2 - 2 R^3 = R^2 (1 + 2 q), and its complement q^2 (1 + 2 R), q = 1 - R. */
export function majorityOfThree({ value, complement }: Probability): Probability {
  return { value: value * value * (1 + 2 * complement), complement: complement * complement * (1 + 2 * value) };
}
