import { OutOfRangeError } from './out-of-range.js';
import {
  asProbability,
  certain,
  difference,
  impossible,
  type Probability,
  type ProbabilityLike,
} from './probability.js';

/**
 * The reliability (or availability) of a system of independent components as a function of theirs: a coherent structure,
 * so it never falls when a component gets better. Any closed form of this folder will do.
 */
export type Structure = (components: readonly Probability[]) => Probability;

/** How much one component matters to the system; R its reliability, Q = 1 - R that of the system failing. */
export interface Importance {
  /** dR/dR_i = R(1_i) - R(0_i), in [0, 1]: probability that the system hangs on component i. */
  readonly birnbaum: number;
  /**
   * (1 - R_i) birnbaum / Q = [Q - Q(1_i)] / Q, in [0, 1]: probability that i has failed and is what keeps the system
   * down, given that it is down. Risk analysts call the same ratio Fussell-Vesely.
   */
  readonly criticality: number;
  /** Q(0_i) / Q, >= 1: how many times likelier a system failure is once i has failed. */
  readonly riskAchievement: number;
  /** Q / Q(1_i), >= 1: how many times likelier it is than with a perfect i; Infinity when i is in every cut. */
  readonly riskReduction: number;
}

/**
 * The importance of every component, in order.
 *
 * Each R_i in [0, 1]; the system must be able to fail (Q > 0), else the ratios mean nothing. Two evaluations of the
 * structure a component, with R_i = 1 and R_i = 0; the differences are taken of unreliabilities where those are the
 * smaller numbers. A birnbaum importance below about 1e-16 of Q is not resolved.
 *
 * @throws OutOfRangeError when the structure is not coherent at these points, or cannot fail
 *
 * Source: Z. W. Birnbaum (1969); the ratios as in W. E. Vesely et al., NUREG/CR-3385 (1983).
 *
 * Example: two components in series, 0.9 and 0.8: birnbaum 0.8 and 0.9, criticality 0.286 and 0.643.
 */
export function importances(structure: Structure, components: readonly ProbabilityLike[]): Importance[] {
  const given = components.map((component, i) => asProbability(component, `R_${i + 1}`));
  const failure = structure(given).complement;
  if (!(failure > 0)) throw new OutOfRangeError('Q', failure, 'a system that can fail');
  return given.map((component, i) => {
    const perfect = structure(given.with(i, certain));
    const failed = structure(given.with(i, impossible));
    const birnbaum = difference(perfect, failed);
    if (!(birnbaum >= 0)) throw new OutOfRangeError(`R(1_${i + 1}) - R(0_${i + 1})`, birnbaum, 'a coherent structure');
    return {
      birnbaum,
      criticality: (component.complement * birnbaum) / failure,
      riskAchievement: failed.complement / failure,
      riskReduction: failure / perfect.complement,
    };
  });
}
