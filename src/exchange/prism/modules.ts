import type { Command, VariableDeclaration } from '../guarded/model.js';
import type { Origin } from '../guarded/term.js';
import { readCommand } from './commands.js';
import { readTerm } from './expressions.js';
import { startsSection } from './keywords.js';
import type { RenamedModule, WrittenModule } from './source.js';
import { originOf, type TokenReader } from './token-reader.js';
import type { Token } from './tokens.js';

const END = 'endmodule';

const isOutside = (token: Token): boolean => token.text === END || startsSection(token);

/** Reads a module, `module` itself passed. What is wrong in one declaration or command does not hide the others. */
export function readModule(reader: TokenReader): WrittenModule | RenamedModule {
  const token = reader.name('the name of a module');
  const { text: name } = token;
  if (reader.takes('=')) return readRenamed(name, originOf(token), reader);
  const variables: VariableDeclaration[] = [];
  const commands: Command[] = [];
  while (!reader.isWord(END)) {
    if (reader.token.kind === 'end' || startsSection(reader.token))
      throw reader.unreadable(`'${END}' of module ${name}`);
    const isCommand = reader.isSymbol('[');
    const done = reader.recover(() => {
      readPart(name, variables, commands, reader);
      return true;
    }, isOutside);
    if (done === undefined && !isCommand) reader.lostNames = true;
  }
  reader.expect(END);
  return { kind: 'written', name, variables, commands, origin: originOf(token) };
}

function readPart(module: string, variables: VariableDeclaration[], commands: Command[], reader: TokenReader): void {
  if (reader.isSymbol('[')) commands.push(readCommand(reader));
  else if (reader.isWord('invariant')) {
    reader.note(reader.origin, 'an invariant', 'a module without clocks');
    reader.skip('endinvariant', isOutside);
  } else variables.push({ ...readVariable(reader), owner: module });
}

/** Reads `x : [0..3] init 1;`, `up : bool;` or `n : int;`. */
export function readVariable(reader: TokenReader): VariableDeclaration {
  const token = reader.name("a variable, a command or 'endmodule'");
  reader.expect(':');
  const type = readType(reader);
  const initial = reader.takes('init') ? { initial: readTerm(reader) } : {};
  reader.expect(';');
  return { name: token.text, origin: originOf(token), ...type, ...initial };
}

function readType(reader: TokenReader): Pick<VariableDeclaration, 'type' | 'min' | 'max'> {
  if (reader.takes('bool')) return { type: 'bool' };
  if (reader.takes('int')) return { type: 'int' };
  if (!reader.takes('[')) throw reader.unreadable('a range like [0..3], bool or int');
  const min = readTerm(reader);
  reader.expect('..');
  const max = readTerm(reader);
  reader.expect(']');
  return { type: 'int', min, max };
}

function readRenamed(name: string, origin: Origin, reader: TokenReader): RenamedModule {
  const base = reader.name('the name of a module').text;
  reader.expect('[');
  const renames: { from: string; to: string; origin: Origin }[] = [];
  do {
    const at = reader.origin;
    const from = reader.next().text;
    reader.expect('=');
    renames.push({ from, to: reader.next().text, origin: at });
  } while (reader.takes(','));
  reader.expect(']');
  reader.expect(END);
  return { kind: 'renamed', name, base, renames, origin };
}
