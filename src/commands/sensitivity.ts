import { StateError } from '../exact/explore/refusal.js';
import { type Command, CommandError, exitCodes, jsonOption } from './command.js';
import { OptionReader, sharedOptions, textOption } from './options.js';

interface Arguments {
  readonly config: string;
  readonly measure?: string;
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly json: boolean;
}

/** `ninefold sensitivity`: which numbers and which components a measure hangs on most. */
export const sensitivityCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: {
    measure: textOption('what is differentiated; availability-long-run, or else the first there is'),
    ...sharedOptions,
    json: jsonOption,
  },
  async run(given, terminal) {
    const options = new OptionReader();
    const trials = options.count('trials', given.trials, 2);
    const workers = options.workers(given.workers) ?? terminal.processors;
    const { readOneConfig } = await import('./read-configs.js');
    const { file, model } = await readOneConfig(given.config, options, terminal);
    options.names('measure', given.measure === undefined ? undefined : [given.measure], model.net.measures);
    options.check();
    const { defaultMeasure, NoSensitivities, sensitivityReport } = await import('../report/sensitivity-report.js');
    const measure = model.net.measures.find(({ name }) => name === given.measure) ?? defaultMeasure(model.net);
    if (measure === undefined) throw new CommandError(`${file}: found no measure, need one`, exitCodes.badInput);
    const { withProgress } = await import('../report/progress-bar.js');
    try {
      const report = await withProgress(terminal, (onProgress) =>
        sensitivityReport(file, model, measure, {
          workers,
          onProgress,
          signal: terminal.signal,
          ...(trials === undefined ? {} : { trials }),
          ...(given.seed === undefined ? {} : { seed: given.seed }),
        }),
      );
      const { jsonText } = await import('../report/json-text.js');
      const { sensitivityText } = await import('../report/sensitivity-text.js');
      terminal.out(given.json ? `${jsonText(report)}\n` : sensitivityText(report));
      if (report.complete) return exitCodes.done;
      terminal.err('interrupted: the parameters that would have come are missing\n');
      return exitCodes.unfinished;
    } catch (error) {
      if (error instanceof NoSensitivities || error instanceof StateError) {
        const code = terminal.signal.aborted ? exitCodes.unfinished : exitCodes.badInput;
        throw new CommandError(`${file}: ${measure.name}: ${error.message}`, code);
      }
      throw error;
    }
  },
};
