import type { Validation } from '../report/validation.js';
import { type Command, CommandError, type ExitCode, exitCodes, jsonOption, type Terminal } from './command.js';
import { OptionReader, sharedOptions } from './options.js';

interface Arguments {
  readonly configs?: readonly string[];
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly json: boolean;
}

/** Per run of a config: enough that a wrong term of a formula shows, few enough that all of them take a minute. */
const effort = { trials: 200_000, events: 12_000_000 };

/** `ninefold validate`: simulation against exact values, with a verdict that is wrong once in a million. */
export const validateCommand: Command<Arguments> = {
  usage: 'validate [configs..]',
  summary: 'check simulation against what is known exactly',
  positionals: {
    configs: { describe: 'systems or nets, YAML; all of sim-configs/validation by default', array: true },
  },
  options: { ...sharedOptions, json: jsonOption },
  async run(given, terminal) {
    const { readConfigs } = await import('./read-configs.js');
    const { validationConfigs } = await import('../experiment/validation-configs.js');
    const options = new OptionReader();
    const trials = options.count('trials', given.trials, 2);
    const workers = options.count('workers', given.workers) ?? terminal.processors;
    const files = given.configs?.length ? given.configs : await validationConfigs();
    const configs = await readConfigs(files, options, terminal);
    const { validateModels } = await import('../report/validate-models.js');
    const { withProgress } = await import('../report/progress-bar.js');
    const validation = await withProgress(terminal, (onProgress) =>
      validateModels(configs, {
        workers,
        onProgress,
        signal: terminal.signal,
        effort,
        ...(trials === undefined ? {} : { trials }),
        ...(given.seed === undefined ? {} : { seed: given.seed }),
      }),
    );
    if (validation === undefined) throw new CommandError('interrupted: nothing is concluded', exitCodes.unfinished);
    if (given.json) {
      const { jsonText } = await import('../report/json-text.js');
      terminal.out(`${jsonText(validation)}\n`);
    } else {
      const { validationText } = await import('../report/validation-text.js');
      terminal.out(validationText(validation, terminal));
    }
    return verdictOf(validation, terminal);
  },
};

function verdictOf({ rows, disagreements, unchecked }: Validation, terminal: Terminal): ExitCode {
  for (const config of unchecked) terminal.err(`${config}: nothing in it is known exactly\n`);
  if (rows.length === 0) throw new CommandError('validate: found nothing to check', exitCodes.badInput);
  return disagreements === 0 ? exitCodes.done : exitCodes.checkFailed;
}
