import type { Command, Terminal } from '../../src/commands/command.js';
import { reportError } from '../../src/commands/errors.js';
import type { Finished } from './ninefold.js';

/** Runs a command in this process, with the arguments as yargs would give them. */
export async function inProcess<Arguments>(
  command: Command<Arguments>,
  given: Arguments,
  signal: AbortSignal = new AbortController().signal,
): Promise<Finished> {
  const said = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    interactive: false,
    colour: false,
    columns: 120,
    processors: 1,
    signal,
    clusterPassword: undefined,
  };
  try {
    return { code: await command.run(given, terminal), ...said };
  } catch (error) {
    const code = reportError(error, terminal);
    return { code, ...said };
  }
}
