/** Where a smooth hazard stands at one time. */
export interface HazardPoint {
  /** Cumulative hazard H(x). */
  readonly hazard: number;
  /** Its derivative, density over survival. */
  readonly rate: number;
  /** d log(x rate / H) / d log x, when it is known: the step is then Halley's, else Newton's. */
  readonly bend?: number;
}

const STEPS_MAX = 400;

/**
 * The x > 0 with H(x) = e, for a continuous increasing cumulative hazard H with H(0) = 0; 0 < e < infinity.
 *
 * Newton (Halley where `bend` is given) on log H against log x, which both tails make straight: H behaves like a power of x near
 * 0 and nearly linearly far out. A step that leaves the bracket, or after 30 steps every other one, is a geometric bisection,
 * so the search ends whatever the guess. `settled` is the length of a step in log x that is the last one: what it leaves is
 * of the square (the cube with `bend`) of that length, and should be below a rounding.
 * Relative error: that of H times its reciprocal elasticity H / (x rate). Not promised: x below 1e-300.
 *
 * @example inverseHazard((x) => ({ hazard: x * x, rate: 2 * x }), 9, 1, 1e-9) // 3
 */
export function inverseHazard(at: (x: number) => HazardPoint, e: number, guess: number, settled: number): number {
  const target = Math.log(e);
  let low = 0;
  let high = Infinity;
  let x = guess;
  for (let step = 0; step < STEPS_MAX; step++) {
    const { hazard, rate, bend = 0 } = at(x);
    if (hazard === e) return x;
    if (hazard < e) low = x;
    else high = x;
    const newton = ((target - Math.log(hazard)) * hazard) / (x * rate);
    const length = newton / Math.max(0.5, 1 + 0.5 * newton * bend);
    const next = x * Math.exp(length);
    if (Math.abs(length) <= settled && next > 0) return next;
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
