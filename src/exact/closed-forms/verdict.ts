import { difference, type Probability } from './probability.js';

/** The two sides of a condition on reliabilities and whether it holds. */
export interface Verdict {
  readonly left: Probability;
  readonly right: Probability;
  /** left - right, taken of the complements where both sides are close to 1. */
  readonly margin: number;
  readonly holds: boolean;
}

/** left > right, strictly. Decided on rounded sides: a margin below a few units in the last place decides nothing. */
export function exceeds(left: Probability, right: Probability): Verdict {
  const margin = difference(left, right);
  return { left, right, margin, holds: margin > 0 };
}

/** left >= right. */
export function reaches(left: Probability, right: Probability): Verdict {
  const margin = difference(left, right);
  return { left, right, margin, holds: margin >= 0 };
}
