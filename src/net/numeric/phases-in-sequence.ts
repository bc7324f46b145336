import type { HazardPoint } from './inverse-hazard.js';

/** Taylor terms beyond the number of phases: at a step of 1/2 the first one left out is below 2^-17 / 17! = 2e-20 of the sum. */
const EXTRA_TERMS = 16;

/** How much larger the terms of the sum over rates may be than the sum: at most four of its 53 bits cancel. */
const CANCELLATION_MAX = 16;

/**
 * Hazard of passing through exponential phases one after another (the hypoexponential law), as a function of the time t > 0.
 * `rates` are per time, in any order.
 *
 * Two forms. The textbook's sum over rates, sum_i c_i exp(-rate_i t) with c_i = prod_{j != i} rate_j / (rate_j - rate_i), for
 * survival (or, with expm1, for what is done) wherever its terms are seen not to cancel. Elsewhere, above all for equal and nearly
 * equal rates, the first row of exp(t Q), Q the generator of the chain 1 -> 2 -> ... -> n -> done: a uniformised Taylor series at t / 2^m,
 * squared m times, the diagonal set to exp(-rate t) each time; it has no negative term, so nothing can cancel. Relative error about 1e-16
 * times n m in both tails, m about log2(2 t max rate); the row costs n^3 m / 6 multiplications.
 * Not promised: hazards beyond 700, where survival underflows.
 *
 * Source: Trivedi 2002, "Probability and statistics with reliability, queuing and computer science applications", 3.4.7, for the
 * sum; Al-Mohy & Higham 2009, "A new scaling and squaring algorithm for the matrix exponential", SIAM J. Matrix Anal. Appl. 31,
 * for the diagonal.
 *
 * @example phasesInSequence([1, 1])(1).hazard // -log(2 / e) = 0.3068528194400547
 */
export function phasesInSequence(rates: readonly number[]): (t: number) => HazardPoint {
  const factors = rates.map((rate, i) =>
    rates.reduce((product, other, j) => (i === j ? product : (product * other) / (other - rate)), 1),
  );
  const apart = factors.every(Number.isFinite);
  return (t) => (apart ? summed(rates, factors, t) : undefined) ?? firstRow(rates, t);
}

/** The sum over rates; undefined where it cancels. */
function summed(rates: readonly number[], factors: readonly number[], t: number): HazardPoint | undefined {
  let alive = 0;
  let aliveGross = 0;
  let dead = 0;
  let deadGross = 0;
  let density = 0;
  let fall = 0;
  for (let i = 0; i < rates.length; i++) {
    const rate = rates[i] ?? 0;
    const factor = factors[i] ?? 0;
    const left = factor * Math.exp(-rate * t);
    const gone = factor * -Math.expm1(-rate * t);
    alive += left;
    aliveGross += Math.abs(left);
    dead += gone;
    deadGross += Math.abs(gone);
    density += rate * left;
    fall += rate * rate * left;
  }
  const early = dead < 0.5;
  const cancelled = early ? deadGross > CANCELLATION_MAX * dead : aliveGross > CANCELLATION_MAX * alive;
  if (cancelled || !(density > 0)) return undefined;
  return { hazard: early ? -Math.log1p(-dead) : -Math.log(alive), rate: density / alive, slope: -fall / density };
}

/** From the first row of exp(t Q). */
function firstRow(rates: readonly number[], t: number): HazardPoint {
  const n = rates.length;
  const row = transitions(rates, t);
  let survival = 0;
  for (let j = 0; j < n; j++) survival += row[j] ?? 0;
  const done = row[n] ?? 0;
  const inLast = row[n - 1] ?? 0;
  const rateLast = rates[n - 1] ?? 0;
  const intoLast = n > 1 ? (row[n - 2] ?? 0) * (rates[n - 2] ?? 0) : 0;
  return {
    hazard: done < 0.5 ? -Math.log1p(-done) : -Math.log(survival),
    rate: (inLast * rateLast) / survival,
    slope: intoLast / inLast - rateLast,
  };
}

/** exp(t Q), upper triangular, row by row; the last state is `done`. */
function transitions(rates: readonly number[], t: number): Float64Array {
  const largest = Math.max(...rates);
  const halvings = Math.max(0, Math.ceil(Math.log2(largest * t)) + 1);
  const size = rates.length + 1;
  let step = t * 2 ** -halvings;
  let matrix: Float64Array = taylor(rates, largest, step);
  let spare: Float64Array = new Float64Array(size * size);
  setDiagonal(matrix, rates, step);
  for (let k = 0; k < halvings; k++) {
    square(matrix, spare, size);
    [matrix, spare] = [spare, matrix];
    step *= 2;
    setDiagonal(matrix, rates, step);
  }
  return matrix;
}

/** e^(-L h) sum_k (L h)^k / k! P^k, P = I + Q / L, by Horner's scheme; L the largest rate, L h <= 1/2. */
function taylor(rates: readonly number[], largest: number, step: number): Float64Array {
  const size = rates.length + 1;
  const mean = largest * step;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  for (let k = size + EXTRA_TERMS; k >= 1; k--) {
    for (let i = 0; i < size; i++) {
      const rate = rates[i] ?? 0;
      const stay = (mean * (largest - rate)) / (largest * k);
      const move = (mean * rate) / (largest * k);
      const here = i * size;
      for (let j = i; j < size; j++) {
        const below = i + 1 < size ? (matrix[here + size + j] ?? 0) : 0;
        matrix[here + j] = stay * (matrix[here + j] ?? 0) + move * below;
      }
      matrix[here + i] = (matrix[here + i] ?? 0) + 1;
    }
  }
  const scale = Math.exp(-mean);
  for (let i = 0; i < matrix.length; i++) matrix[i] = scale * (matrix[i] ?? 0);
  return matrix;
}

function setDiagonal(matrix: Float64Array, rates: readonly number[], step: number): void {
  const size = rates.length + 1;
  for (let i = 0; i < size; i++) matrix[i * size + i] = Math.exp(-(rates[i] ?? 0) * step);
}

function square(matrix: Float64Array, into: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) {
      let sum = 0;
      for (let k = i; k <= j; k++) sum += (matrix[i * size + k] ?? 0) * (matrix[k * size + j] ?? 0);
      into[i * size + j] = sum;
    }
  }
}
