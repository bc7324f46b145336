/**
 * The second divided difference of exp at 0, -a and -b,
 *
 *     D(a, b) = exp[0, -a, -b] = int int_{s,t >= 0, s+t <= 1} exp(-a s - b t) ds dt,   D(0, 0) = 1/2
 *
 * 0 <= a <= b, finite. The textbook form [1 + (a e^-b - b e^-a) / (b - a)] / (a b) loses every digit for small or equal
 * arguments. Here, for b <= 2 the series e^-b sum_k h_k(b, b - a) / (k + 2)! with h_k the complete
 * symmetric polynomial, all terms positive; above, [(1 - e^-a) / a - e^-a (1 - e^-(b-a)) / (b - a)] / b, whose two terms
 * differ by a factor of 2 at least. Relative error a few units in the last place.
 *
 * Source: derived; C. A. Micchelli's simplex integral for divided differences.
 */
export function exponentialDividedDifference(a: number, b: number): number {
  if (b > 2) return (meanSurvival(a) - Math.exp(-a) * meanSurvival(b - a)) / b;
  let power = 1;
  let symmetric = 1;
  let factorial = 2;
  let sum = 0.5;
  for (let k = 1; ; k += 1) {
    power *= b - a;
    symmetric = b * symmetric + power;
    factorial *= k + 2;
    const next = sum + symmetric / factorial;
    if (next === sum) return Math.exp(-b) * sum;
    sum = next;
  }
}

/** (1 - e^-y) / y, the mean of e^-s over 0 .. y; 1 at y = 0. */
export function meanSurvival(y: number): number {
  return y === 0 ? 1 : -Math.expm1(-y) / y;
}
