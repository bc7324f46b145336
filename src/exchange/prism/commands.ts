import type { Alternative, Command, Write } from '../guarded/model.js';
import type { Origin, Term } from '../guarded/term.js';
import { readTerm } from './expressions.js';
import { originOf, type TokenReader } from './token-reader.js';

/** Reads `[action] guard -> rate : update + rate : update;`. */
export function readCommand(reader: TokenReader): Command {
  const origin = originOf(reader.expect('['));
  const action = reader.isSymbol(']') ? undefined : reader.name('the name of an action').text;
  reader.expect(']');
  const guard = readTerm(reader);
  reader.expect('->');
  const alternatives = readAlternatives(reader);
  reader.expect(';');
  return { guard, alternatives, origin, ...(action === undefined ? {} : { action }) };
}

function readAlternatives(reader: TokenReader): Alternative[] {
  if (isUpdate(reader)) {
    const rate: Term = { kind: 'number', value: 1, type: 'int', origin: reader.origin };
    return [{ rate, writes: readUpdate(reader), gains: [] }];
  }
  const alternatives: Alternative[] = [];
  do {
    const rate = readTerm(reader);
    if (!reader.isSymbol(':')) throw reader.unreadable("an operator or ':' before the update");
    reader.next();
    alternatives.push({ rate, writes: readUpdate(reader), gains: [] });
  } while (reader.takes('+'));
  return alternatives;
}

/** Whether an update without a rate comes next: `(x'=1)`, or `true` and the end of the command. */
function isUpdate(reader: TokenReader): boolean {
  if (reader.isWord('true')) return reader.peek(1).text === ';';
  return reader.isSymbol('(') && reader.peek(1).kind === 'primed';
}

/** Reads `(x'=1) & (y'=x+1)`, or `true` for nothing. */
function readUpdate(reader: TokenReader): Write[] {
  if (reader.takes('true')) return [];
  const writes: Write[] = [];
  do writes.push(readWrite(reader));
  while (reader.takes('&'));
  return writes;
}

function readWrite(reader: TokenReader): Write {
  reader.expect('(');
  const { token, origin } = reader;
  if (token.kind !== 'primed') throw reader.unreadable("a variable with a prime, as in (x'=1)");
  reader.next();
  reader.expect('=');
  const value = readTerm(reader);
  if (!reader.isSymbol(')')) throw reader.unreadable("an operator or ')'");
  reader.next();
  return { variable: token.text, value, origin };
}

/** What `[action] condition : value;` and `condition : value;` in a reward structure say. */
export interface RewardItem {
  /** Present for a step; `undefined` inside is a step of no action. */
  readonly step?: { readonly action: string | undefined };
  readonly condition: Term;
  readonly value: Term;
  readonly origin: Origin;
}

export function readRewardItem(reader: TokenReader): RewardItem {
  const { origin } = reader;
  let step: RewardItem['step'];
  if (reader.takes('[')) {
    step = { action: reader.isSymbol(']') ? undefined : reader.name('the name of an action').text };
    reader.expect(']');
  }
  const condition = readTerm(reader);
  if (!reader.isSymbol(':')) throw reader.unreadable("an operator or ':' before the reward");
  reader.next();
  const value = readTerm(reader);
  reader.expect(';');
  return { condition, value, origin, ...(step === undefined ? {} : { step }) };
}
