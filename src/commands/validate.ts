import type { PublishedRow } from '../report/published-validation.js';
import type { Validation } from '../report/validation.js';
import { type Command, CommandError, type ExitCode, exitCodes, jsonOption, type Terminal } from './command.js';
import { OptionReader, sharedOptions } from './options.js';

interface Arguments {
  readonly configs?: readonly string[];
  readonly all: boolean;
  readonly trials?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly json: boolean;
}

/** Per run of a config: enough that a wrong term of a formula shows, few enough that all of them take a minute. */
const effort = { trials: 200_000, events: 12_000_000 };
/** Per run of a published model: they are larger. */
const publishedEffort = { trials: 200_000, events: 6_000_000 };

/** `ninefold validate`: simulation against exact values and both against published ones, with a verdict that is wrong once in a million. */
export const validateCommand: Command<Arguments> = {
  positionals: {
    configs: {
      describe: 'systems or nets, or published values, YAML; all of sim-configs/validation and /published by default',
      array: true,
    },
  },
  options: {
    ...sharedOptions,
    all: { type: 'boolean', default: false, describe: 'simulate published values that take many trials, too' },
    json: jsonOption,
  },
  async run(given, terminal) {
    const { readConfigs } = await import('./read-configs.js');
    const { publishedFiles, publishedSuffix, validationConfigs } = await import('../experiment/shipped-files.js');
    const { readPublished } = await import('../experiment/published.js');
    const options = new OptionReader();
    const trials = options.count('trials', given.trials, 2);
    const workers = options.workers(given.workers) ?? terminal.processors;
    const files = given.configs?.length ? given.configs : [...(await validationConfigs()), ...(await publishedFiles())];
    const isPublished = (file: string): boolean => file.endsWith(publishedSuffix);
    const configs = await readConfigs(
      files.filter((file) => !isPublished(file)),
      options,
      terminal,
    );
    const cases = (await Promise.all(files.filter(isPublished).map(readPublished))).flat();
    const { validateModels } = await import('../report/validate-models.js');
    const { validatePublished } = await import('../report/validate-published.js');
    const { withProgress } = await import('../report/progress-bar.js');
    const settings = {
      workers,
      signal: terminal.signal,
      ...(trials === undefined ? {} : { trials }),
      ...(given.seed === undefined ? {} : { seed: given.seed }),
    };
    const validation = await withProgress(terminal, (onProgress) =>
      validateModels(configs, { ...settings, onProgress, effort }),
    );
    const published = await withProgress(terminal, (onProgress) =>
      validatePublished(cases, { ...settings, onProgress, effort: publishedEffort, long: given.all }),
    );
    if (validation === undefined || published === undefined) {
      throw new CommandError('interrupted: nothing is concluded', exitCodes.unfinished);
    }
    if (given.json) {
      const { jsonText } = await import('../report/json-text.js');
      terminal.out(
        `${jsonText({ ...validation, published, publishedDisagreements: publishedDisagreements(published) })}\n`,
      );
    } else {
      const { validationText } = await import('../report/validation-text.js');
      const { publishedText } = await import('../report/published-text.js');
      const texts = [
        ...(configs.length > 0 ? [validationText(validation, terminal)] : []),
        ...(cases.length > 0 ? [publishedText(published, terminal)] : []),
      ];
      terminal.out(texts.join('\n'));
    }
    return verdictOf(validation, published, terminal);
  },
};

function verdictOf(
  { rows, disagreements, unchecked }: Validation,
  published: readonly PublishedRow[],
  terminal: Terminal,
): ExitCode {
  for (const config of unchecked) terminal.err(`${config}: nothing in it is known exactly\n`);
  const checked = published.filter(({ outcome }) => outcome === 'agrees' || outcome === 'disagrees');
  if (rows.length + checked.length === 0) {
    throw new CommandError('validate: found nothing to check', exitCodes.badInput);
  }
  const none = disagreements + publishedDisagreements(published) === 0;
  return none ? exitCodes.done : exitCodes.checkFailed;
}

const publishedDisagreements = (published: readonly PublishedRow[]): number =>
  published.filter(({ outcome }) => outcome === 'disagrees').length;
