import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { flushFolder } from './flush-folder.js';

/** Makes a folder and those above it, one by one: Node never returns from a recursive attempt where none can be made, as in /proc. */
export function makeFolder(path: string): void {
  if (existsSync(path) && statSync(path).isDirectory()) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
    flushFolder(above);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (!(existsSync(path) && statSync(path).isDirectory())) throw error;
  }
}
