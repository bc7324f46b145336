/**
 * Poisson weights w_k = e^-m m^k / k! around their mode, each with its relative accuracy, for a mean m from 1e-300 to 1e9.
 * They start at 1 at the mode k = floor(m) and follow w_{k+1} = w_k m / (k + 1) both ways until below 1e-290; the sum, taken
 * smallest first, scales them (Fox and Glynn 1988, without their cut at a given mass: what is cut here is below
 * 1e-290 of the largest, so that the mean of a very small function of k keeps its relative accuracy too).
 */
export interface Poisson {
  readonly mean: number;
  /** Weights of left, left + 1, ..., left + weight.length - 1. */
  readonly left: number;
  readonly weight: Float64Array;
  /** P(N > k) for the same k. */
  readonly above: Float64Array;
  /** E[(N - k)+ ] - E[(N - k - 1)+] summed beyond k: sum over l > k of P(N > l), for the same k. */
  readonly aboveSum: Float64Array;
}

const SMALLEST = 1e-290;

export function poisson(mean: number): Poisson {
  if (!(mean >= 0 && mean <= 1e12)) throw new RangeError(`Poisson mean ${mean}`);
  const mode = Math.floor(mean);
  const down: number[] = [];
  for (let k = mode, w = 1; k > 0; k--) {
    w *= k / mean;
    if (w < SMALLEST) break;
    down.push(w);
  }
  const up: number[] = [];
  for (let k = mode + 1, w = 1; ; k++) {
    w *= mean / k;
    if (!(w >= SMALLEST)) break;
    up.push(w);
  }
  const left = mode - down.length;
  const weight = new Float64Array(down.length + 1 + up.length);
  for (let n = 0; n < down.length; n++) weight[down.length - 1 - n] = down[n] as number;
  weight[down.length] = 1;
  weight.set(up, down.length + 1);
  const scale = smallestFirst(weight, down.length);
  for (let n = 0; n < weight.length; n++) weight[n] = (weight[n] as number) / scale;
  const above = new Float64Array(weight.length);
  const aboveSum = new Float64Array(weight.length);
  for (let n = weight.length - 2; n >= 0; n--) {
    above[n] = (above[n + 1] as number) + (weight[n + 1] as number);
    aboveSum[n] = (aboveSum[n + 1] as number) + (above[n + 1] as number);
  }
  return { mean, left, weight, above, aboveSum };
}

function smallestFirst(weight: Float64Array, mode: number): number {
  let low = 0;
  for (let n = 0; n < mode; n++) low += weight[n] as number;
  let high = 0;
  for (let n = weight.length - 1; n > mode; n--) high += weight[n] as number;
  return low + high + (weight[mode] as number);
}
