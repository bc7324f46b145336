import { quoted } from '../../config/found.js';
import type { Path } from '../../config/problem.js';
import type { ExpressionText, PlaceDocument } from '../document.js';
import type { Place } from '../net.js';
import type { Declaration } from './declarations.js';
import { bindingsOf, memberName, subscriptsOf } from './family.js';
import { readFamily } from './indices.js';
import type { Range } from './ranges.js';
import type { Reader } from './reader.js';
import { below, type Site } from './site.js';

/** Values are kept in 32-bit integers. */
const VALUE_MAX = 2 ** 31 - 1;

/** `places:`, families expanded in place; the names of states become numbers of the whole net. */
export function readPlaces(declarations: readonly Declaration<PlaceDocument>[], reader: Reader): void {
  for (const declaration of declarations) nameStates(declaration, reader);
  for (const declaration of declarations) {
    const { name, document, path } = declaration;
    const family = readFamily(declaration, reader);
    if (family === undefined) {
      reader.meanings.set(name, { kind: 'broken' });
      continue;
    }
    const first = reader.places.length;
    for (const subscripts of subscriptsOf(family.sizes)) {
      const site = { path, bindings: bindingsOf(family, subscripts) };
      reader.places.push(readPlace(memberName(name, subscripts), document, site, reader));
    }
    reader.meanings.set(name, { kind: 'place', family, first });
  }
}

export function statesOf(place: PlaceDocument): readonly string[] {
  return typeof place === 'object' ? (place.states ?? []) : [];
}

function nameStates(declaration: Declaration<PlaceDocument>, reader: Reader): void {
  const states = statesOf(declaration.document);
  for (const [value, state] of states.entries()) {
    const path = [...declaration.path, 'states', value];
    const known = reader.meanings.get(state);
    if (states.indexOf(state) !== value) {
      reader.problems.reject(path, `${quoted(state)} twice`, 'each state once');
    } else if (known?.kind === 'state' && known.value !== value) {
      const need = `another name: ${state} is ${known.value} elsewhere, and a name is one number in the whole net`;
      reader.problems.reject(path, `${quoted(state)} as value ${value}`, need);
    } else if (known?.kind === 'pending') {
      reader.meanings.set(state, { kind: 'state', value });
    }
  }
}

function readPlace(name: string, document: PlaceDocument, site: Site, reader: Reader): Place {
  const isMap = typeof document === 'object';
  const { states, initial, min, max } = isMap ? document : { initial: document };
  if (states !== undefined && (min !== undefined || max !== undefined)) {
    const key = min === undefined ? 'max' : 'min';
    reader.problems.rejectKey([...site.path, key], `${key} beside states`, 'either states or min and max');
  }
  const integer = (key: string, text: ExpressionText | undefined, otherwise: number): number =>
    (text === undefined ? undefined : reader.readNumber(text, isMap ? below(site, key) : site, whole)) ?? otherwise;
  const place = {
    name,
    min: integer('min', min, 0),
    max: integer('max', max, states === undefined ? VALUE_MAX : states.length - 1),
    initial: integer('initial', initial, states === undefined ? Math.max(0, Number(min ?? 0)) : 0),
  };
  checkBounds(place, isMap ? [...site.path, initial === undefined ? 'min' : 'initial'] : site.path, reader);
  return { ...place, ...(states === undefined ? {} : { states }) };
}

function checkBounds(place: Place, path: Path, reader: Reader): void {
  const { name, initial, min, max } = place;
  if (min > max) reader.problems.reject(path, `min ${min} above max ${max}`, 'min at most max');
  else if (initial < min || initial > max) {
    reader.problems.reject(path, `the initial value ${initial} of ${name}`, rangeText(place));
  }
}

const whole: Range = {
  text: 'a whole number of at most 32 bits, or the name of a state',
  allows: (value) => Number.isInteger(value) && Math.abs(value) <= VALUE_MAX,
};

/** The legal values of a place, in words. */
export function rangeText({ min, max, states }: Place): string {
  if (states !== undefined) return `one of ${states.join(', ')}`;
  return max === VALUE_MAX ? `at least ${min}` : `${min}..${max}`;
}
