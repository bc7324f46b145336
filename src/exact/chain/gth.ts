/**
 * Stationary weights of a dense irreducible chain by the elimination of Grassmann, Taksar and Heyman (1985). State k is
 * censored out: a_ij += a_ik a_kj / s_k for i, j < k, where s_k = sum_{j<k} a_kj is formed from what is left instead of
 * being carried on the diagonal. Nothing is subtracted, so every weight keeps its relative accuracy, about n^2 roundings at worst
 * and n in practice, however small it is (O'Cinneide 1993).
 *
 * `rates` holds the n x n off-diagonal rates by rows (the diagonal is not read) and is overwritten.
 * Returns weights with that of state 0 equal to 1.
 */
export function denseStationary(rates: Float64Array, n: number): Float64Array {
  for (let k = n - 1; k > 0; k--) {
    const row = k * n;
    let sum = 0;
    for (let j = 0; j < k; j++) sum += rates[row + j] as number;
    if (!(sum > 0)) throw new RangeError(`state ${k} of ${n} has no way back to the states before it`);
    for (let i = 0; i < k; i++) {
      const at = i * n;
      const into = rates[at + k] as number;
      if (into === 0) continue;
      const factor = into / sum;
      rates[at + k] = factor;
      for (let j = 0; j < k; j++) rates[at + j] = (rates[at + j] as number) + factor * (rates[row + j] as number);
    }
  }
  const weight = new Float64Array(n);
  weight[0] = 1;
  for (let k = 1; k < n; k++) {
    let sum = 0;
    for (let i = 0; i < k; i++) sum += (weight[i] as number) * (rates[i * n + k] as number);
    weight[k] = sum;
  }
  return weight;
}
