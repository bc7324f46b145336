import { foundText, quoted } from '../../config/found.js';
import type { ExpressionText } from '../document.js';
import { isConstant } from '../expression/analyse.js';
import { EvaluationError, evaluate } from '../expression/evaluate.js';
import { type Expression, number } from '../expression/expression.js';
import { parseExpression } from '../expression/parse.js';
import { simplify } from '../expression/simplify.js';
import { ExpressionError, type Syntax } from '../expression/syntax.js';
import type { Constant, Let, Place, TimeUnit } from '../net.js';
import type { Bound, Meaning, Surroundings } from './meanings.js';
import { type Problems, Rejection } from './problems.js';
import { type Range, within } from './ranges.js';
import { resolve } from './resolve.js';
import type { Site } from './site.js';

const NO_FACTS: ReadonlyMap<number, number> = new Map();

/** Reads expressions against what has been declared so far; the sections of a net add to it one after the other. */
export class Reader implements Surroundings {
  readonly meanings = new Map<string, Meaning>();
  readonly constants: Constant[] = [];
  readonly places: Place[] = [];
  readonly lets: Let[] = [];
  /** False when a declaration is so wrong that a name nobody declared may be one of its names. */
  knowsEveryName = true;
  private readonly values: number[] = [];
  private readonly parsed = new Map<string, Syntax>();

  constructor(
    readonly timeUnit: TimeUnit,
    readonly problems: Problems,
  ) {}

  /** Reads an expression; reports what is wrong. A value known without the state must lie in `range`. */
  read(text: ExpressionText, site: Site, range?: Range): Expression | undefined {
    return this.problems.attempt(site.path, () => {
      const expression = this.expression(text, site);
      const value = range && this.constantValue(expression);
      if (range !== undefined && value !== undefined) within(range, value, text);
      return expression;
    });
  }

  /** Reads a number that does not depend on the state; reports what is wrong. */
  readNumber(text: ExpressionText, site: Site, range?: Range): number | undefined {
    return this.problems.attempt(site.path, () => {
      const value = this.number(text, site);
      return range === undefined ? value : within(range, value, text);
    });
  }

  addConstant(constant: Constant): void {
    this.constants.push(constant);
    this.values.push(constant.value);
  }

  /** The expression a user wrote, for one member of a family. Throws a Rejection. */
  expression(text: ExpressionText, bound: Bound): Expression {
    if (typeof text === 'boolean') return number(text ? 1 : 0);
    if (typeof text === 'number') return number(text);
    const syntax = this.syntax(text);
    try {
      return simplify(resolve(syntax, this, bound), NO_FACTS, this.lets);
    } catch (error) {
      const isWhole = syntax.kind === 'name' || syntax.kind === 'member';
      throw error instanceof Rejection && !isWhole ? inText(error, text) : error;
    }
  }

  /** The number an expression gives without looking at the state. Throws a Rejection when it reads a place. */
  number(text: ExpressionText, bound: Bound): number {
    const value = this.constantValue(this.expression(text, bound));
    if (value === undefined)
      throw new Rejection(`${foundText(text)}, which reads places`, 'a number known without the state');
    return value;
  }

  /** The value of an expression that reads no place, finite; undefined when it reads one. */
  constantValue(expression: Expression): number | undefined {
    if (!isConstant(expression, this.lets)) return undefined;
    try {
      return evaluate(expression, { state: [], constants: this.values, lets: this.lets });
    } catch (error) {
      if (error instanceof EvaluationError) throw new Rejection(error.found, error.need);
      throw error;
    }
  }

  /** The texts of all expressions that were read, as trees. */
  get texts(): ReadonlyMap<string, Syntax> {
    return this.parsed;
  }

  /** The text as a tree, or a Rejection that says where in the text it goes wrong. */
  syntax(text: string): Syntax {
    const known = this.parsed.get(text);
    if (known !== undefined) return known;
    if (text.trim() === '') throw new Rejection('an empty text', 'an expression (one that begins with ! needs quotes)');
    try {
      const syntax = parseExpression(text);
      this.parsed.set(text, syntax);
      return syntax;
    } catch (error) {
      if (error instanceof ExpressionError) throw misread(text, error);
      throw error;
    }
  }
}

function inText({ found, need, offset }: Rejection, text: string): Rejection {
  const where = offset === undefined ? 'in' : `at character ${offset + 1} of`;
  return new Rejection(`${found} ${where} ${quoted(text)}`, need);
}

function misread(text: string, error: ExpressionError): Rejection {
  const where = `${error.found} at character ${error.offset + 1} of ${quoted(text)}`;
  return new Rejection(
    where,
    isCut(text) ? `${error.need} (a text with a comma inside {} or [] needs quotes)` : error.need,
  );
}

/** YAML cuts `{x: max(1, 2)}` at the comma: `max(1` and `2)`. */
function isCut(text: string): boolean {
  const count = (letter: string): number => text.split(letter).length;
  return count('(') !== count(')');
}
