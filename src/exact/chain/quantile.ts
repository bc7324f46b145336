import type { FirstPassage } from './passage.js';

const HALVINGS = 200;

/**
 * The time at which a passage has been made with probability `probability`, 0 < p < 1, of all that began: the smallest t with
 * P(T <= t) >= p. Found by doubling from `scale` > 0, a time of the right order, then halving the bracket down to the last
 * digit; whichever tail is smaller is compared. Infinity when fewer than that are ever made (`everMade`).
 */
export function passageQuantile(passage: FirstPassage, probability: number, scale: number, everMade = 1): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`quantile at probability ${probability}`);
  if (!(scale > 0 && scale < Infinity)) throw new RangeError(`quantile from scale ${scale}`);
  if (probability > everMade) return Infinity;
  const made = (time: number): boolean =>
    probability > 0.5 && everMade === 1
      ? passage.notEntered(time) <= 1 - probability
      : passage.entered(time) >= probability;
  let low = 0;
  let high = scale;
  while (!made(high)) {
    low = high;
    high *= 2;
  }
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (made(middle)) high = middle;
    else low = middle;
  }
  return high;
}
