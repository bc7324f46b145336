/** Where a smooth law stands at one time. */
export interface HazardPoint {
  /** Cumulative hazard H(x). */
  readonly hazard: number;
  /** Hazard rate h(x) = H'(x), density over survival. */
  readonly rate: number;
  /** d log density / dx. */
  readonly slope: number;
}

const STEPS_MAX = 400;

/**
 * The x > 0 with H(x) = e, for a cumulative hazard H that is continuous and increasing from H(0) = 0; 0 < e < infinity.
 *
 * Halley's method on log H against log x, which both tails make straight: H behaves like a power of x near 0 and nearly linearly
 * far out. A step that leaves the bracket, or after 30 steps every other one, is a geometric bisection, so the search ends
 * whatever the guess. A step in log x no longer than `settled` is the last one: what it leaves is of the order of
 * its cube and should be below a rounding.
 * Relative error: that of H times its reciprocal elasticity H / (x h). Not promised: x below 1e-300.
 *
 * Source: Traub 1964, "Iterative methods for the solution of equations", 5.2.
 *
 * @example inverseHazard((x) => ({ hazard: x * x, rate: 2 * x, slope: 1 / x - 2 * x }), 9, 1, 1e-5) // 3
 */
export function inverseHazard(at: (x: number) => HazardPoint, e: number, guess: number, settled: number): number {
  let low = 0;
  let high = Infinity;
  let x = guess;
  for (let step = 0; step < STEPS_MAX; step++) {
    const { hazard, rate, slope } = at(x);
    if (hazard === e) return x;
    if (hazard < e) low = x;
    else if (hazard > e) high = x;
    else throw new Error(`inverseHazard: hazard ${hazard} at x=${x}, e=${e}`);
    const elasticity = (x * rate) / hazard;
    const bend = 1 + x * (slope + rate) - elasticity;
    const newton = Math.log(e / hazard) / elasticity;
    const length = newton / Math.max(0.5, 1 + 0.5 * newton * bend);
    const next = x * Math.exp(length);
    if (Math.abs(length) <= settled) return next;
    const inside = next > low && next < high && (step < 30 || step % 2 === 0);
    x = inside ? next : between(low, high);
    if (x === low || x === high) return x;
  }
  throw new Error(`inverseHazard: no end after ${STEPS_MAX} steps, e=${e} guess=${guess} low=${low} high=${high}`);
}

function between(low: number, high: number): number {
  if (low === 0) return high / 1024;
  if (high === Infinity) return low * 1024;
  return Math.sqrt(low) * Math.sqrt(high);
}
