/** Relative accuracy of a quantile read from the sketch. */
export const SKETCH_ACCURACY = 0.001;

const GAMMA = (1 + SKETCH_ACCURACY) / (1 - SKETCH_ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);

/** Values below this are kept as zeros: a nanosecond is 3e-13 h. */
const SMALLEST = 1e-15;

/** What `QuantileSketch` is as plain JSON: pairs of bucket and count, in order. */
export interface QuantileSketchState {
  readonly count: number;
  readonly zeros: number;
  readonly min: number;
  readonly max: number;
  readonly buckets: readonly number[];
}

/**
 * Counts of non-negative values in buckets of equal relative width, from which any quantile can be read to 0.1 %.
 *
 * Bucket i holds the values in (g^(i-1), g^i], g = (1 + e) / (1 - e), e the relative accuracy; a value in it is reported as 2 g^i / (g + 1), at
 * most a factor 1 +- e away. Counts are exact, so that merging loses nothing and its order does not matter, which digests
 * that merge centroids cannot say. A decade takes 1151 buckets, and only the span from the smallest to the largest value
 * is stored. Source: C. Masson, J. Rim, H. Lee (2019), DDSketch, PVLDB 12(12), 2195-2205.
 */
export class QuantileSketch {
  count = 0;
  private zeros = 0;
  private min = Infinity;
  private max = 0;
  private counts = new Float64Array(0);
  /** Bucket number of `counts[0]`. */
  private first = 0;

  /** Takes in one value, finite and >= 0. */
  add(value: number): void {
    if (!(value >= 0 && value < Infinity))
      throw new RangeError(`QuantileSketch: value ${value} is not in [0, Infinity)`);
    this.count++;
    if (value < this.min) this.min = value + 0;
    if (value > this.max) this.max = value;
    if (value < SMALLEST) this.zeros++;
    else this.bump(Math.ceil(Math.log(value) / LOG_GAMMA), 1);
  }

  merge(other: QuantileSketch): void {
    this.count += other.count;
    this.zeros += other.zeros;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
    other.counts.forEach((count, index) => {
      if (count > 0) this.bump(other.first + index, count);
    });
  }

  private bump(bucket: number, by: number): void {
    let index = bucket - this.first;
    if (index < 0 || index >= this.counts.length) {
      this.reach(bucket);
      index = bucket - this.first;
    }
    this.counts[index] = (this.counts[index] as number) + by;
  }

  /** Makes room for a bucket, with some to spare on its side. */
  private reach(bucket: number): void {
    const { counts } = this;
    if (counts.length === 0) this.first = bucket;
    const spare = 64 + (counts.length >> 1);
    const first = bucket < this.first || counts.length === 0 ? bucket - spare : this.first;
    const end = Math.max(this.first + counts.length, bucket + 1 + (bucket < this.first ? 0 : spare));
    const grown = new Float64Array(end - first);
    grown.set(counts, this.first - first);
    this.counts = grown;
    this.first = first;
  }

  /**
   * The value of rank k, the k-th smallest: bounds that certainly hold it, and the value reported for it.
   *
   * @param rank 1 .. count
   */
  atRank(rank: number): { readonly low: number; readonly value: number; readonly high: number } {
    if (!(rank >= 1 && rank <= this.count)) throw new RangeError(`QuantileSketch: rank ${rank} of ${this.count}`);
    if (rank <= this.zeros) return { low: this.min, value: this.min, high: Math.min(this.max, SMALLEST) };
    let below = this.zeros;
    let index = 0;
    while (below + (this.counts[index] as number) < rank) below += this.counts[index++] as number;
    const high = GAMMA ** (this.first + index);
    const inside = (value: number): number => Math.min(Math.max(value, this.min), this.max);
    return { low: inside(high / GAMMA), value: inside((2 * high) / (GAMMA + 1)), high: inside(high) };
  }

  /** How many values lie in the buckets up to the one that holds `value`, itself included. */
  countUpTo(value: number): number {
    if (value < SMALLEST) return this.zeros;
    const last = Math.ceil(Math.log(value) / LOG_GAMMA) - this.first;
    let count = this.zeros;
    for (let index = 0; index <= last && index < this.counts.length; index++) count += this.counts[index] as number;
    return count;
  }

  toJSON(): QuantileSketchState {
    const buckets: number[] = [];
    this.counts.forEach((count, index) => {
      if (count > 0) buckets.push(this.first + index, count);
    });
    const { count, zeros, max } = this;
    return { count, zeros, min: count > 0 ? this.min : 0, max, buckets };
  }

  restore(state: QuantileSketchState): void {
    this.count = state.count;
    this.zeros = state.zeros;
    this.min = state.count > 0 ? state.min : Infinity;
    this.max = state.max;
    this.counts = new Float64Array(0);
    this.first = 0;
    for (let i = 0; i + 1 < state.buckets.length; i += 2) {
      this.bump(state.buckets[i] as number, state.buckets[i + 1] as number);
    }
  }
}
