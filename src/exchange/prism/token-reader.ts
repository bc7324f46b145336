import { quoted } from '../../config/found.js';
import type { ModelProblems } from '../guarded/problems.js';
import type { Origin } from '../guarded/term.js';
import { KEYWORDS } from './keywords.js';
import type { Token } from './tokens.js';

/** Something the reader cannot make sense of; caught where reading can go on. */
export class Unreadable extends Error {
  constructor(
    readonly origin: Origin,
    readonly found: string,
    readonly need: string,
  ) {
    super(`found ${found}, need ${need}`);
    this.name = 'Unreadable';
  }
}

/** Walks over the tokens of a text. */
export class TokenReader {
  private position = 0;
  /** Whether something that may have declared a name could not be read: other names may then be unknown for no other reason. */
  lostNames = false;

  constructor(
    private readonly tokens: readonly Token[],
    readonly problems: ModelProblems,
  ) {}

  get token(): Token {
    return this.peek(0);
  }

  peek(ahead: number): Token {
    const token = this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)];
    if (token === undefined) throw new Error(`no token ${this.position + ahead}: there are ${this.tokens.length}`);
    return token;
  }

  get origin(): Origin {
    return originOf(this.token);
  }

  next(): Token {
    const { token } = this;
    this.position++;
    return token;
  }

  isSymbol(text: string): boolean {
    return this.token.kind === 'symbol' && this.token.text === text;
  }

  isWord(text: string): boolean {
    return this.token.kind === 'name' && this.token.text === text;
  }

  /** Passes the symbol or keyword if it comes next. */
  takes(text: string): boolean {
    if (!this.isSymbol(text) && !this.isWord(text)) return false;
    this.position++;
    return true;
  }

  expect(text: string): Token {
    if (!this.isSymbol(text) && !this.isWord(text)) throw this.unreadable(`'${text}'`);
    return this.next();
  }

  name(what: string): Token {
    if (this.token.kind !== 'name') throw this.unreadable(what);
    if (KEYWORDS.has(this.token.text)) {
      throw new Unreadable(this.origin, `the keyword ${this.token.text}`, what);
    }
    return this.next();
  }

  quoted(what: string): Token {
    if (this.token.kind !== 'quoted') throw this.unreadable(`${what} in double quotes`);
    return this.next();
  }

  unreadable(need: string): Unreadable {
    return new Unreadable(this.origin, foundText(this.token), need);
  }

  note(origin: Origin, found: string, need: string): void {
    this.problems.note(origin, found, need);
  }

  /** Reads; when that fails, reports why, and passes everything up to and with the next `;`, or up to where `stops`. */
  recover<T>(read: () => T, stops: Stops): T | undefined {
    const from = this.position;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.problems.note(error.origin, error.found, error.need);
      if (this.position === from && this.token.kind !== 'end') this.position++;
      this.skip(';', stops);
      return undefined;
    }
  }

  /** Passes everything up to and with `end`, or up to where `stops`. */
  skip(end: string, stops: Stops): void {
    for (let before = this.token; this.token.kind !== 'end'; before = this.next()) {
      if (stops(this.token, before)) return;
      if (this.token.text === end) {
        this.next();
        return;
      }
    }
  }
}

/** Whether something readable may begin at a token; `before` is the one before it. */
type Stops = (token: Token, before: Token) => boolean;

export const originOf = ({ line, column }: Token): Origin => ({ path: [], at: { line, column } });

function foundText({ kind, text }: Token): string {
  if (kind === 'end') return 'the end';
  if (kind === 'primed') return `${text}'`;
  return kind === 'quoted' ? `"${text}"` : quoted(text);
}
