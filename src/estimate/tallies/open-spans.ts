/** Counts passages that begin and are still open when watching ends; `first` is the span's first column. */
export function countOpenSpans(rows: Float64Array, width: number, count: number, first: number): number {
  let open = 0;
  for (let row = 0, at = first; row < count; row++, at += width) {
    open += (rows[at] as number) - (rows[at + 1] as number);
  }
  return open;
}

/** Share of the passages that may be open at the end without it being said: of a mean, and of a quantile's tail. */
const openShareMost = 1e-3;
const tailShareMost = 0.02;

/**
 * Says that open passages are left out, when there are enough of them to matter: more than a thousandth of all, or more than a
 * fiftieth of the tail beyond a quantile.
 */
export function openSpanNotes(open: number, completed: number, tail = 1): string[] {
  if (open <= (open + completed) * Math.min(openShareMost, tailShareMost * tail)) return [];
  const still = open === 1 ? '1 passage was still open' : `${open} passages were still open`;
  return [
    `${still} at the end, beside ${completed} completed; what is open is left out, so that long ones are under-represented`,
  ];
}
