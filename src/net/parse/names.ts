import { durationUnit } from '../../config/duration.js';
import { quoted } from '../../config/found.js';
import type { Path } from '../../config/problem.js';
import type { PlaceDocument } from '../document.js';
import { FUNCTIONS } from '../expression/syntax.js';
import { type Declaration, isName, nameNeeded } from './declarations.js';
import { statesOf } from './places.js';
import type { Reader } from './reader.js';
import type { BrokenNames } from './structure.js';

/** The sections whose names an expression can read. */
interface NamedSections {
  readonly constants: readonly Declaration<unknown>[];
  readonly indices: readonly Declaration<unknown>[];
  readonly places: readonly Declaration<PlaceDocument>[];
  readonly lets: readonly Declaration<unknown>[];
}

/** Gives every name a meaning, pending until its section is read. A name means one thing in the whole net. */
export function declareNames(sections: NamedSections, broken: BrokenNames, reader: Reader): void {
  const declare = (name: string, what: string, path: Path): void => {
    const other = reserved(name) ?? declared(name, reader);
    if (other === undefined) reader.meanings.set(name, { kind: 'pending', what });
    else if (what !== 'state' || other !== 'state') {
      reader.problems.rejectKey(path, quoted(name), `another name: ${name} is already ${article(other)} ${other}`);
    }
  };
  for (const { name, path } of sections.constants) declare(name, 'constant', path);
  for (const { name, path } of sections.indices) declare(name, 'index', path);
  for (const { name, path } of sections.places) declare(name, 'place', path);
  for (const { name, path } of sections.lets) declare(name, 'let', path);
  for (const place of sections.places) {
    for (const [position, state] of statesOf(place.document).entries()) {
      const path = [...place.path, 'states', position];
      if (isName(state)) declare(state, 'state', path);
      else reader.problems.reject(path, quoted(state), nameNeeded);
    }
  }
  for (const section of ['constants', 'indices', 'places', 'let']) {
    for (const name of broken.get(section) ?? []) reader.meanings.set(name, { kind: 'broken' });
    if (broken.has(section)) reader.knowsEveryName = false;
  }
}

function declared(name: string, reader: Reader): string | undefined {
  const meaning = reader.meanings.get(name);
  return meaning?.kind === 'pending' ? meaning.what : undefined;
}

/** What a name means already wherever an expression is read, if anything. */
export function reserved(name: string): string | undefined {
  if (FUNCTIONS.has(name)) return 'function';
  if (durationUnit(name) !== undefined) return 'unit of time';
  return name === 'true' || name === 'false' ? 'truth value' : undefined;
}

const article = (what: string): string => (what === 'index' ? 'an' : 'a');
