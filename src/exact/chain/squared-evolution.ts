import type { Chain } from './chain.js';
import type { Evolution } from './evolution.js';
import { poisson } from './poisson.js';
import { jump, type Uniformised, uniformised } from './uniformised.js';

/**
 * A small chain over a long time: the transition matrices of d, 2d, 4d, ... by squaring, d = 1/q. They are nonnegative, and each
 * is brought back to row sums of 1, so that the roundings of s squarings add up instead of doubling s times, and a small
 * probability keeps its relative accuracy (Xue and Ye 2013 for the accuracy of each entry). Integrals double alongside:
 * C(2t) = C(t) + P(t) C(t). A time is its binary digits in units of d, and a rest below d by uniformisation.
 */
export class SquaredEvolution implements Evolution {
  readonly method = 'squaring';
  private readonly by: Uniformised;
  private readonly size: number;
  private readonly doublings: Doubling[] = [];
  private last: { time: number; instant: Float64Array; accumulated: Float64Array } | undefined;

  constructor(
    chain: Chain,
    private readonly initial: Float64Array,
    private readonly values: readonly Float64Array[],
  ) {
    this.by = uniformised(chain);
    this.size = chain.stateCount;
    if (!(this.by.rate > 0)) throw new RangeError('a chain without transitions has nothing to square');
  }

  instant(value: number, time: number): number {
    return this.results(time).instant[value] as number;
  }

  accumulated(value: number, time: number): number {
    return this.results(time).accumulated[value] as number;
  }

  private results(time: number): { instant: Float64Array; accumulated: Float64Array } {
    if (this.last?.time === time) return this.last;
    if (!(time >= 0 && time < Infinity)) throw new RangeError(`time ${time}`);
    const units = Math.floor(time * this.by.rate);
    if (!(units <= 2 ** 52)) throw new RangeError(`time ${time} is over 2^52 mean stays of 1/${this.by.rate}`);
    const accumulated = new Float64Array(this.values.length);
    let distribution = this.rest(time * this.by.rate - units, accumulated);
    for (let level = 0, left = units; left > 0; level++, left = Math.floor(left / 2)) {
      if (left % 2 === 0) continue;
      const { matrix, integrals } = this.doubling(level);
      for (let f = 0; f < integrals.length; f++) {
        accumulated[f] = (accumulated[f] as number) + dot(distribution, integrals[f] as Float64Array);
      }
      distribution = rowTimes(distribution, matrix);
    }
    const instant = Float64Array.from(this.values, (value) => dot(distribution, value));
    this.last = { time, instant, accumulated };
    return this.last;
  }

  /** The distribution after `mean` / q, mean < 1, and what the integrals come to until then. */
  private rest(mean: number, accumulated: Float64Array): Float64Array {
    const { weight, above } = poisson(mean);
    let jumped = this.initial.slice();
    let next = new Float64Array(this.size);
    const result = new Float64Array(this.size);
    for (let k = 0; k < weight.length; k++) {
      for (let i = 0; i < this.size; i++) {
        result[i] = (result[i] as number) + (weight[k] as number) * (jumped[i] as number);
      }
      for (let f = 0; f < this.values.length; f++) {
        const gained = ((above[k] as number) * dot(jumped, this.values[f] as Float64Array)) / this.by.rate;
        accumulated[f] = (accumulated[f] as number) + gained;
      }
      jump(this.by, jumped, next);
      [jumped, next] = [next, jumped];
    }
    return result;
  }

  private doubling(level: number): Doubling {
    while (this.doublings.length <= level) {
      const last = this.doublings.at(-1);
      this.doublings.push(last === undefined ? this.first() : doubled(last, this.size));
    }
    return this.doublings[level] as Doubling;
  }

  private first(): Doubling {
    const n = this.size;
    const { weight, above } = poisson(1);
    const matrix = new Float64Array(n * n);
    const integrals = this.values.map(() => new Float64Array(n));
    for (let i = 0; i < n; i++) {
      let jumped = new Float64Array(n);
      jumped[i] = 1;
      let next = new Float64Array(n);
      const row = matrix.subarray(i * n, i * n + n);
      for (let k = 0; k < weight.length; k++) {
        for (let j = 0; j < n; j++) row[j] = (row[j] as number) + (weight[k] as number) * (jumped[j] as number);
        for (let f = 0; f < integrals.length; f++) {
          const integral = integrals[f] as Float64Array;
          const gained = ((above[k] as number) * dot(jumped, this.values[f] as Float64Array)) / this.by.rate;
          integral[i] = (integral[i] as number) + gained;
        }
        jump(this.by, jumped, next);
        [jumped, next] = [next, jumped];
      }
    }
    rescaleRows(matrix, n);
    return { matrix, integrals };
  }
}

interface Doubling {
  readonly matrix: Float64Array;
  /** Of each function, by starting state. */
  readonly integrals: readonly Float64Array[];
}

function doubled(half: Doubling, n: number): Doubling {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = rowTimes(half.matrix.subarray(i * n, i * n + n), half.matrix);
    matrix.set(row, i * n);
  }
  rescaleRows(matrix, n);
  const integrals = half.integrals.map((integral) =>
    integral.map((first, i) => first + dot(half.matrix.subarray(i * n, i * n + n), integral)),
  );
  return { matrix, integrals };
}

function rowTimes(row: Float64Array, matrix: Float64Array): Float64Array {
  const n = row.length;
  const product = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const weight = row[i] as number;
    if (weight === 0) continue;
    const at = i * n;
    for (let j = 0; j < n; j++) product[j] = (product[j] as number) + weight * (matrix[at + j] as number);
  }
  return product;
}

function rescaleRows(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const row = matrix.subarray(i * n, i * n + n);
    let sum = 0;
    for (const entry of row) sum += entry;
    for (let j = 0; j < n; j++) row[j] = (row[j] as number) / sum;
  }
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] as number) * (right[i] as number);
  return sum;
}
