import type { RunRecord } from '../experiment/open-run-folder.js';
import { type Command, CommandError, exitCodes, jsonOption } from './command.js';
import { clusterOption, sharedOptions } from './options.js';

interface Arguments {
  readonly run: string;
  readonly workers?: string;
  readonly cluster?: string;
  readonly json: boolean;
}

/** What leaves a run's folder, by the name that its manifest has. */
export const resumable: Readonly<Record<string, () => Promise<Command<never>>>> = {
  run: async () => (await import('./run.js')).runCommand,
  batch: async () => (await import('./batch.js')).batchCommand,
  sweep: async () => (await import('./sweep.js')).sweepCommand,
  boundary: async () => (await import('./boundary.js')).boundaryCommand,
  optimise: async () => (await import('./optimise.js')).optimiseCommand,
};

/** `ninefold resume`: goes on with what was interrupted, with the configs as they were then. */
export const resumeCommand: Command<Arguments> = {
  positionals: { run: { describe: 'the folder of the run, such as results/NAME' } },
  options: { workers: sharedOptions.workers, cluster: clusterOption, json: jsonOption },
  async run(given, terminal) {
    const record = await recordAt(given.run);
    const command = await resumable[record.command]?.();
    if (command === undefined) {
      const need = `one of ${Object.keys(resumable).join(', ')}`;
      throw new CommandError(`${given.run}: found a run of '${record.command}', need ${need}`, exitCodes.badInput);
    }
    const { run, ...others } = given;
    const resumed = { ...record.arguments, ...others, out: run, recorded: record.configs };
    return command.run(resumed as never, terminal);
  },
};

/** What began the run in a folder, if this very build did, on an engine that rounds as this one does. */
export async function recordAt(run: string): Promise<RunRecord> {
  const { manifestAt } = await import('../experiment/run-folder.js');
  const { identityText, ownIdentity, remedy } = await import('../experiment/identity.js');
  const manifest = manifestAt(run);
  if (manifest === undefined) {
    throw new CommandError(`${run}: found no manifest.json, need the folder of a run`, exitCodes.badInput);
  }
  const own = ownIdentity();
  const its = { version: `${manifest.ninefold}`, build: `${manifest.build}`, arithmetic: `${manifest.arithmetic}` };
  const [found, need] = [identityText(its), identityText(own)];
  if (found !== need) {
    throw new CommandError(
      `${run}: found a run of ${found}, need one of this ${need}: ${remedy(its, own)}`,
      exitCodes.badInput,
    );
  }
  return manifest as unknown as RunRecord;
}
