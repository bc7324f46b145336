import type { RunIdentity } from '../experiment/open-run-folder.js';
import type { RunFolder } from '../experiment/run-folder.js';
import { type ExitCode, exitCodes, type Terminal } from './command.js';

/** Works in the folder of a run. What the machine is to blame for ends the run, and how to go on with it is said. */
export async function inResumableFolder(
  identity: RunIdentity,
  terminal: Terminal,
  work: (folder: RunFolder) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { inRunFolder } = await import('../experiment/open-run-folder.js');
  return inRunFolder(identity, async (folder) => {
    try {
      return await work(folder);
    } catch (error) {
      const { isOfMachine, reportError } = await import('./errors.js');
      if (!isOfMachine(error)) throw error;
      reportError(error, terminal);
      terminal.err(`not finished: go on with ninefold resume ${folder.path}\n`);
      return exitCodes.unfinished;
    }
  });
}
