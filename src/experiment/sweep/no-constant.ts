import { pathOf, valueAt } from '../../config/at-path.js';
import { foundText } from '../../config/found.js';
import { suggestion } from '../../config/suggestion.js';

const section = 'constants';

/** A path to a constant that a net does not have: one that is put there would be read by nothing. */
export function noConstant(path: string, data: unknown): { readonly found: string; readonly need: string } | undefined {
  const [first, name] = pathOf(path);
  const constants = valueAt(data, [section]);
  if (first !== section || name === undefined || valueAt(data, pathOf(path)) !== undefined) return undefined;
  const known = typeof constants === 'object' && constants !== null ? Object.keys(constants) : [];
  const meant = suggestion(String(name), known);
  const need = known.length === 0 ? 'a constant of the net' : `one of ${known.join(', ')}`;
  return {
    found: `no constant ${foundText(name)}`,
    need: meant === undefined ? need : `${meant} (did you mean that?)`,
  };
}
