/** What `Moments` is as plain JSON; restores bit for bit. */
export interface MomentsState {
  readonly count: number;
  readonly infinite: number;
  readonly mean: number;
  readonly second: number;
  readonly third: number;
  readonly min: number;
  readonly max: number;
  readonly atMin: number;
  readonly atMax: number;
}

/**
 * Number, mean, and sums of the second and third powers of the deviations from the mean, of a sample that arrives in
 * blocks; its smallest and largest value and how often each was seen.
 *
 * A block's sums are taken in two passes around its own mean, then joined to what came before (T. Chan, G. Golub,
 * R. LeVeque (1979); third power: P. Pebay (2008), eq. 1.6):
 *
 *     d = mean_B - mean_A,  n = n_A + n_B
 *     S2 = S2_A + S2_B + d^2 n_A n_B / n
 *     S3 = S3_A + S3_B + d^3 n_A n_B (n_A - n_B) / n^2 + 3 d (n_A S2_B - n_B S2_A) / n
 *
 * The same blocks in the same order give the same bits; other blocks or another order agree to rounding only. A value of
 * +Infinity is counted apart and enters no sum; NaN and -Infinity are refused.
 */
export class Moments {
  count = 0;
  infinite = 0;
  mean = 0;
  second = 0;
  third = 0;
  min = 0;
  max = 0;
  atMin = 0;
  atMax = 0;

  /** Takes in the first `length` values of a block. */
  addBlock(values: Float64Array, length: number): void {
    let finite = 0;
    let sum = 0;
    let min = Infinity;
    let max = -Infinity;
    for (let i = 0; i < length; i++) {
      const value = values[i] as number;
      if (value === Infinity) continue;
      finite++;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    this.infinite += length - finite;
    if (finite === 0) return;
    if (!Number.isFinite(sum)) throw new RangeError(`Moments: a block of ${length} observations sums to ${sum}`);
    // Equal values have their value as mean, not a rounded sum over the count.
    const mean = min === max ? min : sum / finite;
    let second = 0;
    let third = 0;
    let atMin = 0;
    let atMax = 0;
    for (let i = 0; i < length; i++) {
      const value = values[i] as number;
      if (value === Infinity) continue;
      const deviation = value - mean;
      const square = deviation * deviation;
      second += square;
      third += square * deviation;
      if (value === min) atMin++;
      if (value === max) atMax++;
    }
    this.join(finite, mean, second, third, min, max, atMin, atMax);
  }

  /** Joins the observations of `other`, which come after ours. */
  merge(other: Moments): void {
    this.infinite += other.infinite;
    if (other.count > 0) {
      this.join(other.count, other.mean, other.second, other.third, other.min, other.max, other.atMin, other.atMax);
    }
  }

  private join(
    count: number,
    mean: number,
    second: number,
    third: number,
    min: number,
    max: number,
    atMin: number,
    atMax: number,
  ): void {
    if (this.count === 0) {
      this.count = count;
      // + 0 turns -0 into 0, which is how JSON writes it.
      this.mean = mean + 0;
      this.second = second;
      this.third = third + 0;
      this.min = min + 0;
      this.max = max + 0;
      this.atMin = atMin;
      this.atMax = atMax;
      return;
    }
    const ours = this.count;
    const all = ours + count;
    const shift = mean - this.mean;
    const product = (shift * shift * ours * count) / all;
    this.third +=
      third + (product * shift * (ours - count)) / all + (3 * shift * (ours * second - count * this.second)) / all;
    this.second += second + product;
    this.mean += (shift * count) / all;
    this.count = all;
    if (min < this.min) {
      this.min = min + 0;
      this.atMin = atMin;
    } else if (min === this.min) this.atMin += atMin;
    if (max > this.max) {
      this.max = max + 0;
      this.atMax = atMax;
    } else if (max === this.max) this.atMax += atMax;
  }

  /** The unbiased sample variance; 0 for fewer than two observations. */
  get variance(): number {
    return this.count < 2 ? 0 : this.second / (this.count - 1);
  }

  /** The sample skewness sqrt(n) S3 / S2^(3/2), biased towards 0 in small samples; 0 when nothing varies. */
  get skewness(): number {
    return this.second > 0 ? (Math.sqrt(this.count) * this.third) / this.second ** 1.5 : 0;
  }

  /** How many finite observations equal `value`, when it is the smallest or largest of them; else 0. */
  countAt(value: number): number {
    if (this.count === 0) return 0;
    if (value === this.min) return this.atMin;
    return value === this.max ? this.atMax : 0;
  }

  toJSON(): MomentsState {
    const { count, infinite, mean, second, third, min, max, atMin, atMax } = this;
    return { count, infinite, mean, second, third, min, max, atMin, atMax };
  }

  restore(state: MomentsState): void {
    Object.assign(this, state);
  }
}
