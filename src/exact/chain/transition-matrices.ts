import type { Chain } from './chain.js';
import { poisson } from './poisson.js';
import { jump, type Uniformised, uniformised } from './uniformised.js';

/**
 * Transition matrices of a small chain over d, 2d, 4d, ... by squaring, d = 1/q. They are nonnegative, and each is brought back
 * to row sums of 1, so that the roundings of s squarings add up instead of doubling s times, and a small probability keeps
 * its relative accuracy (Xue and Ye 2013 for the accuracy of each entry). Matrices are by rows.
 */
export class TransitionMatrices {
  readonly by: Uniformised;
  readonly size: number;
  private readonly transitions: Float64Array[] = [];
  private readonly integrals: Float64Array[] = [];

  constructor(chain: Chain) {
    this.by = uniformised(chain);
    this.size = chain.stateCount;
    if (!(this.by.rate > 0)) throw new RangeError('a chain without transitions has nothing to square');
  }

  /** P(2^level / q) */
  transition(level: number): Float64Array {
    while (this.transitions.length <= level) {
      const last = this.transitions.at(-1);
      this.transitions.push(last === undefined ? this.firstTransition() : rescaledRows(product(last, last, this.size)));
    }
    return this.transitions[level] as Float64Array;
  }

  /** The integral of P(s) over 0 <= s <= 2^level / q: C(2t) = C(t) + P(t) C(t). */
  integral(level: number): Float64Array {
    while (this.integrals.length <= level) {
      const last = this.integrals.at(-1);
      this.integrals.push(last === undefined ? this.firstIntegral() : this.doubledIntegral(last));
    }
    return this.integrals[level] as Float64Array;
  }

  /** The integral of P(s) f over 0 <= s <= 2^level / q, from that of the level below. */
  doubledColumn(level: number, column: Float64Array): Float64Array {
    const n = this.size;
    const matrix = this.transition(level);
    return column.map((first, i) => first + dot(matrix.subarray(i * n, i * n + n), column));
  }

  /** The levels that add up to `time` > 0, lowest first, and the rest, below d, as a number of mean stays. */
  digits(time: number): { levels: number[]; rest: number } {
    if (!(time >= 0 && time < Infinity)) throw new RangeError(`time ${time}`);
    const stays = time * this.by.rate;
    const whole = Math.floor(stays);
    if (!(whole <= 2 ** 52)) throw new RangeError(`time ${time} is over 2^52 mean stays of 1/${this.by.rate}`);
    const levels: number[] = [];
    for (let level = 0, left = whole; left > 0; level++, left = Math.floor(left / 2))
      if (left % 2 === 1) levels.push(level);
    return { levels, rest: stays - whole };
  }

  /** The distribution after `mean` <= 1 mean stays, and the time spent in each state until then. */
  shortly(initial: Float64Array, mean: number): { distribution: Float64Array; spent: Float64Array } {
    const { weight, above } = poisson(mean);
    const distribution = new Float64Array(this.size);
    const spent = new Float64Array(this.size);
    let jumped = initial.slice();
    let next = new Float64Array(this.size);
    for (let k = 0; k < weight.length; k++) {
      const share = weight[k] as number;
      const stay = (above[k] as number) / this.by.rate;
      for (let i = 0; i < this.size; i++) {
        const held = jumped[i] as number;
        distribution[i] = (distribution[i] as number) + share * held;
        spent[i] = (spent[i] as number) + stay * held;
      }
      jump(this.by, jumped, next);
      [jumped, next] = [next, jumped];
    }
    return { distribution, spent };
  }

  private firstTransition(): Float64Array {
    return rescaledRows(this.rows((start) => this.shortly(start, 1).distribution));
  }

  private firstIntegral(): Float64Array {
    return this.rows((start) => this.shortly(start, 1).spent);
  }

  private doubledIntegral(last: Float64Array): Float64Array {
    const gained = product(this.transition(this.integrals.length - 1), last, this.size);
    return gained.map((more, at) => more + (last[at] as number));
  }

  private rows(row: (start: Float64Array) => Float64Array): Float64Array {
    const n = this.size;
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const start = new Float64Array(n);
      start[i] = 1;
      matrix.set(row(start), i * n);
    }
    return matrix;
  }
}

const known = new WeakMap<Chain, TransitionMatrices>();

/** Those of a chain, kept as long as the chain is. */
export function transitionMatrices(chain: Chain): TransitionMatrices {
  const found = known.get(chain) ?? new TransitionMatrices(chain);
  known.set(chain, found);
  return found;
}

/** row times matrix */
export function rowTimes(row: Float64Array, matrix: Float64Array): Float64Array {
  const n = row.length;
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const weight = row[i] as number;
    if (weight === 0) continue;
    const at = i * n;
    for (let j = 0; j < n; j++) result[j] = (result[j] as number) + weight * (matrix[at + j] as number);
  }
  return result;
}

export function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += (left[i] as number) * (right[i] as number);
  return sum;
}

const BLOCK = 64;

/** In blocks of columns and of the inner index, so that what is read again is still near. */
function product(left: Float64Array, right: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  for (let k0 = 0; k0 < n; k0 += BLOCK) {
    const k1 = Math.min(k0 + BLOCK, n);
    for (let i = 0; i < n; i++) {
      const into = i * n;
      for (let k = k0; k < k1; k++) {
        const weight = left[into + k] as number;
        if (weight === 0) continue;
        const from = k * n;
        for (let j = 0; j < n; j++)
          result[into + j] = (result[into + j] as number) + weight * (right[from + j] as number);
      }
    }
  }
  return result;
}

function rescaledRows(matrix: Float64Array): Float64Array {
  const n = Math.sqrt(matrix.length);
  for (let i = 0; i < n; i++) {
    const row = matrix.subarray(i * n, i * n + n);
    let sum = 0;
    for (const entry of row) sum += entry;
    for (let j = 0; j < n; j++) row[j] = (row[j] as number) / sum;
  }
  return matrix;
}
