import { readFile } from 'node:fs/promises';
import { CommandError, exitCodes } from './command.js';

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'no such file'],
  ['EISDIR', 'a folder'],
  ['EACCES', 'a file that may not be read'],
]);

/** The text of a file that the user named. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CommandError(`${file}: found ${REASONS.get(code) ?? code}, need a readable file`, exitCodes.badInput);
  }
}
