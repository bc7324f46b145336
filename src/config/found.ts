const TEXT_LENGTH_MAX = 60;
const KEYS_SHOWN_MAX = 5;

/** A value a user wrote, in words: what stands after "found" in an error. */
export function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'an empty value';
  if (typeof value === 'string') return textFound(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return mapFound(Object.keys(value));
  return String(value);
}

/** `text` in quotes, not longer than the line of an error can bear. */
export function quoted(text: string): string {
  return `'${text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX - 3)}...` : text}'`;
}

function textFound(text: string): string {
  if (text === '') return 'an empty text';
  const plain = text.replaceAll('_', '');
  const isGrouped = text !== plain && /^[-+]?\d[\d.]*(\s*[a-z]+)?$/i.test(plain);
  return isGrouped ? `${quoted(text)} (digits cannot be grouped: write ${plain})` : quoted(text);
}

function mapFound(keys: readonly string[]): string {
  if (keys.length === 0) return 'an empty map';
  const shown = keys.slice(0, KEYS_SHOWN_MAX).join(', ');
  return `a map of ${keys.length > KEYS_SHOWN_MAX ? `${shown}, ...` : shown}`;
}
