import { smallestReaching } from '../numeric/smallest-reaching.js';
import type { BoundLaw, Distribution, ParameterSpec } from './distribution.js';
import { lawsOf, notNegative, sharesOf } from './parameters.js';
import { inParallel, PHASES_MAX, withPhases } from './phase-type.js';

const weights = notNegative('weights', 'numbers');
const of: ParameterSpec = { name: 'of', type: 'laws', range: 'a list of distributions' };

interface Member {
  readonly law: BoundLaw;
  readonly share: number;
}

/**
 * One of several laws, chosen by weight: P(X > x) = sum_i w_i exp(-H_i(x)), the w_i scaled to sum to 1.
 *
 * Parameters: `weights` >= 0, not all 0; `of`, as many laws, of any kind, mixtures too.
 * A draw is the smallest x whose hazard reaches one unit exponential, searched between the least and the largest of the members'
 * own draws, which always enclose it; a value of positive probability is returned exactly. Costs about 12 evaluations of every
 * member's hazard, 60 at such a value.
 * Not promised: hazards beyond 700, where survival underflows.
 *
 * Source: Titterington, Smith & Makov 1985, "Statistical analysis of finite mixture distributions", 1.1.
 *
 * @example mixture.bind([[1, 1], [deterministic.bind([1], 0), deterministic.bind([5], 0)]], 0).draw(0.7) // 0.7 > log 2: 5
 */
export const mixture: Distribution = {
  name: 'mixture',
  summary: 'one of several laws, chosen by weight',

  // Parameters
  forms: [[weights, of]],
  bind(values) {
    const laws = lawsOf(of, values[1]);
    const shares = sharesOf(weights, values[0], laws.length);
    const members = laws.map((law, index) => ({ law, share: shares[index] ?? 0 })).filter(({ share }) => share > 0);
    const mean = members.reduce((sum, { law, share }) => sum + share * law.mean, 0);
    const hazard = (x: number): number => hazardOf(members, x);
    const law: BoundLaw = {
      distribution: mixture,

      // Statistics
      mean,
      variance: members.reduce((sum, { law, share }) => sum + share * (law.variance + (law.mean - mean) ** 2), 0),
      atoms: members.some(({ law }) => law.atoms),

      // Evaluation
      hazard,

      // Sampling
      coefficients: [],
      draw: (e) => {
        const draws = members.map((member) => member.law.draw(e));
        return smallestReaching(hazard, e, Math.min(...draws), Math.max(...draws));
      },
    };
    const phases = members.flatMap((member) => (member.law.phases === undefined ? [] : [member.law.phases]));
    const count = phases.reduce((sum, { exit }) => sum + exit.length, 0);
    if (phases.length < members.length || count > PHASES_MAX) return law;
    return withPhases(law, () =>
      inParallel(
        members.map(({ share }) => share),
        phases,
      ),
    );
  },
};

/** From the dead part while it is the smaller one, else from the surviving part. */
function hazardOf(members: readonly Member[], x: number): number {
  let dead = 0;
  let alive = 0;
  for (const { law, share } of members) {
    const hazard = law.hazard(x);
    dead -= share * Math.expm1(-hazard);
    alive += share * Math.exp(-hazard);
  }
  return dead < 0.5 ? -Math.log1p(-dead) : -Math.log(alive);
}
