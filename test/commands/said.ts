import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, CommandError, type Terminal } from '../../src/commands/command.js';
import { reportError } from '../../src/commands/errors.js';
import { temporaryFolder } from './ninefold.js';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command on this thread. */
export async function said<Arguments>(
  command: Command<Arguments>,
  given: Arguments,
  signal: AbortSignal = new AbortController().signal,
): Promise<Said> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    interactive: false,
    colour: false,
    columns: 120,
    processors: 1,
    signal,
  };
  try {
    return { code: await command.run(given, terminal), out, err };
  } catch (error) {
    const code = error instanceof CommandError || error instanceof Error ? reportError(error, terminal) : 1;
    return { code, out, err };
  }
}

/** A config in a folder of its own. */
export function configFile(text: string): string {
  const file = join(temporaryFolder(), 'config.yaml');
  writeFileSync(file, text);
  return file;
}
