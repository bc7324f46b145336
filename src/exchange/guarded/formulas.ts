import type { Named } from './model.js';
import { namesIn, substitute, type Term } from './term.js';

/** Formulas written out where they are used. A formula that reads itself is left as it is. */
export class Formulas {
  private readonly bodies: ReadonlyMap<string, Term>;
  private readonly written = new Map<string, Term>();
  private readonly open = new Set<string>();

  constructor(formulas: readonly Named[]) {
    this.bodies = new Map(formulas.map(({ name, body }) => [name, body]));
  }

  /** The term with every formula for which `chosen` says so replaced by its body. */
  expand(term: Term, chosen: (name: string) => boolean = () => true): Term {
    return substitute(term, ({ name }) => (chosen(name) ? this.bodyOf(name) : undefined));
  }

  /** Whether one of `names` is read by the formula, through others. */
  mentions(formula: string, names: ReadonlySet<string>): boolean {
    const body = this.bodyOf(formula);
    return body !== undefined && [...namesIn(body)].some((name) => names.has(name));
  }

  /** The body of a formula with all others written out. */
  private bodyOf(name: string): Term | undefined {
    const known = this.written.get(name);
    const body = this.bodies.get(name);
    if (known !== undefined || body === undefined || this.open.has(name)) return known;
    this.open.add(name);
    const expanded = this.expand(body);
    this.open.delete(name);
    this.written.set(name, expanded);
    return expanded;
  }
}
