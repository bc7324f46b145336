/** One line of CSV, its end included. */
export function csvLine(cells: readonly (string | number | boolean | undefined)[]): string {
  return `${cells.map((cell) => quotedIfNeeded(cell === undefined ? '' : String(cell))).join(',')}\n`;
}

function quotedIfNeeded(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
