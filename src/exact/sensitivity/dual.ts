/** Derivatives to each parameter, in order; undefined where all are 0. */
export type Slope = Float64Array | undefined;

/** A number that knows its derivatives: forward differentiation to all parameters at once. */
export interface Dual {
  readonly value: number;
  readonly slope: Slope;
}

export const fixed = (value: number): Dual => ({ value, slope: undefined });

/** The dual of parameter `index` of `count`. */
export function parameterDual(value: number, index: number, count: number): Dual {
  const slope = new Float64Array(count);
  slope[index] = 1;
  return { value, slope };
}

/** `value` with the slope sum of partial derivative times slope. */
export function dualOf(value: number, ...terms: readonly (readonly [partial: number, of: Dual])[]): Dual {
  let slope: Slope;
  for (const [partial, of] of terms) slope = plusSlope(slope, of.slope, partial);
  return { value, slope };
}

export const plus = (a: Dual, b: Dual): Dual => dualOf(a.value + b.value, [1, a], [1, b]);
export const minus = (a: Dual, b: Dual): Dual => dualOf(a.value - b.value, [1, a], [-1, b]);
export const times = (a: Dual, b: Dual): Dual => dualOf(a.value * b.value, [b.value, a], [a.value, b]);

export function over(a: Dual, b: Dual): Dual {
  const value = a.value / b.value;
  return dualOf(value, [1 / b.value, a], [-value / b.value, b]);
}

/** a + factor b, in a new array. */
export function plusSlope(a: Slope, b: Slope, factor: number): Slope {
  if (b === undefined || factor === 0) return a;
  if (a === undefined) return b.map((slope) => factor * slope);
  return a.map((slope, k) => slope + factor * (b[k] as number));
}

/** Sums of many slopes, in place. */
export class SlopeSum {
  private readonly sum: Float64Array;
  private touched = false;

  constructor(count: number) {
    this.sum = new Float64Array(count);
  }

  add(slope: Slope, factor: number): void {
    if (slope === undefined || factor === 0) return;
    this.touched = true;
    for (let k = 0; k < slope.length; k++) this.sum[k] = (this.sum[k] as number) + factor * (slope[k] as number);
  }

  get slope(): Slope {
    return this.touched ? this.sum.slice() : undefined;
  }
}
