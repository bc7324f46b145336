import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Puts on disk which files a folder has, and under which names: the bytes of a new file are of no use without its name. */
export function flushFolder(path: string): void {
  // Windows opens no folders, and keeps names in order by itself.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
