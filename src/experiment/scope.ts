import { parseDuration } from '../config/duration.js';
import { quoted } from '../config/found.js';
import type { Path } from '../config/problem.js';
import { suggestion } from '../config/suggestion.js';
import { number } from '../net/expression/expression.js';
import { parseExpression } from '../net/expression/parse.js';
import { ExpressionError, type Syntax } from '../net/expression/syntax.js';
import { reserved } from '../net/parse/names.js';
import type { Problems } from '../net/parse/problems.js';
import { Reader } from '../net/parse/reader.js';
import { outside } from '../net/parse/site.js';

/** What a name may stand for. */
export type NamedValue = number | string | boolean;

/**
 * What expressions can name: given values and, as numbers, those that are computed from them. Durations count in hours; a text
 * that is no number has no place in an expression.
 */
export class Scope {
  private readonly reader: Reader;
  private readonly known = new Map<string, NamedValue>();

  constructor(
    values: Readonly<Record<string, NamedValue>>,
    private readonly problems: Problems,
  ) {
    this.reader = new Reader('h', problems);
    for (const [name, value] of Object.entries(values)) this.add(name, value);
  }

  /** Names what an expression gives. */
  define(name: string, text: string | number, path: Path): void {
    const value = this.number(text, path);
    if (value === undefined) this.reader.meanings.set(name, { kind: 'broken' });
    else this.add(name, value);
  }

  /** The value of a name, as it was written. */
  value(name: string): NamedValue | undefined {
    return this.known.get(name);
  }

  get names(): readonly string[] {
    return [...this.known.keys()];
  }

  /** The number that an expression gives; reports what is wrong with it. */
  number(text: string | number, path: Path): number | undefined {
    if (typeof text === 'string' && !this.namesKnown(text, path)) return undefined;
    return this.reader.readNumber(text, outside(...path));
  }

  private add(name: string, value: NamedValue): void {
    this.known.set(name, value);
    const counted = numberOf(value);
    if (counted === undefined) this.reader.meanings.set(name, { kind: 'broken' });
    else {
      this.reader.meanings.set(name, { kind: 'constant', index: this.reader.constants.length });
      this.reader.addConstant({ name, expression: number(counted), value: counted });
    }
  }

  private namesKnown(text: string, path: Path): boolean {
    const names = namesIn(text);
    const unknown = names.filter((name) => !this.reader.meanings.has(name) && reserved(name) === undefined);
    for (const name of unknown) {
      this.problems.reject(path, `the unknown name ${name} in ${quoted(text)}`, nameNeed(name, this.names));
    }
    const words = names.filter((name) => isWord(this.known.get(name)));
    for (const name of words)
      this.problems.reject(path, `${name}, a text, in ${quoted(text)}`, 'numbers and durations');
    return unknown.length + words.length === 0;
  }
}

/** What to write instead of a name that nothing has. */
export function nameNeed(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'a value that the part lists under for or let';
  const meant = suggestion(name, known);
  return meant === undefined ? `one of ${known.join(', ')}` : `${meant} (did you mean that?)`;
}

/** What a value counts in an expression: a duration its hours; a text that is none has no number. */
function numberOf(value: NamedValue): number | undefined {
  if (typeof value !== 'string') return Number(value);
  const outcome = parseDuration(value);
  return outcome.ok ? outcome.hours : undefined;
}

const isWord = (value: NamedValue | undefined): boolean => value !== undefined && numberOf(value) === undefined;

/** The names that an expression reads; none when it cannot be read, which the reader reports. */
export function namesIn(text: string): readonly string[] {
  try {
    return [...new Set(namesOf(parseExpression(text)))];
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}

function namesOf(syntax: Syntax): readonly string[] {
  switch (syntax.kind) {
    case 'number':
      return [];
    case 'name':
    case 'member':
      return [syntax.name];
    case 'unary':
      return namesOf(syntax.operand);
    case 'binary':
      return [...namesOf(syntax.left), ...namesOf(syntax.right)];
    case 'call':
      return syntax.arguments.flatMap(namesOf);
  }
}
