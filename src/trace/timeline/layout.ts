/** Pixels of the picture and its parts. */
export const layout = {
  width: 1200,
  margin: 20,
  /** Names of rows, at most; the text that fits is cut. */
  labelsMax: 210,
  /** What a row comes to, at its right: `99.99 %`. */
  summaries: 96,
  titles: 58,
  outageLabels: 24,
  serviceRow: 26,
  row: 19,
  steps: 38,
  gap: 5,
  axis: 40,
  legendLine: 22,
} as const;

/** Rows of components, at most; a picture with more cannot be read. */
export const rowsMax = 120;

const fontSize = 12;

/** The width of a text in pixels, on the safe side for any usual sans-serif font. */
export function textWidth(text: string, size: number = fontSize): number {
  return text.length * size * 0.6;
}

/** A text that is cut where it would be wider than `width`. */
export function cut(text: string, width: number): string {
  const fits = Math.floor(width / textWidth('x'));
  return text.length <= fits ? text : `${text.slice(0, fits - 1)}\u2026`;
}
