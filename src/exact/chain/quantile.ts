import type { FirstPassage } from './passage.js';

const HALVINGS = 200;

/** A search for the smallest time at which something that stays true becomes true. */
export interface Search {
  /** A time of the right order, > 0. */
  readonly scale: number;
  /** It is true here at the latest; default Infinity: sooner or later. */
  readonly most?: number;
  reached(time: number): boolean;
  /** Told once that no larger time will be asked for. */
  narrowed?(high: number): void;
}

/** Doubles from the scale until it is reached, then halves the bracket down to the last digit. */
export function bisected({ scale, most = Infinity, reached, narrowed }: Search): number {
  if (!(scale > 0 && scale < Infinity)) throw new RangeError(`search from scale ${scale}`);
  let low = 0;
  let high = Math.min(scale, most);
  while (high < most && !reached(high)) {
    low = high;
    high = Math.min(high * 2, most);
  }
  narrowed?.(high);
  for (let n = 0; n < HALVINGS; n++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The time at which a passage has been made with probability `probability`, 0 < p < 1, of all that began: the smallest t with
 * P(T <= t) >= p, searched from `scale` > 0, a time of the right order; whichever tail is smaller is compared. Infinity
 * when fewer than that are ever made (`everMade`).
 */
export function passageQuantile(passage: FirstPassage, probability: number, scale: number, everMade = 1): number {
  if (!(probability > 0 && probability < 1)) throw new RangeError(`quantile at probability ${probability}`);
  if (probability > everMade) return Infinity;
  const upper = probability > 0.5 && everMade === 1;
  const reached = (time: number): boolean =>
    upper ? passage.notEntered(time) <= 1 - probability : passage.entered(time) >= probability;
  return bisected({ scale, reached });
}
