import { ConfigError, type ConfigFile, configOf } from '../experiment/config-file.js';
import type { RecordedConfig } from '../experiment/open-run-folder.js';
import { readConfig } from '../experiment/read-config.js';
import { CommandError, exitCodes, type Terminal } from './command.js';
import type { OptionReader } from './options.js';

/**
 * Reads the configs; says everything that is wrong with them and with the options at once. Of a config that was recorded when the
 * run began, that text counts.
 */
export async function readConfigs(
  files: readonly string[],
  options: OptionReader,
  terminal: Terminal,
  recorded: readonly RecordedConfig[] = [],
): Promise<readonly ConfigFile[]> {
  const configs: ConfigFile[] = [];
  const problems = [...options.problems];
  for (const file of files) {
    try {
      const known = recorded.find((each) => each.file === file);
      configs.push(known === undefined ? await readConfig(file) : configOf(file, known.text));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.lines);
    }
  }
  if (problems.length > 0) throw new CommandError(problems.join('\n'), exitCodes.badInput);
  for (const { file, model } of configs) {
    for (const warning of model.net.warnings) terminal.err(`${file}: warning: ${warning}\n`);
  }
  return configs;
}

export async function readOneConfig(
  file: string,
  options: OptionReader,
  terminal: Terminal,
  recorded?: readonly RecordedConfig[],
): Promise<ConfigFile> {
  const [config] = await readConfigs([file], options, terminal, recorded);
  if (config === undefined) throw new Error(`no config was read from ${file}`);
  return config;
}
