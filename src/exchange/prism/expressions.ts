import { joined, TERM_FUNCTIONS, type Term, type TermFunction, type TermOperator } from '../guarded/term.js';
import { KEYWORDS } from './keywords.js';
import { originOf, type TokenReader, Unreadable } from './token-reader.js';

/** Loosest first, as in the manual; `!` stands between `&` and `=`, unary minus above all (section "Expressions"). */
const LEVELS: readonly (readonly TermOperator[])[] = [
  ['=>'],
  ['<=>'],
  ['|'],
  ['&'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];
const NOT_LEVEL = 4;

/** Of a long run of these (`s=1 | s=2 | ...`) a tree is made that is not deep. */
const ASSOCIATIVE = ['|', '&', '+'] as const satisfies readonly TermOperator[];
const isAssociative = (operator: TermOperator): boolean => ASSOCIATIVE.some((one) => one === operator);

/** Deeper terms are refused: every reader of a tree recurses, and none may run out of stack. */
const DEPTH_MAX = 200;

/** Reads one expression; throws an Unreadable. */
export function readTerm(reader: TokenReader): Term {
  return new TermReader(reader).choice();
}

/** A time bound that is one name, where a parenthesis after it begins the condition: `F<=t (x=1)`. */
export function readTimeBound(reader: TokenReader): Term {
  const after = reader.peek(1);
  const isNameAlone = reader.token.kind === 'name' && after.kind === 'symbol' && after.text === '(';
  if (!isNameAlone || Object.hasOwn(TERM_FUNCTIONS, reader.token.text)) return readTerm(reader);
  const { text: name } = reader.token;
  return { kind: 'name', name, origin: originOf(reader.name('a time')) };
}

class TermReader {
  private depth = 0;

  constructor(private readonly reader: TokenReader) {}

  choice(): Term {
    return this.deeper(() => {
      const condition = this.binary(0);
      const { origin } = this.reader;
      if (!this.reader.takes('?')) return condition;
      const yes = this.binary(0);
      this.reader.expect(':');
      return { kind: 'choice', condition, yes, no: this.choice(), origin };
    });
  }

  private binary(level: number): Term {
    const operators = LEVELS[level];
    if (operators === undefined) return this.minus();
    if (level === NOT_LEVEL && this.reader.isSymbol('!')) return this.not();
    let run = [this.binary(level + 1)];
    for (let length = 1; ; length++) {
      const operator = operators.find((candidate) => this.reader.isSymbol(candidate));
      if (operator === undefined) return balanced(run, operators);
      if (length > DEPTH_MAX && !isAssociative(operator)) throw this.tooDeep();
      const origin = originOf(this.reader.next());
      const right = this.binary(level + 1);
      if (isAssociative(operator)) run.push(right);
      else run = [{ kind: 'binary', operator, left: balanced(run, operators), right, origin }];
    }
  }

  private not(): Term {
    const origin = originOf(this.reader.expect('!'));
    return this.deeper(() => ({ kind: 'unary', operator: '!', operand: this.binary(NOT_LEVEL), origin }));
  }

  private minus(): Term {
    if (!this.reader.isSymbol('-')) return this.power();
    const origin = originOf(this.reader.next());
    return this.deeper(() => ({ kind: 'unary', operator: '-', operand: this.minus(), origin }));
  }

  private power(): Term {
    const base = this.basic();
    const { origin } = this.reader;
    if (!this.reader.takes('^')) return base;
    return this.deeper(() => ({ kind: 'call', function: 'pow', arguments: [base, this.minus()], origin }));
  }

  private basic(): Term {
    const { reader } = this;
    const { token, origin } = reader;
    switch (token.kind) {
      case 'whole':
      case 'decimal':
        reader.next();
        return { kind: 'number', value: Number(token.text), type: token.kind === 'whole' ? 'int' : 'double', origin };
      case 'quoted':
        reader.next();
        return { kind: 'label', name: token.text, origin };
      case 'name':
        return this.named();
      default:
        if (!reader.takes('(')) throw reader.unreadable("a number, a name or '('");
        return this.inParentheses();
    }
  }

  private inParentheses(): Term {
    const inner = this.choice();
    if (!this.reader.isSymbol(')')) throw this.reader.unreadable("an operator or ')'");
    this.reader.next();
    return inner;
  }

  private named(): Term {
    const { reader } = this;
    const { text } = reader.token;
    const { origin } = reader;
    if (text === 'true' || text === 'false') {
      reader.next();
      return { kind: 'truth', value: text === 'true', origin };
    }
    if (text === 'func') return this.oldCall();
    const called = reader.peek(1);
    if (called.kind === 'symbol' && called.text === '(') {
      reader.next();
      reader.next();
      return this.call(text, origin);
    }
    if (KEYWORDS.has(text)) throw new Unreadable(origin, `the keyword ${text}`, "a number, a name or '('");
    reader.next();
    return { kind: 'name', name: text, origin };
  }

  /** `func(min, a, b)`, as `min(a, b)` was written once. */
  private oldCall(): Term {
    this.reader.next();
    this.reader.expect('(');
    const { origin } = this.reader;
    const name = this.reader.next().text;
    this.reader.expect(',');
    return this.call(name, origin);
  }

  private call(name: string, origin: Term['origin']): Term {
    if (!isFunction(name)) {
      const known = 'min, max, floor, ceil, round, pow, mod, log';
      throw new Unreadable(origin, KEYWORDS.has(name) ? `the keyword ${name}` : `the function ${name}`, known);
    }
    const terms = [this.choice()];
    while (this.reader.takes(',')) terms.push(this.choice());
    if (!this.reader.isSymbol(')')) throw this.reader.unreadable("an operator, ',' or ')'");
    this.reader.next();
    const [least, most] = TERM_FUNCTIONS[name];
    if (terms.length < least || terms.length > most) {
      throw new Unreadable(
        origin,
        `${name} of ${terms.length}`,
        most === least ? `${name} of ${least}` : `at least ${least}`,
      );
    }
    return { kind: 'call', function: name, arguments: terms, origin };
  }

  private tooDeep(): Unreadable {
    return new Unreadable(this.reader.origin, 'too deep an expression', `at most ${DEPTH_MAX} levels`);
  }

  private deeper(read: () => Term): Term {
    this.depth++;
    if (this.depth > DEPTH_MAX) throw this.tooDeep();
    const term = read();
    this.depth--;
    return term;
  }
}

/** The operands of the level's associative operator. */
function balanced(run: readonly Term[], operators: readonly TermOperator[]): Term {
  const operator = ASSOCIATIVE.find((candidate) => operators.includes(candidate));
  return joined(operator ?? '&', run);
}

/** JANI's functions have no name in PRISM. */
const isFunction = (name: string): name is TermFunction =>
  Object.hasOwn(TERM_FUNCTIONS, name) && name !== 'abs' && name !== 'sign' && name !== 'truncate';
