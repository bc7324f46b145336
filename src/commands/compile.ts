import { type Command, exitCodes, jsonOption } from './command.js';

interface Arguments {
  readonly config: string;
  readonly json: boolean;
}

/** `ninefold compile`: the net that a config becomes, as a file that runs to the same bits. */
export const compileCommand: Command<Arguments> = {
  positionals: { config: { describe: 'a system or a net, YAML' } },
  options: { json: { ...jsonOption, describe: 'print the net as JSON' } },
  async run({ config, json }, terminal) {
    const { readConfig } = await import('../experiment/read-config.js');
    const { printNet } = await import('../net/print.js');
    const { model } = await readConfig(config);
    for (const warning of model.net.warnings) terminal.err(`${config}: warning: ${warning}\n`);
    terminal.out(json ? `${JSON.stringify(model.document, null, 2)}\n` : printNet(model.document));
    return exitCodes.done;
  },
};
