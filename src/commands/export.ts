import { type Command, CommandError, exitCodes, jsonOption, type Terminal } from './command.js';
import { OptionReader, textOption } from './options.js';

interface Arguments {
  readonly config: string;
  readonly format: string;
  readonly states: boolean;
  readonly out?: string;
  readonly json: boolean;
}

interface File {
  readonly name: string;
  readonly text: string;
}

/** `ninefold export`: a net for other tools, so that they can check its answers. */
export const exportCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: {
    format: { choices: ['prism', 'jani', 'dot', 'csv-chain'], demandOption: true, describe: 'of what is written' },
    states: { type: 'boolean', default: false, describe: 'write the explored states, even where activities would do' },
    out: textOption('folder to write into; the first file is printed when absent'),
    json: { ...jsonOption, describe: 'print all files as JSON' },
  },
  async run({ config, format, states, out, json }, terminal) {
    const { readOneConfig } = await import('./read-configs.js');
    const { exporters } = await import('../exchange/exporters.js');
    const { ExportRefusal } = await import('../exchange/markov/markov-model.js');
    const { model } = await readOneConfig(config, new OptionReader(), terminal);
    const exporter = exporters.get(format);
    if (exporter === undefined) throw new Error(`no exporter of the format ${format}`);
    try {
      const files = exporter(model.net, { states });
      if (out !== undefined) await write(out, files, terminal);
      if (json) terminal.out(`${JSON.stringify({ config, format, files }, null, 2)}\n`);
      else if (out === undefined) print(format, files, terminal);
      return exitCodes.done;
    } catch (error) {
      if (!(error instanceof ExportRefusal)) throw error;
      throw new CommandError(
        `${config}: found ${error.reason}, need a Markov chain: ${error.suggestion}`,
        exitCodes.badInput,
      );
    }
  },
};

/** Prints the main file; tables that belong together cannot share one output. */
function print(format: string, [main, ...others]: readonly File[], terminal: Terminal): void {
  if (main === undefined) throw new Error(`an export to ${format} without files`);
  const names = others.map(({ name }) => name).join(', ');
  if (format === 'csv-chain')
    throw new CommandError(`--out: found nothing, need a folder for ${main.name}, ${names}`, exitCodes.badInput);
  terminal.out(main.text);
  if (others.length > 0) terminal.err(`not printed: ${names}; write all files with --out FOLDER\n`);
}

async function write(folder: string, files: readonly File[], terminal: Terminal): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  const { makeFolder } = await import('../experiment/make-folder.js');
  const { join } = await import('node:path');
  try {
    makeFolder(folder);
    for (const { name, text } of files) {
      await writeFile(join(folder, name), text);
      terminal.err(`${join(folder, name)}\n`);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`--out: found ${reason}, need a folder that can be written`, exitCodes.unfinished);
  }
}
