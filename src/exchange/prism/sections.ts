import type { ConstantDeclaration, Named } from '../guarded/model.js';
import type { ValueType } from '../guarded/term.js';
import { readRewardItem } from './commands.js';
import { readTerm } from './expressions.js';
import { MODEL_TYPES, startsSection } from './keywords.js';
import { readModule, readVariable } from './modules.js';
import { readProperty, startsProperty } from './properties.js';
import type { Source, SourceRewards, SystemDefinition } from './source.js';
import { originOf, type TokenReader } from './token-reader.js';
import type { Token } from './tokens.js';

type Section = (source: Source, reader: TokenReader) => void;

const TYPES: ReadonlyMap<string, ValueType> = new Map([
  ['int', 'int'],
  ['double', 'double'],
  ['bool', 'bool'],
]);

const SECTIONS: ReadonlyMap<string, Section> = new Map<string, Section>([
  ...MODEL_TYPES.map((name) => [name, readModelType] as const),
  ['const', (source, reader) => void source.constants.push(readConstant(reader))],
  ['rate', (source, reader) => void source.constants.push(readConstant(reader))],
  ['prob', (source, reader) => void source.constants.push(readConstant(reader))],
  ['formula', (source, reader) => void source.formulas.push(readFormula(reader))],
  ['label', (source, reader) => void source.labels.push(readLabel(reader))],
  ['global', readGlobal],
  ['module', readModuleSection],
  ['rewards', (source, reader) => void source.rewards.push(readRewards(reader))],
  ['init', readInitial],
  ['system', (source, reader) => void source.systems.push(readSystem(reader))],
  ['observables', readObservables],
]);

/** Reads the sections of a model or a file of properties, and adds them to `source`. */
export function readSections(reader: TokenReader, source: Source): void {
  while (reader.token.kind !== 'end') {
    const section = reader.token.kind === 'name' ? SECTIONS.get(reader.token.text) : undefined;
    if (section !== undefined) readSection(section, source, reader);
    else if (startsProperty(reader.token)) reader.problems.onProperty(() => readOneProperty(source, reader));
    else readOneProperty(source, reader);
  }
}

function readSection(section: Section, source: Source, reader: TokenReader): void {
  const done = reader.recover(() => {
    section(source, reader);
    return true;
  }, startsAfresh);
  if (done === undefined) reader.lostNames = true;
}

function readOneProperty(source: Source, reader: TokenReader): void {
  const property = reader.recover(() => readProperty(reader), startsAfresh);
  if (property !== undefined) source.properties.push(property);
}

/** A section; or, on a line of its own, a property, which needs no `;` before it. */
const startsAfresh = (token: Token, before: Token): boolean =>
  startsSection(token) || (token.line > before.line && startsProperty(token));

function readModelType(source: Source, reader: TokenReader): void {
  const token = reader.next();
  source.types.push({ name: token.text, origin: originOf(token) });
}

function readConstant(reader: TokenReader): ConstantDeclaration {
  const isConst = reader.next().text === 'const';
  const type = isConst ? (TYPES.get(reader.token.text) ?? 'int') : 'double';
  if (isConst && TYPES.has(reader.token.text)) reader.next();
  const token = reader.name('the name of a constant');
  const value = reader.takes('=') ? { value: readTerm(reader) } : {};
  expectEnd(reader);
  return { name: token.text, type, origin: originOf(token), ...value };
}

function readFormula(reader: TokenReader): Named {
  reader.next();
  return readNamed(reader.name('the name of a formula'), reader);
}

function readLabel(reader: TokenReader): Named {
  reader.next();
  return readNamed(reader.quoted('the name of a label'), reader);
}

function readNamed(token: Parameters<typeof originOf>[0], reader: TokenReader): Named {
  reader.expect('=');
  const body = readTerm(reader);
  expectEnd(reader);
  return { name: token.text, body, origin: originOf(token) };
}

function readGlobal(source: Source, reader: TokenReader): void {
  reader.next();
  source.globals.push(readVariable(reader));
}

function readModuleSection(source: Source, reader: TokenReader): void {
  reader.next();
  source.modules.push(readModule(reader));
}

function readRewards(reader: TokenReader): SourceRewards {
  const origin = originOf(reader.next());
  const name = reader.token.kind === 'quoted' ? { name: reader.next().text } : {};
  const items: SourceRewards['items'][number][] = [];
  while (!reader.isWord('endrewards')) {
    if (reader.token.kind === 'end') throw reader.unreadable("'endrewards'");
    reader.recover(
      () => items.push(readRewardItem(reader)),
      ({ text }) => text === 'endrewards',
    );
  }
  reader.next();
  return { ...name, items, origin };
}

function readInitial(source: Source, reader: TokenReader): void {
  reader.next();
  source.initials.push(readTerm(reader));
  reader.expect('endinit');
}

/** Only the plain composition of modules, which is what a model without this section means too. */
function readSystem(reader: TokenReader): SystemDefinition {
  const origin = originOf(reader.next());
  const modules: SystemDefinition['modules'][number][] = [];
  for (;;) {
    const token = reader.name('a module: only plain composition, a || b || c');
    modules.push({ name: token.text, origin: originOf(token) });
    if (reader.takes('endsystem')) return { modules, origin };
    const isPlain = reader.isSymbol('|') && reader.peek(1).text === '|' && reader.peek(2).kind === 'name';
    if (!isPlain) throw refuseSystem(reader);
    reader.next();
    reader.next();
  }
}

function refuseSystem(reader: TokenReader): Error {
  const error = reader.unreadable("'||' or 'endsystem': only plain composition, a || b || c");
  reader.skip('endsystem', startsSection);
  return error;
}

function readObservables(_: Source, reader: TokenReader): void {
  reader.note(originOf(reader.next()), 'observables', 'a chain whose states are all seen');
  reader.skip('endobservables', startsSection);
}

function expectEnd(reader: TokenReader): void {
  if (!reader.isSymbol(';')) throw reader.unreadable("an operator or ';'");
  reader.next();
}
