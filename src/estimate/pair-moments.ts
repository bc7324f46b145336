/** What `PairMoments` is as plain JSON; restores bit for bit. */
export interface PairMomentsState {
  readonly count: number;
  readonly active: number;
  readonly sums: readonly number[];
}

/** The third-order sums of a linear combination of the two coordinates. */
export interface CombinationMoments {
  readonly mean: number;
  /** Unbiased. */
  readonly variance: number;
  readonly skewness: number;
}

/**
 * Means and all sums of products of deviations up to the third order of pairs (x, y) that arrive in blocks: enough for mean,
 * variance and skewness of any combination p x + q y.
 *
 * Joined as in `Moments`; for the mixed sum with d = mean_B - mean_A in each coordinate (P. Pebay (2008), eq. 3.7)
 *
 *     Sxxy = Sxxy_A + Sxxy_B + dx^2 dy n_A n_B (n_A - n_B) / n^2
 *            + [n_A (2 dx Sxy_B + dy Sxx_B) - n_B (2 dx Sxy_A + dy Sxx_A)] / n
 *
 * The same blocks in the same order give the same bits.
 */
export class PairMoments {
  count = 0;
  /** Pairs other than (0, 0). */
  active = 0;
  meanX = 0;
  meanY = 0;
  private xx = 0;
  private xy = 0;
  private yy = 0;
  private xxx = 0;
  private xxy = 0;
  private xyy = 0;
  private yyy = 0;

  /** Takes in the first `length` pairs of a block. */
  addBlock(xs: Float64Array, ys: Float64Array, length: number): void {
    if (length === 0) return;
    const block = new PairMoments();
    block.count = length;
    let sumX = 0;
    let sumY = 0;
    for (let i = 0; i < length; i++) {
      const x = xs[i] as number;
      const y = ys[i] as number;
      sumX += x;
      sumY += y;
      if (x !== 0 || y !== 0) block.active++;
    }
    if (!Number.isFinite(sumX + sumY)) {
      throw new RangeError(`PairMoments: a block of ${length} pairs sums to (${sumX}, ${sumY})`);
    }
    block.meanX = sumX / length;
    block.meanY = sumY / length;
    for (let i = 0; i < length; i++) {
      const x = (xs[i] as number) - block.meanX;
      const y = (ys[i] as number) - block.meanY;
      const x2 = x * x;
      const y2 = y * y;
      block.xx += x2;
      block.xy += x * y;
      block.yy += y2;
      block.xxx += x2 * x;
      block.xxy += x2 * y;
      block.xyy += x * y2;
      block.yyy += y2 * y;
    }
    this.merge(block);
  }

  /** Joins the pairs of `other`, which come after ours. */
  merge(other: PairMoments): void {
    if (other.count === 0) return;
    const a = this.count;
    const b = other.count;
    const n = a + b;
    const dx = other.meanX - this.meanX;
    const dy = other.meanY - this.meanY;
    const both = (a * b) / n;
    const cubic = (both * (a - b)) / n;
    const ours = b / n;
    const theirs = a / n;
    this.xxx += other.xxx + cubic * dx * dx * dx + 3 * dx * (theirs * other.xx - ours * this.xx);
    this.yyy += other.yyy + cubic * dy * dy * dy + 3 * dy * (theirs * other.yy - ours * this.yy);
    this.xxy +=
      other.xxy +
      cubic * dx * dx * dy +
      theirs * (2 * dx * other.xy + dy * other.xx) -
      ours * (2 * dx * this.xy + dy * this.xx);
    this.xyy +=
      other.xyy +
      cubic * dx * dy * dy +
      theirs * (2 * dy * other.xy + dx * other.yy) -
      ours * (2 * dy * this.xy + dx * this.yy);
    this.xx += other.xx + both * dx * dx;
    this.xy += other.xy + both * dx * dy;
    this.yy += other.yy + both * dy * dy;
    this.meanX += dx * ours;
    this.meanY += dy * ours;
    this.count = n;
    this.active += other.active;
  }

  /** Moments of p x + q y. */
  combination(p: number, q: number): CombinationMoments {
    const { count } = this;
    const second = Math.max(0, p * p * this.xx + 2 * p * q * this.xy + q * q * this.yy);
    const third = p ** 3 * this.xxx + 3 * p * p * q * this.xxy + 3 * p * q * q * this.xyy + q ** 3 * this.yyy;
    return {
      mean: p * this.meanX + q * this.meanY,
      variance: count < 2 ? 0 : second / (count - 1),
      skewness: second > 0 ? (Math.sqrt(count) * third) / second ** 1.5 : 0,
    };
  }

  /** Pearson's correlation of x and y; 0 when either does not vary. */
  get correlation(): number {
    const scale = Math.sqrt(this.xx) * Math.sqrt(this.yy);
    return scale > 0 ? Math.max(-1, Math.min(1, this.xy / scale)) : 0;
  }

  toJSON(): PairMomentsState {
    const { count, active, meanX, meanY, xx, xy, yy, xxx, xxy, xyy, yyy } = this;
    return { count, active, sums: [meanX, meanY, xx, xy, yy, xxx, xxy, xyy, yyy] };
  }

  restore(state: PairMomentsState): void {
    this.count = state.count;
    this.active = state.active;
    const [meanX = 0, meanY = 0, xx = 0, xy = 0, yy = 0, xxx = 0, xxy = 0, xyy = 0, yyy = 0] = state.sums;
    Object.assign(this, { meanX, meanY, xx, xy, yy, xxx, xxy, xyy, yyy });
  }
}
