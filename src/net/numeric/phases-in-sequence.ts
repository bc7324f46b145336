import type { HazardPoint } from './inverse-hazard.js';

/** Taylor terms beyond the number of phases: at a step of 1/2 the first one left out is below 1e-24 of the sum. */
const EXTRA_TERMS = 20;

/**
 * Hazard of passing through exponential phases one after another (the hypoexponential law), at time t > 0; `rates` per time.
 *
 * The row of exp(t Q), Q the generator of the chain 1 -> 2 -> ... -> n -> done: a uniformised Taylor series at t / 2^m, squared m
 * times, the diagonal set to exp(-rate t) each time. No term is negative, so nothing cancels whether rates are equal, nearly
 * equal or 1e9 apart, and `done` as well as the survival keeps its relative accuracy (about 1e-16 times n m). The
 * textbook's sum over rates has the factors 1 / (rate_i - rate_j).
 * Costs n^3 m / 6 multiplications, m about log2(2 t max rate). Not promised: hazards beyond 700, where survival underflows.
 *
 * Source: Al-Mohy & Higham 2009, "A new scaling and squaring algorithm for the matrix exponential", SIAM J. Matrix Anal.
 * Appl. 31, for the diagonal; Neuts 1981, "Matrix-geometric solutions", 2.2, for the law.
 *
 * @example phasesInSequence([1, 1], 1).hazard // -log(2 / e) = 0.3068528194400547
 */
export function phasesInSequence(rates: readonly number[], t: number): HazardPoint {
  const n = rates.length;
  const matrix = transitions(rates, t);
  let survival = 0;
  for (let j = 0; j < n; j++) survival += matrix[j] ?? 0;
  const done = matrix[n] ?? 0;
  const density = (matrix[n - 1] ?? 0) * (rates[n - 1] ?? 0);
  return { hazard: done < 0.5 ? -Math.log1p(-done) : -Math.log(survival), rate: density / survival };
}

/** exp(t Q), upper triangular, row by row; the last state is `done`. */
function transitions(rates: readonly number[], t: number): Float64Array {
  const largest = Math.max(...rates);
  const halvings = Math.max(0, Math.ceil(Math.log2(largest * t)) + 1);
  let step = t * 2 ** -halvings;
  let matrix = taylor(rates, largest, step);
  setDiagonal(matrix, rates, step);
  for (let k = 0; k < halvings; k++) {
    matrix = squared(matrix, rates.length + 1);
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
      const stay = (mean / k) * ((largest - rate) / largest);
      const move = (mean / k) * (rate / largest);
      for (let j = i; j < size; j++) {
        const below = i + 1 < size ? (matrix[(i + 1) * size + j] ?? 0) : 0;
        matrix[i * size + j] = stay * (matrix[i * size + j] ?? 0) + move * below + (i === j ? 1 : 0);
      }
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

function squared(matrix: Float64Array, size: number): Float64Array {
  const square = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = i; k < size; k++) {
      const left = matrix[i * size + k] ?? 0;
      for (let j = k; j < size; j++) {
        square[i * size + j] = (square[i * size + j] ?? 0) + left * (matrix[k * size + j] ?? 0);
      }
    }
  }
  return square;
}
