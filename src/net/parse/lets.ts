import type { ExpressionText } from '../document.js';
import type { Declaration } from './declarations.js';
import { bindingsOf, type Family, memberName, subscriptsOf } from './family.js';
import { readFamily } from './indices.js';
import { Consequence, Rejection } from './problems.js';
import type { Reader } from './reader.js';

/**
 * `let:`, named expressions. They may be written in any order; in the net each stands after those it reads, which is how
 * a let that reads itself through others is found.
 */
export function readLets(declarations: readonly Declaration<ExpressionText>[], reader: Reader): void {
  const lets = new LetReader(reader);
  const families = declarations.flatMap((declaration): LetFamily[] => {
    const family = readFamily(declaration, reader);
    if (family === undefined) {
      reader.meanings.set(declaration.name, { kind: 'broken' });
      return [];
    }
    const members = { declaration, family, subscripts: subscriptsOf(family.sizes) };
    const index = (member: number): number => lets.index(members, member);
    reader.meanings.set(declaration.name, { kind: 'let', family, index });
    return [members];
  });
  for (const family of families) {
    for (const member of family.subscripts.keys()) {
      reader.problems.attempt(family.declaration.path, () => lets.index(family, member));
    }
  }
}

interface LetFamily {
  readonly declaration: Declaration<ExpressionText>;
  readonly family: Family;
  readonly subscripts: readonly (readonly number[])[];
}

class LetReader {
  private readonly indices = new Map<string, number | 'broken'>();
  /** Those whose expressions are being read right now, outermost first. */
  private readonly reading: string[] = [];

  constructor(private readonly reader: Reader) {}

  /** Where a member stands in the net's lets; reads it, and what it reads, when nobody did. */
  index(of: LetFamily, member: number): number {
    const subscripts = of.subscripts[member] ?? [];
    const name = memberName(of.family.name, subscripts);
    const known = this.indices.get(name) ?? this.read(of, name, subscripts);
    if (known === 'broken') throw new Consequence();
    return known;
  }

  private read(of: LetFamily, name: string, subscripts: readonly number[]): number | 'broken' {
    const from = this.reading.indexOf(name);
    if (from >= 0) {
      const circle = [...this.reading.slice(from), name].join(' -> ');
      throw new Rejection(`a circle: ${circle}`, 'a let that does not read itself');
    }
    this.reading.push(name);
    const { path, document } = of.declaration;
    const expression = this.reader.read(document, { path, bindings: bindingsOf(of.family, subscripts) });
    this.reading.pop();
    const index = expression === undefined ? 'broken' : this.reader.lets.push({ name, expression }) - 1;
    this.indices.set(name, index);
    return index;
  }
}
