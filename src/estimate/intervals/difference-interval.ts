/** An estimate with its interval. */
interface Known {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Interval of b - a where a and b are known by independent intervals alone (Zou and Donner 2008, MOVER): the ends of b - a lie as far
 * from it as the root of the sum of the squares of those distances of a's and b's ends that count. It has the intervals' own confidence.
 */
export function independentDifference(a: Known, b: Known): Known {
  const estimate = b.estimate - a.estimate;
  return {
    estimate,
    low: estimate - Math.hypot(b.estimate - b.low, a.high - a.estimate),
    high: estimate + Math.hypot(b.high - b.estimate, a.estimate - a.low),
  };
}

/** Interval of b - a whatever a and b have to do with each other (Bonferroni): wrong at most as often as both intervals together. */
export function anyDifference(a: Known, b: Known): Known {
  return { estimate: b.estimate - a.estimate, low: b.low - a.high, high: b.high - a.low };
}

/**
 * An interval that is wrong with probability `error` made one that is wrong with the smaller `wanted`: its ends recede as the
 * logarithm of half of it does. Exact for exponential tails (counts of rare events, never-seen events), more than enough for Gaussian ones; heavier tails
 * than exponential would need more. A larger `wanted` changes nothing.
 */
export function widened({ estimate, low, high }: Known, error: number, wanted: number): Known {
  const factor = Math.max(1, Math.log(wanted / 2) / Math.log(error / 2));
  return { estimate, low: estimate - factor * (estimate - low), high: estimate + factor * (high - estimate) };
}
