import { type Command, CommandError, exitCodes, jsonOption } from './command.js';
import { textOption } from './options.js';

interface Arguments {
  readonly file: string;
  readonly properties?: string;
  readonly const?: string;
  readonly timeUnit: 's' | 'min' | 'h' | 'd' | 'y';
  readonly skipProperties: boolean;
  readonly out?: string;
  readonly json: boolean;
}

/** `ninefold import`: the net of a Markov chain written for PRISM or Storm. */
export const importCommand: Command<Arguments> = {
  positionals: { file: { describe: 'a model: .prism, .sm or .jani' } },
  options: {
    properties: textOption("PRISM properties in a file of their own, to become the net's measures"),
    const: textOption('values of constants: N=4,T=100'),
    'time-unit': {
      choices: ['s', 'min', 'h', 'd', 'y'],
      default: 'h',
      describe: "what one unit of the model's time is",
    },
    'skip-properties': {
      type: 'boolean',
      default: false,
      describe: 'leave out properties that no measure answers, instead of refusing the model',
    },
    out: textOption('file to write; printed when absent'),
    json: { ...jsonOption, describe: 'print the net as JSON' },
  },
  async run({ file, properties, const: constants, timeUnit, skipProperties, out, json }, terminal) {
    const { basename, extname } = await import('node:path');
    const { readText } = await import('./read-text.js');
    const { importers } = await import('../exchange/importers.js');
    const { importModel } = await import('../exchange/import-model.js');
    const { JoinedTexts } = await import('../exchange/joined-texts.js');
    const { InputError } = await import('../config/problem.js');
    const ending = extname(file).slice(1);
    const importer = importers.get(ending);
    if (importer === undefined) {
      const known = [...importers.keys()].map((name) => `.${name}`).join(', ');
      throw new CommandError(
        `${file}: found ${ending === '' ? 'no ending' : `.${ending}`}, need one of ${known}`,
        exitCodes.badInput,
      );
    }
    const files = properties === undefined ? [file] : [file, properties];
    const texts = await Promise.all(files.map(async (name) => ({ file: name, text: await readText(name) })));
    const joined = new JoinedTexts(texts);
    try {
      const name = basename(file, `.${ending}`);
      const options = { constants: constantsIn(constants), timeUnit, skipProperties };
      const { text, document, net, skipped } = importModel(importer, joined.text, name, options);
      for (const line of joined.describe(skipped)) terminal.err(`left out: ${line}\n`);
      for (const warning of net.warnings) terminal.err(`${file}: warning: ${warning}\n`);
      if (out !== undefined) await write(out, text);
      if (json) terminal.out(`${JSON.stringify(document, null, 2)}\n`);
      else if (out === undefined) terminal.out(text);
      return exitCodes.done;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw new CommandError(joined.describe(error.problems).join('\n'), exitCodes.badInput);
    }
  },
};

/** Reads `N=4,T=100`. */
function constantsIn(text: string | undefined): ReadonlyMap<string, string> {
  const pairs = (text ?? '').split(',').filter((pair) => pair.trim() !== '');
  return new Map(
    pairs.map((pair) => {
      const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*(\S+)\s*$/.exec(pair) ?? [];
      if (name === undefined || value === undefined) {
        throw new CommandError(`--const: found ${pair}, need name=value`, exitCodes.badInput);
      }
      return [name, value];
    }),
  );
}

async function write(file: string, text: string): Promise<void> {
  const { writeFile } = await import('node:fs/promises');
  try {
    await writeFile(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`--out: found ${reason}, need a file that can be written`, exitCodes.unfinished);
  }
}
