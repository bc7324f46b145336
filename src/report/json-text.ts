/**
 * JSON for other programs. JSON has no infinite number: an interval without an upper end has `"high": "Infinity"`, a
 * text which `Number` and Python's `float` turn back; likewise `"-Infinity"`, and `"NaN"` for what is unknown.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_, each: unknown) => (isNoJsonNumber(each) ? String(each) : each), indent);
}

function isNoJsonNumber(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}
