import type { Gained, Property, Query, RewardReference } from '../guarded/model.js';
import { sameTerm, type Term, truth } from '../guarded/term.js';
import { readTerm, readTimeBound } from './expressions.js';
import { originOf, type TokenReader, Unreadable } from './token-reader.js';
import type { Token } from './tokens.js';

/**
 * Reads one property; one that no measure can answer is refused by what it is. Beside a single P, S or R operator these
 * compositions are known, which the export of some measures needs: `R [ C<=t ] / t`, `Q / Q`, `1 - P` and
 * `-log(1 - Q, 10)`.
 */
export function readProperty(reader: TokenReader): Property {
  const { origin } = reader;
  const isNamed = reader.token.kind === 'quoted' && reader.peek(1).text === ':';
  const name = isNamed ? { name: reader.next().text } : {};
  if (isNamed) reader.next();
  const query = readQuery(reader);
  reader.takes(';');
  return { ...name, query, origin };
}

function readQuery(reader: TokenReader): Query {
  if (reader.isSymbol('-') && reader.peek(1).text === 'log') return readNines(reader);
  if (reader.token.text === '1' && reader.peek(1).text === '-') {
    reader.next();
    reader.next();
    return { kind: 'complement', of: readOperator(reader) };
  }
  const of = readOperator(reader);
  if (!reader.takes('/')) return of;
  const by: Query | { kind: 'term'; term: Term } = isOperator(reader)
    ? readOperator(reader)
    : { kind: 'term', term: readTerm(reader) };
  return { kind: 'quotient', of, by };
}

function readNines(reader: TokenReader): Query {
  const pass = (texts: readonly string[]): void => {
    for (const text of texts) {
      if (reader.token.text !== text) throw reader.unreadable('-log(1 - S=? [ ... ], 10)');
      reader.next();
    }
  };
  pass(['-', 'log', '(', '1', '-']);
  const of = readQuery(reader);
  pass([',', '10', ')']);
  return { kind: 'nines', of };
}

const OPERATORS: ReadonlyMap<string, (reader: TokenReader) => Query> = new Map([
  ['P', readProbability],
  ['S', readSteady],
  ['R', readReward],
]);

const OTHER_OPERATORS: ReadonlyMap<string, string> = new Map([
  ['A', 'the operator A (all paths)'],
  ['E', 'the operator E (some path)'],
  ['filter', 'a filter'],
  ['multi', 'a multi-objective property'],
]);

export const startsProperty = ({ kind, text }: Token): boolean =>
  kind === 'quoted' ||
  text === '1' ||
  text === '-' ||
  (kind === 'name' && (operatorOf(text) !== undefined || OTHER_OPERATORS.has(text)));

const isOperator = (reader: TokenReader): boolean => operatorOf(reader.token.text) !== undefined;

/** `Pmin` and `Pmax` are P in a model without choice. */
const operatorOf = (text: string) => OPERATORS.get(text.replace(/^([PR])(min|max)$/, '$1'));

function readOperator(reader: TokenReader): Query {
  const read = reader.token.kind === 'name' ? operatorOf(reader.token.text) : undefined;
  if (read === undefined) throw refusedStart(reader);
  return read(reader);
}

function refusedStart(reader: TokenReader): Unreadable {
  const other = OTHER_OPERATORS.get(reader.token.text);
  const need = 'a section of a model, or a property P=? [ ... ], S=? [ ... ] or R=? [ ... ]';
  return other === undefined ? reader.unreadable(need) : new Unreadable(reader.origin, other, need);
}

/** Passes `=?`, also `min=?` and `max=?`; a bound on the answer is refused. */
function readAsked(operator: string, reader: TokenReader): void {
  if (!reader.takes('min')) reader.takes('max');
  const { origin, token } = reader;
  if (token.kind === 'symbol' && ['<', '<=', '>', '>='].includes(token.text)) {
    throw new Unreadable(
      origin,
      `the bound ${operator}${token.text}`,
      `${operator}=?: a measure estimates, it does not decide`,
    );
  }
  reader.expect('=');
  reader.expect('?');
}

function readClosing(reader: TokenReader): void {
  if (reader.isSymbol('{')) throw new Unreadable(reader.origin, 'a filter', "']': measures start in the initial state");
  if (!reader.isSymbol(']')) throw reader.unreadable("an operator or ']'");
  reader.next();
}

function readProbability(reader: TokenReader): Query {
  reader.next();
  readAsked('P', reader);
  reader.expect('[');
  const query = readPath(reader);
  readClosing(reader);
  return query;
}

const PATHS = 'F, G or U';

