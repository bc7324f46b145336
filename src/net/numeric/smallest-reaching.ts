/** Two units in the last place: the bracket at which interpolation stops and the last halvings begin. */
const NARROW = 2 ** -51;

interface Bracket {
  /** The hazard is below e here. */
  readonly low: number;
  /** The hazard has reached e here. */
  readonly high: number;
}

/**
 * The smallest double x in low..high with H(x) >= e, for a nondecreasing cumulative hazard that may jump, stand still and
 * be infinite; 0 <= low <= high, e > 0. Where H(high) < e, which a bracket found in floating point can miss by a rounding,
 * the answer is high.
 *
 * Geometric halving while the bracket spans more than a factor 2, Chandrupatla's bracketing down to two units in the last place, then
 * plain halving until no double is left between, so that the place of a jump is found exactly. About 12 evaluations of a smooth H, 60 at
 * a jump.
 *
 * Source: Chandrupatla 1997, "A new hybrid quadratic/bisection algorithm", Adv. Eng. Software 28.
 *
 * @example smallestReaching((x) => (x < 2 ? 0 : 5), 1, 0, 10) // 2
 */
export function smallestReaching(hazard: (x: number) => number, e: number, low: number, high: number): number {
  if (!(low < high)) return high;
  const excess = (x: number): number => excessOver(e, hazard(x));
  if (excess(low) >= 0) return low;
  if (!(excess(high) >= 0)) return high;
  return halved(excess, interpolated(excess, halvedGeometrically(excess, { low, high }))).high;
}

/** (H - e) / (H + e): the sign of H - e, bounded though H may be infinite, and smooth in log H. */
function excessOver(e: number, hazard: number): number {
  return hazard === Infinity ? 1 : (hazard - e) / (hazard + e);
}

function halvedGeometrically(excess: (x: number) => number, { low, high }: Bracket): Bracket {
  while (low > 0 && high > 2 * low) {
    const middle = Math.sqrt(low) * Math.sqrt(high);
    if (excess(middle) >= 0) high = middle;
    else low = middle;
  }
  return { low, high };
}

/** Inverse quadratic interpolation through the last three points where it is safe, else halving. */
function interpolated(excess: (x: number) => number, { low, high }: Bracket): Bracket {
  let [a, b, c] = [high, low, low];
  let [fa, fb, fc] = [excess(high), excess(low), 0];
  let share = 0.5;
  while (Math.abs(b - a) > NARROW * Math.max(a, b)) {
    const x = a + share * (b - a);
    const fx = excess(x);
    if (fx >= 0 === fa >= 0) [c, fc] = [a, fa];
    else [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [x, fx];
    const least = (0.5 * NARROW * Math.max(a, b)) / Math.abs(b - a);
    share = least < 0.5 ? Math.min(1 - least, Math.max(least, shareOf(a, b, c, fa, fb, fc))) : 0.5;
  }
  return a < b ? { low: a, high: b } : { low: b, high: a };
}

/** Where between a (0) and b (1) to look next. */
function shareOf(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const xi = (a - b) / (c - b);
  const phi = (fa - fb) / (fc - fb);
  const safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
  if (!safe) return 0.5;
  return (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
}

function halved(excess: (x: number) => number, { low, high }: Bracket): Bracket {
  for (;;) {
    const middle = low + 0.5 * (high - low);
    if (!(middle > low && middle < high)) return { low, high };
    if (excess(middle) >= 0) high = middle;
    else low = middle;
  }
}
