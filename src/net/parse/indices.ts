import type { ExpressionText } from '../document.js';
import type { Declaration } from './declarations.js';
import { type Family, memberCount } from './family.js';
import { Consequence, Rejection } from './problems.js';
import type { Range } from './ranges.js';
import type { Reader } from './reader.js';
import { outside } from './site.js';

/** More members than this are a slip of the pen, or a model that does not fit in memory. */
const MEMBERS_MAX = 100_000;

const memberRange: Range = {
  text: `a whole number of members in 0..${MEMBERS_MAX}`,
  allows: (value) => Number.isInteger(value) && value >= 0 && value <= MEMBERS_MAX,
};

/** `indices: {i: n}`: i runs over 1..n. */
export function readIndices(declarations: readonly Declaration<ExpressionText>[], reader: Reader): void {
  for (const { name, indices, document, path } of declarations) {
    if (indices.length > 0) reader.problems.rejectKey(path, `a family ${name}(${indices})`, `${name} alone`);
    const size = reader.readNumber(document, outside(...path), memberRange);
    reader.meanings.set(name, size === undefined ? { kind: 'broken' } : { kind: 'index', size });
  }
}

/** The family that a declaration `link(i, j)` stands for; undefined when it is wrong, which is reported. */
export function readFamily(declaration: Declaration<unknown>, reader: Reader): Family | undefined {
  return reader.problems.attempt(declaration.path, () => familyOf(declaration, reader));
}

function familyOf(declaration: Declaration<unknown>, reader: Reader): Family {
  const sizes = declaration.indices.map((index) => {
    const meaning = reader.meanings.get(index);
    if (meaning?.kind === 'broken') throw new Consequence();
    if (meaning?.kind === 'index') return meaning.size;
    throw new Rejection(`the unknown index ${index}`, `it in indices, like indices: {${index}: 3}`, [], true);
  });
  const family = { name: declaration.name, indices: declaration.indices, sizes };
  const count = memberCount(family);
  if (count > MEMBERS_MAX) throw new Rejection(`a family of ${count} members`, `at most ${MEMBERS_MAX}`, [], true);
  return family;
}