function readPath(reader: TokenReader): Query {
  const { origin } = reader;
  if (reader.takes('F')) return readTarget(truth(true, origin), reader);
  if (reader.takes('G')) {
    const bound = readBound(reader);
    if (bound.from !== undefined) throw new Unreadable(origin, 'G from a time on', 'G or G<=t');
    return { kind: 'always', condition: readState(reader), ...withinOf(bound) };
  }
  refuseNext(reader);
  const condition = readState(reader);
  if (reader.isWord('W') || reader.isWord('R')) {
    throw new Unreadable(reader.origin, `the path operator ${reader.token.text}`, PATHS);
  }
  if (!reader.takes('U')) throw reader.unreadable(`a path: ${PATHS}`);
  return readTarget(condition, reader);
}

function refuseNext(reader: TokenReader): void {
  if (reader.isWord('X')) throw new Unreadable(reader.origin, 'the path operator X', PATHS);
}

function readTarget(condition: Term, reader: TokenReader): Query {
  const { origin } = reader;
  const bound = readBound(reader);
  const target = readState(reader);
  if (bound.from === undefined) return { kind: 'until', condition, target, ...withinOf(bound) };
  const isInstant = bound.until !== undefined && bound.from === bound.until;
  if (isInstant && condition.kind === 'truth' && condition.value) {
    return { kind: 'probability-at', condition: target, time: bound.from };
  }
  throw new Unreadable(origin, 'a path from a time on', 'a bound <=t, or F[t,t] for one instant');
}

interface PathBound {
  readonly from?: Term;
  readonly until?: Term;
}

const withinOf = ({ until }: PathBound) => (until === undefined ? {} : { within: until });

/** `<=t`, `<t` (the same, for a chain), `[t,t]`, `=t`; a lower bound makes what it stands in refused. */
function readBound(reader: TokenReader): PathBound {
  if (reader.takes('<=') || reader.takes('<')) return { until: readTimeBound(reader) };
  if (reader.takes('>=') || reader.takes('>')) return { from: readTimeBound(reader) };
  if (reader.takes('=')) {
    const time = readTimeBound(reader);
    return { from: time, until: time };
  }
  if (!reader.takes('[')) return {};
  const from = readTerm(reader);
  reader.expect(',');
  const until = readTerm(reader);
  reader.expect(']');
  if (sameTerm(from, until)) return { from, until: from };
  return from.kind === 'number' && from.value === 0 ? { until } : { from, until };
}

/** A condition on states; a path or an operator inside it has no measure. */
function readState(reader: TokenReader): Term {
  const { origin } = reader;
  for (const operator of ['X', 'F', 'G', 'P', 'S', 'R', 'A', 'E', 'Pmin', 'Pmax', 'Rmin', 'Rmax', 'filter']) {
    if (reader.isWord(operator)) throw new Unreadable(origin, `${operator} inside a path`, 'a condition on states');
  }
  return readTerm(reader);
}

function readSteady(reader: TokenReader): Query {
  reader.next();
  readAsked('S', reader);
  reader.expect('[');
  const condition = readState(reader);
  readClosing(reader);
  return { kind: 'steady', condition };
}

function readReward(reader: TokenReader): Query {
  const { origin } = reader;
  reader.next();
  const reward: RewardReference = { reward: reader.takes('{') ? readIndex(reader) : 1, origin };
  readAsked('R', reader);
  reader.expect('[');
  const gained = readGained(reader);
  readClosing(reader);
  return { kind: 'reward', reward, gained };
}

function readIndex(reader: TokenReader): string | number {
  const token = reader.next();
  if (token.kind !== 'quoted' && token.kind !== 'whole') {
    throw new Unreadable(
      originOf(token),
      `'${token.text}'`,
      'a reward structure: its name in double quotes or its number',
    );
  }
  reader.expect('}');
  return token.kind === 'whole' ? Number(token.text) : token.text;
}

function readGained(reader: TokenReader): Gained {
  const { origin } = reader;
  if (reader.takes('C')) {
    if (!reader.takes('<=')) throw new Unreadable(origin, 'C without a time', 'C<=t');
    return { kind: 'by', time: readTerm(reader) };
  }
  if (reader.takes('I')) {
    reader.expect('=');
    return { kind: 'at', time: readTerm(reader) };
  }
  if (reader.takes('F')) {
    if (reader.isSymbol('<=')) throw new Unreadable(reader.origin, 'F with a time in a reward', 'F without one');
    return { kind: 'until', target: readState(reader) };
  }
  if (reader.takes('S')) return { kind: 'steady' };
  throw reader.unreadable('C<=t, I=t, F or S');
}
