import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { ChunkAbandoned } from './chunk-abandoned.js';
import type { Progress } from './conduct.js';
import type { ConfigFile } from './config-file.js';
import { eachOf } from './each-of.js';
import type { Executor } from './executor.js';
import { inRunFolder } from './open-run-folder.js';
import { type RunFolder, slug } from './run-folder.js';
import { type ModelRun, prepareModel, runModel } from './run-model.js';
import { isOfShard, type Shard } from './shard.js';
import type { SimulateOptions } from './simulate.js';
import { TrialFailed } from './trial-failed.js';
import { WorkerFailure } from './worker-failure.js';

export interface BatchSettings extends Pick<SimulateOptions, 'trials' | 'precision' | 'confidence'> {
  readonly seed?: string;
}

export interface BatchOptions {
  /** Where the folders of the runs are made. */
  readonly path: string;
  readonly settings: BatchSettings;
  /** Whether what each trial said is kept. */
  readonly keepTrials: boolean;
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** Only the configs of this part are run. */
  readonly shard?: Shard | undefined;
  /** Folders of shards of the batch, whose chunks the runs begin with. */
  readonly shards?: readonly string[] | undefined;
  /** A run has begun, goes on, has ended. */
  readonly onProgress: (config: ConfigFile, progress: Progress | 'ended') => void;
  /** What is done with what a run found, in its folder. */
  readonly found: (config: ConfigFile, run: ModelRun, folder: RunFolder) => Promise<void>;
}

/** What kept a config from being run. */
export interface BatchFailure {
  readonly config: ConfigFile;
  readonly message: string;
  /** For reasons of the machine: run again, it may succeed. */
  readonly ofMachine: boolean;
}

/** Runs many configs out of one queue, each into a folder of its own as if it were run alone. What fails is told and the others go on. */
export async function runBatch(
  configs: readonly ConfigFile[],
  options: BatchOptions,
): Promise<readonly BatchFailure[]> {
  const { executor, signal, shard } = options;
  const failures: BatchFailure[] = [];
  const names = folderNames(configs.map(({ file }) => file));
  const run = async ([index, config]: readonly [number, ConfigFile]): Promise<void> => {
    try {
      await runOne(config, names[index] ?? String(index), options);
    } catch (error) {
      if (error instanceof ChunkAbandoned) return;
      if (error instanceof TrialFailed) {
        const message = `trial ${error.failure.trial}: ${error.failure.message}`;
        failures.push({ config, message, ofMachine: false });
      } else if (error instanceof WorkerFailure) failures.push({ config, message: error.message, ofMachine: true });
      else throw error;
    } finally {
      options.onProgress(config, 'ended');
    }
  };
  const own = [...configs.entries()].filter(([index]) => shard === undefined || isOfShard(shard, index));
  await eachOf(own, () => (signal.aborted ? 0 : executor.parallel), run);
  return failures;
}

async function runOne(config: ConfigFile, folderName: string, options: BatchOptions): Promise<void> {
  const { path, settings, keepTrials, executor, signal, onProgress, found } = options;
  const prepared = prepareModel(config.model, { ...settings, keepTrials });
  const { name } = config.model.net;
  const { seed } = prepared.design.job;
  const given = { config: config.file, ...texts(settings), ...(keepTrials && { 'keep-trials': true }) };
  const out = join(path, folderName);
  const shards = options.shards?.map((shard) => join(shard, folderName)).filter((folder) => existsSync(folder));
  const identity = { command: 'run', given, configs: [config], name, seed, settings, out, shards };
  await inRunFolder(identity, async (folder) => {
    const run = await runModel(prepared, {
      ...settings,
      workers: 1,
      executor,
      folder,
      signal,
      onProgress: (progress) => onProgress(config, progress),
    });
    await found(config, run, folder);
  });
}

/** Settings as the options that give them. */
function texts(settings: BatchSettings): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
}

/** A folder's name for each file: the file's own, with a number behind it where several have the same. */
export function folderNames(files: readonly string[]): readonly string[] {
  const taken = new Map<string, number>();
  return files.map((file) => {
    const name = slug(basename(file, extname(file)));
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  });
}
