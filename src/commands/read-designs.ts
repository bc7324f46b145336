import { ConfigError } from '../experiment/config-file.js';
import { baselineOf, type Design, designOf, variationOf, withOwnNames } from '../experiment/designs/design.js';
import { readValuesText } from '../experiment/designs/values-text.js';
import type { RecordedConfig } from '../experiment/open-run-folder.js';
import { CommandError, exitCodes, type Terminal } from './command.js';
import { type OptionReader, textOption } from './options.js';
import { readConfigs } from './read-configs.js';

export const withOption = {
  ...textOption('a variation of the first config to hold it against: rejuvenation=off, or vms.count=5,service.needs=2'),
  array: true,
};

/**
 * The designs of configs and of variations of the first of them; its baseline too, when there would be no other. Says everything that is
 * wrong with them and with the options at once.
 */
export async function readDesigns(
  files: readonly string[],
  variations: readonly string[],
  options: OptionReader,
  terminal: Terminal,
  recorded?: readonly RecordedConfig[],
): Promise<readonly Design[]> {
  const configs = await readConfigs(files, options, terminal, recorded);
  const [first] = configs;
  if (first === undefined) throw new Error('no config was read');
  const problems: string[] = [];
  const varied = variations.flatMap((text) => {
    const read = readValuesText(text, first.document.data);
    if (!read.ok) {
      options.reject('with', read.found, read.need);
      return [];
    }
    try {
      return [variationOf(first, read.values)];
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.lines);
      return [];
    }
  });
  if (options.problems.length + problems.length > 0) {
    throw new CommandError([...options.problems, ...problems].join('\n'), exitCodes.badInput);
  }
  const designs = [...configs.map(designOf), ...varied];
  const baseline = designs.length === 1 ? baselineOf(first) : undefined;
  return withOwnNames(baseline === undefined ? designs : [...designs, baseline]);
}
