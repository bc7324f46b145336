/** Counts passages that begin and are still open when watching ends; `first` is the span's first column. */
export function countOpenSpans(rows: Float64Array, width: number, count: number, first: number): number {
  let open = 0;
  for (let row = 0, at = first; row < count; row++, at += width) {
    open += (rows[at] as number) - (rows[at + 1] as number);
  }
  return open;
}

export function openSpanNotes(open: number): string[] {
  if (open === 0) return [];
  return [`${open} passages were still open at the end and are left out, so that long ones are under-represented`];
}
