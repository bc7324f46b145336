import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Terminal } from '../../src/commands/command.js';
import { reportError } from '../../src/commands/errors.js';
import { type Finished, temporaryFolder } from './ninefold.js';

/** Runs a command on this thread, with the arguments as yargs would give them. */
export async function said<Arguments>(
  command: Command<Arguments>,
  given: Arguments,
  signal: AbortSignal = new AbortController().signal,
): Promise<Finished> {
  const texts = { out: '', err: '' };
  const terminal: Terminal = {
    out: (text) => {
      texts.out += text;
    },
    err: (text) => {
      texts.err += text;
    },
    interactive: false,
    colour: false,
    columns: 120,
    processors: 1,
    signal,
  };
  const code = await command.run(given, terminal).catch((error: unknown) => reportError(error, terminal));
  return { code, ...texts };
}

/** A config in a folder of its own. */
export function configFile(text: string): string {
  const file = join(temporaryFolder(), 'config.yaml');
  writeFileSync(file, text);
  return file;
}
