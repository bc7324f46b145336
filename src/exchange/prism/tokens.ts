/** The smallest pieces of a model's text, each with its line and column, from 1. */
export interface Token {
  readonly kind: 'whole' | 'decimal' | 'name' | 'primed' | 'quoted' | 'symbol' | 'end';
  /** Without the prime or the quotes. */
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Offset just after it, to tell tokens that touch. */
  readonly end: number;
}

const SKIPPED = /(?:\s+|\/\/[^\n]*)*/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const QUOTED = /"([A-Za-z_][A-Za-z0-9_]*)"/y;
const SYMBOL = /<=>|=>|->|<=|>=|!=|\.\.|[!&|:;,()[\]{}=<>+\-*/^?]/y;

/** A character that begins no token. */
export class StrayCharacter extends Error {
  constructor(
    readonly character: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(`stray ${character} at ${line}:${column}`);
    this.name = 'StrayCharacter';
  }
}

/** The tokens of a text in PRISM's language, `end` last. Comments run from // to the end of their line. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  const skip = (): void => {
    const skipped = match(SKIPPED, text, at);
    for (let i = 0; i < skipped.length; i++) {
      if (skipped[i] !== '\n') continue;
      line++;
      lineStart = at + i + 1;
    }
    at += skipped.length;
  };
  for (skip(); at < text.length; skip()) {
    const token = tokenAt(text, at, line, at - lineStart + 1);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', text: '', line, column: at - lineStart + 1, end: at });
  return tokens;
}

function tokenAt(text: string, at: number, line: number, column: number): Token {
  const token = (kind: Token['kind'], shown: string, length: number): Token => {
    return { kind, text: shown, line, column, end: at + length };
  };
  const name = match(NAME, text, at);
  if (name !== '')
    return text[at + name.length] === "'" ? token('primed', name, name.length + 1) : token('name', name, name.length);
  const number = match(NUMBER, text, at);
  if (number !== '') return token(/^\d+$/.test(number) ? 'whole' : 'decimal', number, number.length);
  const quoted = match(QUOTED, text, at);
  if (quoted !== '') return token('quoted', quoted.slice(1, -1), quoted.length);
  const symbol = match(SYMBOL, text, at);
  if (symbol !== '') return token('symbol', symbol, symbol.length);
  throw new StrayCharacter(String.fromCodePoint(text.codePointAt(at) ?? 0), line, column);
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}
