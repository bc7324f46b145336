import { kOfN } from './k-of-n.js';
import { OutOfRangeError } from './out-of-range.js';
import { all, asProbability, both, difference, given, type Probability, type ProbabilityLike } from './probability.js';

/**
 * shock, redundant group: probability that at least k of n components work when a common shock, survived with probability
 * s, fails all of them at once; each component's own reliability R_i, shock included, is kept.
 *
 *     s P(at least k of the components with R_i / s work),   k = 1, equal: s [1 - (1 - R_M / s)^n]
 *
 * s in (0, 1]; each R_i in [0, s]; k a whole number in 1 .. n. s = 1 is independence; s = max R_i is the strongest
 * dependence this model can express.
 *
 * Source: derived; the model is Marshall and Olkin's common shock (1967).
 */
export function shockKOfN(k: number, components: readonly ProbabilityLike[], survival: ProbabilityLike): Probability {
  const s = asProbability(survival, 's');
  return both(s, kOfN(k, withoutShock(components, s)));
}

/**
 * `shockKOfN` with k = 1: the parallel group without hardware and hypervisor, s [1 - prod_i (1 - R_i / s)].
 *
 * @example
 * ```ts
 * shockParallel([0.9, 0.9], 1) // => { value: 0.99 }
 * shockParallel([0.9, 0.9], 0.95) // => { value: 0.9474 }
 * ```
 */
export function shockParallel(components: readonly ProbabilityLike[], survival: ProbabilityLike): Probability {
  return shockKOfN(1, components, survival);
}

/**
 * shock, series: probability that all of the components work under one common shock with kept marginals.
 *
 *     s prod_i (R_i / s),   two components: R_H R_M / s
 *
 * s in (0, 1]; each R_i in [0, s]. Never below the independent product: a common cause helps a series node.
 *
 * Source: derived.
 *
 * @example
 * ```ts
 * shockSeries([0.95, 0.9], 0.96) // => { value: 0.8906 }
 * ```
 */
export function shockSeries(components: readonly ProbabilityLike[], survival: ProbabilityLike): Probability {
  const s = asProbability(survival, 's');
  return both(s, all(withoutShock(components, s)));
}

/** R_i / s: the reliability that is left when the shock is taken out. */
function withoutShock(components: readonly ProbabilityLike[], s: Probability): Probability[] {
  if (components.length === 0) throw new OutOfRangeError('n', 0, 'at least one component');
  if (s.value === 0) throw new OutOfRangeError('s', 0, 'a probability in (0, 1]');
  return components.map((component, i) => {
    const p = asProbability(component, `R_${i + 1}`);
    if (!(difference(s, p) >= 0)) throw new OutOfRangeError(`R_${i + 1}`, p.value, `at most s = ${s.value}`);
    return given(p, s);
  });
}
