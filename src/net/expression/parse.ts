import { durationUnit } from '../../config/duration.js';
import type { BinaryOperator, FunctionName } from './expression.js';
import { ExpressionError, FUNCTIONS, isComparison, PRECEDENCE, type Syntax, UNARY_PRECEDENCE } from './syntax.js';
import { type Token, tokenAt } from './tokens.js';

/** Deeper trees are refused: every reader of a tree recurses, and none may run out of stack. */
export const DEPTH_MAX = 500;

const TOO_DEEP = `at most ${DEPTH_MAX} levels; use sum(...), all(...), any(...) or a let`;
const OPERAND = "a number, a name or '('";
const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map(
  (Object.keys(PRECEDENCE) as BinaryOperator[]).map((operator) => [operator, operator]),
);

/** The tree of an expression's text; throws an ExpressionError at the first thing wrong. */
export function parseExpression(text: string): Syntax {
  return new Parser(text).parse();
}

/** Precedence climbing over tokens read one ahead. */
class Parser {
  private token: Token;
  private nesting = 0;
  private readonly depths = new Map<Syntax, number>();

  constructor(private readonly text: string) {
    this.token = tokenAt(text, 0);
  }

  parse(): Syntax {
    const tree = this.binary(0);
    if (this.token.kind !== 'end') throw this.unexpected('an operator');
    return tree;
  }

  private binary(least: number): Syntax {
    this.enter();
    let left = this.unary();
    for (;;) {
      const { at } = this.token;
      const operator = this.operator();
      if (operator === undefined || PRECEDENCE[operator] < least) break;
      this.advance();
      const right = this.binary(PRECEDENCE[operator] + 1);
      left = this.made({ kind: 'binary', operator, left, right, at }, [left, right]);
      if (isComparison(operator)) this.refuseChain(operator);
    }
    this.nesting--;
    return left;
  }

  /** a < b < c compares a 0 or 1 with c, which nobody who writes it means. */
  private refuseChain(first: BinaryOperator): void {
    const second = this.operator();
    if (second === undefined || PRECEDENCE[second] !== PRECEDENCE[first]) return;
    throw new ExpressionError(
      `a second comparison '${second}'`,
      "'&&' between two comparisons (a < b && b < c), or parentheses: comparisons do not chain",
      this.token.at,
    );
  }

  private unary(): Syntax {
    const { text, at } = this.token;
    if (!this.isSymbol('-') && !this.isSymbol('!')) return this.power();
    this.enter();
    this.advance();
    const operand = this.unary();
    this.nesting--;
    return this.made({ kind: 'unary', operator: text === '-' ? '-' : '!', operand, at }, [operand]);
  }

  /** The exponent may be signed and is itself a power: 2^-1, 2^3^2 = 2^(3^2). */
  private power(): Syntax {
    const left = this.primary();
    const { at } = this.token;
    if (!this.isSymbol('^')) return left;
    this.enter();
    this.advance();
    const right = this.unary();
    this.nesting--;
    return this.made({ kind: 'binary', operator: '^', left, right, at }, [left, right]);
  }

  private primary(): Syntax {
    if (this.token.kind === 'number') return this.number();
    if (this.token.kind === 'name') return this.named();
    if (!this.isSymbol('(')) throw this.unexpected(OPERAND);
    const opened = this.advance().at;
    const inner = this.binary(0);
    this.close(opened, 'an operator or');
    return inner;
  }

  private number(): Syntax {
    const { text, at } = this.advance();
    const value = Number(text);
    if (this.token.kind !== 'name') return this.made({ kind: 'number', value, at }, []);
    const unit = durationUnit(this.token.text);
    if (unit === undefined) throw this.unexpected('an operator, or a unit of time (ms, s, min, h, d, w, month or y)');
    this.advance();
    this.refuseSecondTerm();
    return this.made({ kind: 'number', value, unit, at }, []);
  }

  private refuseSecondTerm(): void {
    if (this.token.kind === 'number') throw this.unexpected("an operator (in an expression, '1 h + 30 min')");
  }

  private named(): Syntax {
    const { text: name, at } = this.advance();
    const known = FUNCTIONS.get(name);
    if (!this.isSymbol('(')) {
      if (known !== undefined) throw this.unexpected(`'(' after the function ${name}`);
      return this.made({ kind: 'name', name, at }, []);
    }
    return known === undefined ? this.member(name, at) : this.call(known.name, at);
  }

  private member(name: string, at: number): Syntax {
    const subscripts = this.list(() => (this.isSymbol('*') ? this.star() : this.binary(0)));
    if (subscripts.length === 0) throw new ExpressionError(`'${name}()'`, `a subscript, as in ${name}(1)`, at);
    const children = subscripts.filter((subscript) => subscript !== '*');
    return this.made({ kind: 'member', name, subscripts, at }, children);
  }

  private star(): '*' {
    this.advance();
    if (!this.isSymbol(',') && !this.isSymbol(')')) throw this.unexpected("',' or ')' after the subscript '*'");
    return '*';
  }

  private call(name: FunctionName, at: number): Syntax {
    const found = this.list(() => this.binary(0));
    const { least, most } = FUNCTIONS.get(name) ?? { least: 0, most: 0 };
    if (found.length < least || found.length > most) {
      const need = most === least ? `${least}` : `at least ${least}`;
      const counted = found.length === 1 ? '1 argument' : `${found.length} arguments`;
      throw new ExpressionError(`${name} with ${counted}`, need, at);
    }
    return this.made({ kind: 'call', function: name, arguments: found, at }, found);
  }

  /** From '(' to ')', separated by commas; may be empty. */
  private list<T>(item: () => T): T[] {
    const opened = this.advance().at;
    const items: T[] = [];
    if (!this.isSymbol(')')) {
      items.push(item());
      while (this.isSymbol(',')) {
        this.advance();
        items.push(item());
      }
    }
    this.close(opened, "an operator, ',' or");
    return items;
  }

  private close(opened: number, or: string): void {
    if (!this.isSymbol(')')) throw this.unexpected(`${or} ')' for the '(' at character ${opened + 1}`);
    this.advance();
  }

  private operator(): BinaryOperator | undefined {
    const operator = this.token.kind === 'symbol' ? OPERATORS.get(this.token.text) : undefined;
    return operator === undefined || PRECEDENCE[operator] > UNARY_PRECEDENCE ? undefined : operator;
  }

  private isSymbol(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }

  private advance(): Token {
    const passed = this.token;
    this.token = tokenAt(this.text, passed.at + passed.text.length);
    return passed;
  }

  private enter(): void {
    this.nesting++;
    if (this.nesting > DEPTH_MAX) throw this.unexpected(TOO_DEEP);
  }

  private made(node: Syntax, children: readonly Syntax[]): Syntax {
    const depth = 1 + children.reduce((deepest, child) => Math.max(deepest, this.depths.get(child) ?? 0), 0);
    if (depth > DEPTH_MAX) throw new ExpressionError('too deep an expression', TOO_DEEP, node.at);
    this.depths.set(node, depth);
    return node;
  }

  private unexpected(need: string): ExpressionError {
    const { kind, text, at } = this.token;
    const end = at === 0 || this.text.trim() === '' ? 'nothing' : 'the end';
    return new ExpressionError(kind === 'end' ? end : `'${text}'`, need, at);
  }
}
