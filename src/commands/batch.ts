import type { ConfigFile } from '../experiment/config-file.js';
import type { RecordedConfig } from '../experiment/open-run-folder.js';
import type { RunFolder } from '../experiment/run-folder.js';
import type { Shard } from '../experiment/shard.js';
import type { BatchEntry } from '../report/batch-report.js';
import { type Command, type ExitCode, exitCodes, jsonOption, type Terminal } from './command.js';
import { keepTrialsOption, OptionReader, shardOption, textOption } from './options.js';
import {
  type Computing,
  computingOf,
  type SimulationSettings,
  type SimulationTexts,
  settingsOf,
  simulationOptions,
} from './simulation-options.js';

interface Arguments extends SimulationTexts {
  readonly configs: readonly string[];
  readonly 'keep-trials'?: boolean;
  readonly shard?: string;
  readonly out?: string;
  readonly json: boolean;
  /** The configs as they were, when a batch is resumed. */
  readonly recorded?: readonly RecordedConfig[];
  /** Folders of all its shards, when they are merged. */
  readonly shards?: readonly string[];
}

/** `ninefold batch`: many configs out of one queue, with an index of what they found. */
export const batchCommand: Command<Arguments> = {
  positionals: { configs: { describe: 'systems or nets, YAML, or folders of them', array: true } },
  options: {
    ...simulationOptions,
    'keep-trials': keepTrialsOption,
    shard: shardOption,
    out: textOption('folder of the results; results/batch-<seed>-<hash> by default'),
    json: jsonOption,
  },
  async run(given, terminal) {
    const options = new OptionReader();
    const settings = settingsOf(given, options);
    const computing = computingOf(given, options, terminal);
    const shard = options.shard(given.shard);
    const { readConfigs } = await import('./read-configs.js');
    const { batchFiles } = await import('../experiment/batch-files.js');
    const files = given.recorded?.map(({ file }) => file) ?? (await batchFiles(given.configs));
    if (files.length === 0) options.reject('configs', 'no YAML or JSON file', 'at least one');
    const configs = await readConfigs(files, options, terminal, given.recorded);
    options.check();
    const { inResumableFolder } = await import('./in-resumable-folder.js');
    const { defaultSeed } = await import('../experiment/simulate.js');
    const seed = settings.seed ?? defaultSeed;
    const { out, shards } = given;
    const identity = { command: 'batch', given, configs, name: 'batch', seed, settings, out, shard, shards };
    return inResumableFolder(identity, terminal, (folder) =>
      batchIn({ folder, configs, settings, computing, shard, given }, terminal),
    );
  },
};

interface Request {
  readonly folder: RunFolder;
  readonly configs: readonly ConfigFile[];
  readonly settings: SimulationSettings;
  readonly computing: Computing;
  readonly shard: Shard | undefined;
  readonly given: Arguments;
}

async function batchIn(request: Request, terminal: Terminal): Promise<ExitCode> {
  const { folder, configs, settings, computing, shard, given } = request;
  const { runBatch } = await import('../experiment/batch.js');
  const { modelReport } = await import('../report/model-report.js');
  const { writeReport } = await import('../report/files.js');
  const { BatchProgress } = await import('../report/batch-progress.js');
  const { batchText, entryOf, failedEntry, writeBatch } = await import('../report/batch-report.js');
  const { withExecutor } = await import('./with-executor.js');
  const keepTrials = given['keep-trials'] === true;
  const entries = new Map<string, BatchEntry>();
  const progress = new BatchProgress(terminal, configs.length);
  const failures = await withExecutor(computing, terminal, (executor) =>
    runBatch(configs, {
      path: folder.path,
      settings,
      keepTrials,
      executor,
      shard,
      shards: given.shards,
      signal: terminal.signal,
      onProgress: ({ file }, at) => progress.update(file, at),
      found: async ({ file, model }, run, own) => {
        const report = modelReport(file, model, run);
        await writeReport(own, report);
        if (report.complete && keepTrials) {
          const { writeTrialsFile } = await import('../report/trials-file.js');
          writeTrialsFile(own, run);
        }
        entries.set(file, entryOf(own.path, report));
      },
    }),
  ).finally(() => progress.stop());
  for (const failure of failures) entries.set(failure.config.file, failedEntry(failure));
  if (shard !== undefined) {
    const { isOfShard } = await import('../experiment/shard.js');
    const { endShard } = await import('./end-shard.js');
    const own = configs.filter((_, index) => isOfShard(shard, index));
    const complete =
      own.every(({ file }) => isEnded(entries.get(file))) && !failures.some(({ ofMachine }) => ofMachine);
    return endShard({ folder, shard, complete, counts: { configs: entries.size }, json: given.json }, terminal);
  }
  const listed = configs.map(({ file, model }): BatchEntry => {
    return entries.get(file) ?? { config: file, name: model.net.name, complete: false };
  });
  const complete = listed.every(isEnded);
  const index = { name: 'batch', complete: complete && !failures.some(({ ofMachine }) => ofMachine), configs: listed };
  writeBatch(folder, index);
  if (given.json) {
    const { jsonText } = await import('../report/json-text.js');
    terminal.out(`${jsonText(index)}\n`);
  } else {
    terminal.out(batchText(index));
    terminal.err(`index: ${folder.path}/summary.json\n`);
  }
  if (!index.complete) {
    terminal.err(`not finished: go on with ninefold resume ${folder.path}\n`);
    return exitCodes.unfinished;
  }
  return failures.length > 0 ? exitCodes.badInput : exitCodes.done;
}

/** Whether a config needs no more: it is run, or cannot be. */
function isEnded(entry: BatchEntry | undefined): boolean {
  return entry !== undefined && (entry.complete || entry.failed !== undefined);
}
