/**
 * Count, mean and sum of squared deviations of equally weighted observations.
 * @typedef {{ count: number, mean: number, squares: number }} Tally
 */

/** @returns {Tally} */
export const emptyTally = () => ({ count: 0, mean: 0, squares: 0 });

/**
 * Adds one observation (Welford 1962).
 * @param {Tally} tally
 * @param {number} x
 */
export function addToTally(tally, x) {
  const delta = x - tally.mean;
  tally.count += 1;
  tally.mean += delta / tally.count;
  tally.squares += delta * (x - tally.mean);
}

/**
 * Tally of both samples together (Chan, Golub and LeVeque 1979).
 * @param {Tally} a
 * @param {Tally} b
 * @returns {Tally}
 */
export function mergeTallies(a, b) {
  const count = a.count + b.count;
  if (count === 0) return emptyTally();
  const delta = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (delta * b.count) / count,
    squares: a.squares + b.squares + (delta * delta * a.count * b.count) / count,
  };
}

/**
 * Standard error of the mean; needs two observations.
 * @param {Tally} tally
 */
export const standardError = ({ count, squares }) => Math.sqrt(squares / (count - 1) / count);
