import type { RecordedConfig } from '../experiment/open-run-folder.js';
import type { RunFolder } from '../experiment/run-folder.js';
import type { Shard } from '../experiment/shard.js';
import { type Command, type ExitCode, exitCodes, jsonOption, type Terminal } from './command.js';
import { keepTrialsOption, listed, listOption, OptionReader, shardOption, textOption } from './options.js';
import {
  type Computing,
  computingOf,
  type SimulationTexts,
  settingsOf,
  simulationOptions,
} from './simulation-options.js';

interface Arguments extends SimulationTexts {
  readonly config: string;
  readonly 'precise-measures'?: readonly string[];
  readonly trial?: string;
  readonly out?: string;
  readonly 'keep-trials'?: boolean;
  readonly lump?: boolean;
  readonly shard?: string;
  readonly json: boolean;
  /** The config as it was, when a run is resumed. */
  readonly recorded?: readonly RecordedConfig[];
  /** Folders of all its shards, when they are merged. */
  readonly shards?: readonly string[];
}

/** `ninefold run`: the estimates of a config's measures, beside what is known exactly. */
export const runCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: {
    ...simulationOptions,
    'precise-measures': listOption('measures that --precision is about, like availability,mttf; otherwise all'),
    trial: textOption('replay this one trial (from 0) alone'),
    out: textOption('folder of the results; results/<name>-<seed>-<hash> by default'),
    'keep-trials': keepTrialsOption,
    lump: {
      type: 'boolean',
      describe: 'count exponential members that nothing tells apart: the same law, other trials, each cheaper',
    },
    shard: shardOption,
    json: jsonOption,
  },
  async run(given, terminal) {
    const options = new OptionReader();
    const settings = runSettingsOf(given, options);
    const computing = computingOf(given, options, terminal);
    const trial = options.count('trial', given.trial, 0);
    const { readOneConfig } = await import('./read-configs.js');
    const config = await readOneConfig(given.config, options, terminal, given.recorded);
    const shard = options.shard(given.shard);
    if (shard !== undefined) await mayBeSharded(config.model.net.run, settings, options);
    if (shard !== undefined && trial !== undefined) options.reject('trial', '--shard beside it', 'one of the two');
    options.names('precise-measures', settings.preciseMeasures, config.model.net.measures);
    options.check();
    const { withReplay } = await import('./replay-command.js');
    return withReplay(given, async () => {
      const { prepareModel } = await import('../experiment/run-model.js');
      const keepTrials = given['keep-trials'] === true;
      const prepared = prepareModel(config.model, { ...settings, keepTrials });
      if (settings.lump ?? config.model.net.run.lump) {
        const { lumpingText } = await import('../report/lumping-text.js');
        terminal.err(lumpingText(prepared.design.lumping));
      }
      if (trial === undefined) return simulateAll({ config, prepared, settings, ...computing, shard, given }, terminal);
      const { replayTrial } = await import('../report/replay.js');
      terminal.out(replayTrial(prepared, trial, given.json));
      return exitCodes.done;
    });
  },
};

function runSettingsOf(given: Arguments, options: OptionReader) {
  const settings = settingsOf(given, options);
  const preciseMeasures = listed(given['precise-measures']);
  options.needs('precise-measures', preciseMeasures, 'precision', given.precision, '--precision 1%');
  if (given.out === '') options.reject('out', 'nothing', 'a folder');
  return {
    ...settings,
    ...(preciseMeasures === undefined ? {} : { preciseMeasures }),
    ...(given.lump === undefined ? {} : { lump: given.lump }),
  };
}

/** A shard must know beforehand which trials are its own. */
async function mayBeSharded(
  run: import('../net/net.js').Net['run'],
  settings: ReturnType<typeof runSettingsOf>,
  options: OptionReader,
): Promise<void> {
  const { trialsAsked } = await import('../experiment/simulate.js');
  const precision = settings.precision ?? run.precision;
  if (precision === undefined || trialsAsked(run, settings) !== undefined) return;
  options.reject(
    'shard',
    `a precision of ${100 * precision}% and no limit of trials`,
    '--trials N too: shards compute all N trials, and the merge leaves out what lies beyond the precision',
  );
}

interface Request extends Computing {
  readonly config: import('../experiment/config-file.js').ConfigFile;
  readonly prepared: import('../experiment/run-model.js').PreparedModel;
  readonly settings: ReturnType<typeof runSettingsOf>;
  readonly shard: Shard | undefined;
  readonly executor?: import('../experiment/executor.js').Executor;
  readonly given: Arguments;
}

async function simulateAll(request: Request, terminal: Terminal): Promise<ExitCode> {
  const { config, prepared, settings, cluster, shard, given } = request;
  const { inResumableFolder } = await import('./in-resumable-folder.js');
  const { withCluster } = await import('./with-cluster.js');
  const { name } = config.model.net;
  const { seed } = prepared.design.job;
  const { out, shards } = given;
  const identity = { command: 'run', given, configs: [config], name, seed, settings, out, shard, shards };
  return withCluster(cluster, terminal, (executor) =>
    inResumableFolder(identity, terminal, (folder) => {
      const computing = { ...request, ...executor };
      return shard === undefined
        ? simulateIn(folder, computing, terminal)
        : simulateShard(folder, shard, computing, terminal);
    }),
  );
}

async function simulateIn(folder: RunFolder, request: Request, terminal: Terminal): Promise<ExitCode> {
  const { config, prepared, settings, workers, executor, given } = request;
  const { runModel } = await import('../experiment/run-model.js');
  const { withProgress } = await import('../report/progress-bar.js');
  const { modelReport } = await import('../report/model-report.js');
  const computing = { workers, ...(executor === undefined ? {} : { executor }) };
  const simulated = await withProgress(terminal, (onProgress) =>
    runModel(prepared, { ...settings, ...computing, folder, onProgress, signal: terminal.signal }),
  );
  const report = modelReport(config.file, config.model, simulated);
  if (given.json) {
    const { jsonText } = await import('../report/json-text.js');
    terminal.out(`${jsonText(report)}\n`);
  } else {
    const { modelText } = await import('../report/model-text.js');
    terminal.out(modelText(report, terminal));
  }
  // Drawing takes longer than printing.
  const { writeReport } = await import('../report/files.js');
  await writeReport(folder, report);
  if (report.complete && given['keep-trials'] === true) {
    const { writeTrialsFile } = await import('../report/trials-file.js');
    writeTrialsFile(folder, simulated);
  }
  if (!given.json) terminal.err(`report: ${folder.path}/report.html\n`);
  if (report.complete) return exitCodes.done;
  terminal.err(`interrupted: go on with ninefold resume ${folder.path}\n`);
  return exitCodes.unfinished;
}

async function simulateShard(
  folder: RunFolder,
  shard: Shard,
  { prepared, settings, workers, executor, given }: Request,
  terminal: Terminal,
): Promise<ExitCode> {
  const { shardModel } = await import('../experiment/shard-model.js');
  const { withProgress } = await import('../report/progress-bar.js');
  const { endShard } = await import('./end-shard.js');
  const computing = { workers, ...(executor === undefined ? {} : { executor }) };
  const { complete, ...counts } = await withProgress(terminal, (onProgress) =>
    shardModel(prepared, shard, folder, { ...settings, ...computing, onProgress, signal: terminal.signal }),
  );
  return endShard({ folder, shard, complete, counts: { ...counts }, json: given.json }, terminal);
}
