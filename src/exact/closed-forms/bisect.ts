/**
 * The zero of a function that is positive at `low`, negative at `high` and changes sign once between: halves the bracket
 * until its ends are neighbouring doubles, so the answer is as exact as the signs are.
 *
 * 0 <= low < high, both finite.
 */
export function bisect(f: (x: number) => number, low: number, high: number): number {
  let positive = low;
  let negative = high;
  for (;;) {
    const middle = positive + (negative - positive) / 2;
    if (middle <= positive || middle >= negative) return negative;
    if (f(middle) > 0) positive = middle;
    else negative = middle;
  }
}
