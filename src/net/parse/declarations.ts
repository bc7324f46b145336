import { quoted } from '../../config/found.js';
import type { Path } from '../../config/problem.js';
import type { NetDocument } from '../document.js';
import type { Problems } from './problems.js';

/** One entry of a section: `vm(i): ...`. */
export interface Declaration<T> {
  readonly name: string;
  readonly indices: readonly string[];
  readonly document: T;
  readonly path: Path;
}

type Entries<T> = Readonly<Record<string, T>> | undefined;

const DECLARATION = /^\s*([^()\s]+)\s*(?:\(([^()]*)\))?\s*$/;
/** What an expression reads as one name. */
const NAME = /^[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*$/;
/** What is only ever named as a whole may be called more freely. */
const LABEL = /^[A-Za-z][\w .:/()-]*$/;

/** YAML cuts `{link(i, j): 1}` at the comma. */
const COMMA_NEEDED = 'quotes around a name with a comma inside {}';

export const nameNeeded = 'a name that begins with a letter and goes on with letters, digits and _';

export const isName = (text: string): boolean => NAME.test(text);

/** The entries of a section in order; what is not well named is reported and left out. */
export function declarationsOf<T>(
  section: keyof NetDocument,
  entries: Entries<T>,
  problems: Problems,
): Declaration<T>[] {
  const declarations = new Map<string, Declaration<T>>();
  for (const [key, document] of Object.entries(entries ?? {})) {
    const path = [section, key];
    const [, name, list] = DECLARATION.exec(key) ?? [];
    const indices = list === undefined ? [] : list.split(',').map((index) => index.trim());
    if (name === undefined || ![name, ...indices].every(isName)) {
      problems.rejectKey(
        path,
        quoted(key),
        /^[^()]*\)/.test(key) ? COMMA_NEEDED : `${nameNeeded} (a family: name(i) or name(i, j))`,
      );
    } else if (new Set(indices).size < indices.length) {
      problems.rejectKey(path, quoted(key), 'each index once');
    } else if (declarations.has(name)) {
      problems.rejectKey(path, quoted(key), `another name: ${name} is declared above`);
    } else {
      declarations.set(name, { name, indices, document, path });
    }
  }
  return [...declarations.values()];
}

/** The entries of a section whose names no expression reads: rewards, spans, measures. */
export function labelledOf<T>(section: keyof NetDocument, entries: Entries<T>, problems: Problems): Declaration<T>[] {
  return Object.entries(entries ?? {}).flatMap(([name, document]) => {
    const path = [section, name];
    if (LABEL.test(name)) return [{ name, indices: [], document, path }];
    problems.rejectKey(path, quoted(name), 'a name that begins with a letter, without quotes, commas or signs');
    return [];
  });
}
