/** What a few trials of one estimate showed. */
export interface Pilot {
  readonly trials: number;
  /** Of the interval, beside the estimate; infinite when nothing was seen. */
  readonly relativeHalfWidth: number;
}

/**
 * Shares a number of trials out so that the widest relative half-width becomes as small as it can: a half-width shrinks with the root
 * of the trials, so an estimate known to r after m trials is known to w after m (r / w)^2; w is such that all together make `total`. None gets fewer than its
 * pilot had. One of which the pilot saw nothing counts as if it were as wide as the widest, or known to 1 if all are such.
 */
export function allottedTrials(pilots: readonly Pilot[], total: number): readonly number[] {
  const finite = pilots.map(({ relativeHalfWidth }) => relativeHalfWidth).filter(Number.isFinite);
  const widest = finite.length === 0 ? 1 : finite.reduce((a, b) => Math.max(a, b));
  const needs = pilots.map(({ trials, relativeHalfWidth }) => {
    const width = Number.isFinite(relativeHalfWidth) ? relativeHalfWidth : Math.max(1, widest);
    return { trials, squares: trials * width ** 2 };
  });
  const allotted = (width: number): number[] =>
    needs.map(({ trials, squares }) => Math.max(trials, Math.floor(squares / width ** 2)));
  const used = (width: number): number => allotted(width).reduce((sum, trials) => sum + trials, 0);
  const size = needs.reduce((sum, { squares }) => sum + squares, 0);
  if (!(size > 0)) return needs.map(({ trials }) => trials);
  // At this width even those that need no more trials would fit; the true one is at most as small.
  let low = Math.sqrt(size / total) / 2;
  let high = Math.sqrt(size);
  if (used(high) > total) return allotted(Infinity);
  for (let step = 0; step < halvings; step++) {
    const middle = Math.sqrt(low * high);
    if (used(middle) > total) low = middle;
    else high = middle;
  }
  return allotted(high);
}

/** Of an interval of widths on a logarithmic scale: enough for the last bit. */
const halvings = 80;
