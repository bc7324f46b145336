import { type Command, exitCodes, jsonOption, type Terminal } from './command.js';
import { countOption, precisionOption, readConfidence, readCount, readPrecision } from './options.js';

interface Arguments {
  readonly config: string;
  readonly trials?: string;
  readonly precision?: string;
  readonly seed?: string;
  readonly confidence?: string;
  readonly workers?: string;
  readonly trial?: string;
  readonly out?: string;
  readonly json: boolean;
}

/** `ninefold run`: the estimates of a config's measures, beside what is known exactly. */
export const runCommand: Command<Arguments> = {
  usage: 'run <config>',
  summary: 'simulate a system or net and show every measure with its interval and exact value',
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: {
    trials: countOption('trials of every measure'),
    precision: precisionOption,
    seed: { type: 'string', requiresArg: true, describe: 'any text; equal seeds give equal results' },
    confidence: { type: 'string', requiresArg: true, describe: 'of the intervals: 0.95' },
    workers: countOption('worker threads; the results do not depend on it'),
    trial: { type: 'string', requiresArg: true, describe: 'replay this one trial (from 0) alone' },
    out: {
      type: 'string',
      requiresArg: true,
      describe: 'folder of the results; results/<name>-<seed>-<hash> by default',
    },
    json: jsonOption,
  },
  async run(given, terminal) {
    const { readConfig } = await import('../experiment/config-file.js');
    const { prepareModel, runModel } = await import('../experiment/run-model.js');
    const workers = readCount('workers', given.workers) ?? terminal.processors;
    const settings = settingsOf(given);
    const { file, text, model } = await readConfig(given.config);
    for (const warning of model.net.warnings) terminal.err(`${file}: ${warning}\n`);
    const prepared = prepareModel(model, settings);
    if (given.trial !== undefined) {
      const { replayTrial } = await import('../report/replay.js');
      const trial = readCount('trial', given.trial, 0) as number;
      terminal.out(replayTrial(prepared.design, trial, given.json));
      return exitCodes.done;
    }
    const { openRunFolder } = await import('../experiment/open-run-folder.js');
    const { modelReport } = await import('../report/model-report.js');
    const folder = openRunFolder({ file, text, name: model.net.name, prepared, settings, out: given.out });
    const simulated = await withProgress(terminal, (onProgress) =>
      runModel(prepared, { ...settings, workers, folder, onProgress, signal: terminal.signal }),
    );
    const report = modelReport(file, model, prepared, simulated);
    const { writeReport } = await import('../report/files.js');
    writeReport(folder, report);
    if (given.json) terminal.out(`${JSON.stringify(report)}\n`);
    else {
      const { modelText } = await import('../report/model-text.js');
      terminal.out(modelText(report, terminal));
    }
    if (report.complete) return exitCodes.done;
    terminal.err(`interrupted: run the same command again to go on from ${folder.path}\n`);
    return exitCodes.unfinished;
  },
};

function settingsOf(given: Arguments) {
  const trials = readCount('trials', given.trials, 2);
  const precision = readPrecision(given.precision);
  const confidence = readConfidence(given.confidence);
  return {
    ...(trials === undefined ? {} : { trials }),
    ...(precision === undefined ? {} : { precision }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(given.seed === undefined ? {} : { seed: given.seed }),
  };
}

type OnProgress = (progress: { trialsDone: number; trialsPlanned: number; events: number }) => void;

async function withProgress<Result>(
  terminal: Terminal,
  work: (onProgress: OnProgress) => Promise<Result>,
): Promise<Result> {
  if (!terminal.interactive) return work(() => {});
  const { ProgressBar } = await import('../report/progress-bar.js');
  const bar = new ProgressBar();
  try {
    return await work(({ trialsDone, trialsPlanned, events }) => bar.update(trialsDone, trialsPlanned, events));
  } finally {
    bar.stop();
  }
}
