import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RunFolderError } from '../run-folder.js';
import { type PastRun, readRun } from './read-run.js';

export interface ListedRuns {
  /** The latest first. */
  readonly runs: readonly PastRun[];
  /** What is wrong with folders that cannot be read, a line each. */
  readonly damaged: readonly string[];
}

/** The runs whose folders are in a folder, or the one that it is itself; what is no run is passed over. */
export function listRuns(folder: string): ListedRuns {
  const runs: PastRun[] = [];
  const damaged: string[] = [];
  for (const path of foldersAt(folder)) {
    try {
      const run = readRun(path);
      if (run !== undefined) runs.push(run);
    } catch (error) {
      if (!(error instanceof RunFolderError)) throw error;
      damaged.push(error.message);
    }
  }
  runs.sort((a, b) => b.when.getTime() - a.when.getTime() || (a.folder < b.folder ? -1 : 1));
  return { runs, damaged };
}

function foldersAt(folder: string): readonly string[] {
  if (existsSync(join(folder, 'manifest.json'))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => join(folder, name));
}
