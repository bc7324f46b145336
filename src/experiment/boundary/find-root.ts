/** Two places with a root between them; the difference is positive or 0 at one, negative or 0 at the other. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
}

type Point = readonly [x: number, f: number];

/**
 * Narrows a bracket of a root of a continuous function to a relative width of `tolerance`: by inverse quadratic interpolation where
 * three points lie so that it is safe, else by halving; never more than a few evaluations above the halvings alone, mostly about ten.
 *
 * @param low, high places and the values there, of opposite signs, neither 0
 * @returns neighbouring places on either side of the root, or both the root itself when the function is 0 there
 * Source: T. R. Chandrupatla (1997), A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function without
 * using derivatives, Advances in Engineering Software 28, 145-149.
 */
export async function findRoot(
  f: (x: number) => Promise<number>,
  low: Point,
  high: Point,
  tolerance: number,
): Promise<Bracket> {
  let [a, fa] = high;
  let [b, fb] = low;
  let [c, fc] = low;
  let step = 0.5;
  for (;;) {
    const x = a + step * (b - a);
    const fx = await f(x);
    if (fx === 0) return { low: x, high: x };
    if (Math.sign(fx) === Math.sign(fa)) [c, fc] = [a, fa];
    else [c, b, fc, fb] = [b, a, fb, fa];
    [a, fa] = [x, fx];
    const least = (tolerance * Math.max(Math.abs(a), Math.abs(b))) / Math.abs(b - a);
    if (!(least < 1)) return { low: Math.min(a, b), high: Math.max(a, b) };
    const xi = (a - b) / (c - b);
    const phi = (fa - fb) / (fc - fb);
    const isSafe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
    const interpolated = isSafe
      ? (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb))
      : 0.5;
    const margin = Math.min(0.5, least / 2);
    step = Math.min(1 - margin, Math.max(margin, interpolated));
  }
}
