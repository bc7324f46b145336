import type { RecordedConfig } from '../experiment/open-run-folder.js';
import type { PointsProgress, PointsRun } from '../experiment/points/run-points.js';
import type { SweepExperiment } from '../experiment/points/sweep-experiment.js';
import type { RunFolder } from '../experiment/run-folder.js';
import type { Sweep } from '../experiment/sweep/sweep.js';
import { type Command, type ExitCode, exitCodes, jsonOption, type Terminal } from './command.js';
import { keepTrialsOption, listed, listOption, OptionReader, shardOption, textOption } from './options.js';
import { computingOf, type SimulationTexts, settingsOf, simulationOptions } from './simulation-options.js';
import { readSweepOptions, type SweepTexts, sweepOptions } from './sweep-options.js';

interface Arguments extends SweepTexts, SimulationTexts {
  readonly config: string;
  readonly measures?: readonly string[];
  readonly 'total-trials'?: string;
  readonly 'keep-trials'?: boolean;
  readonly shard?: string;
  readonly out?: string;
  readonly svg?: string;
  readonly json: boolean;
  /** The config as it was, when a sweep is resumed. */
  readonly recorded?: readonly RecordedConfig[];
  /** Folders of all its shards, when they are merged. */
  readonly shards?: readonly string[];
}

/** `ninefold sweep`: the measures of a config at many points, on common random numbers. */
export const sweepCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: {
    ...sweepOptions,
    measures: listOption('measures to report, like availability,mttf; otherwise all'),
    ...simulationOptions,
    trials: textOption('trials of every measure at each point'),
    'total-trials': textOption('trials of all points together: more of them where intervals are wider'),
    precision: textOption('at each point go on until the intervals are this narrow beside their estimates: 1%'),
    'keep-trials': keepTrialsOption,
    shard: shardOption,
    out: textOption('folder of the results; results/<name>-<seed>-<hash> by default'),
    svg: textOption(
      'file for a picture of the first of --measures over the first axis, a line for each value of the second',
    ),
    json: jsonOption,
  },
  async run(given, terminal) {
    const options = new OptionReader();
    const changes = readSweepOptions(given, options);
    const settings = settingsOf(given, options);
    const totalTrials = options.count('total-trials', given['total-trials'], 2);
    for (const other of ['trials', 'precision'] as const) {
      if (totalTrials !== undefined && given[other] !== undefined) {
        options.reject('total-trials', `--${other} beside it`, 'one of the two');
      }
    }
    const computing = computingOf(given, options, terminal);
    const shard = options.shard(given.shard);
    if (shard !== undefined && totalTrials !== undefined) {
      options.reject('shard', '--total-trials beside it', '--trials or --precision: no shard sees all points');
    }
    const { readOneConfig } = await import('./read-configs.js');
    const config = await readOneConfig(given.config, options, terminal, given.recorded);
    const measures = listed(given.measures);
    options.names('measures', measures, config.model.net.measures);
    options.check();
    const { inResumableFolder } = await import('./in-resumable-folder.js');
    const { SweepExperiment } = await import('../experiment/points/sweep-experiment.js');
    const asked = measures === undefined ? {} : { measures: [...measures] };
    const experiment = new SweepExperiment(
      config,
      { ...changes, ...asked },
      {
        ...settings,
        ...(totalTrials === undefined ? {} : { totalTrials }),
        ...(given['keep-trials'] === true ? { keepTrials: true } : {}),
      },
    );
    if (given.svg !== undefined) refuseNoPicture(experiment.sweep, shard !== undefined, options);
    options.check();
    const { name, seed, decided } = experiment;
    const { out, shards } = given;
    const identity = { command: 'sweep', given, configs: [config], name, seed, settings: decided, out, shard, shards };
    return inResumableFolder(identity, terminal, async (folder) => {
      const { withExecutor } = await import('./with-executor.js');
      const { withProgress } = await import('../report/progress-bar.js');
      const ran = await withExecutor(computing, terminal, (executor) =>
        withProgress(terminal, (onProgress) => {
          const share = (done: number) => (shard?.count ?? 1) * (done / experiment.points.length);
          const options = {
            executor,
            folder,
            signal: terminal.signal,
            onProgress: ({ done, ...progress }: PointsProgress) => onProgress({ ...progress, share: share(done) }),
          };
          return shard === undefined ? experiment.run(options) : experiment.runShard(shard, options);
        }),
      );
      for (const { index, message } of ran.broken) terminal.err(`point ${index}: ${message}\n`);
      if (shard === undefined) return endSweep(folder, experiment, ran, given, terminal);
      const { endShard } = await import('./end-shard.js');
      return endShard({ folder, shard, complete: ran.complete, counts: ran.counts, json: given.json }, terminal);
    });
  },
};

/** A picture has one way across, and lines along it. */
function refuseNoPicture({ axes, sample }: Sweep, isShard: boolean, options: OptionReader): void {
  const most = sample === undefined ? 2 : 1;
  if (axes.length > most)
    options.reject('svg', `${axes.length} axes${most === 1 ? ' and a sample' : ''}`, `at most ${most}`);
  if (isShard) options.reject('svg', '--shard beside it', 'a whole sweep');
}

async function endSweep(
  folder: RunFolder,
  experiment: SweepExperiment,
  { complete, broken }: PointsRun,
  given: Arguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const { SweepReport } = await import('../report/sweep/sweep-report.js');
  const report = new SweepReport(given.config, experiment, folder, complete);
  report.write();
  if (complete && given['keep-trials'] === true) {
    const { writeSweepTrials } = await import('../report/sweep/sweep-trials.js');
    writeSweepTrials(folder, experiment);
  }
  if (given.json) for (const piece of report.json()) terminal.out(piece);
  else {
    terminal.out(report.text());
    terminal.err(`points: ${folder.path}/points.csv\n`);
  }
  if (given.svg !== undefined) {
    const { writeSvg } = await import('./write-svg.js');
    await writeSvg(given.svg, await report.chart());
  }
  for (const line of report.failures()) terminal.err(`${line}\n`);
  if (complete) return report.failed > 0 ? exitCodes.badInput : exitCodes.done;
  terminal.err(`${broken.length > 0 ? 'not finished' : 'interrupted'}: go on with ninefold resume ${folder.path}\n`);
  return exitCodes.unfinished;
}
