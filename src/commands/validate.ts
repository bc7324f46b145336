import { type Command, exitCodes, jsonOption } from './command.js';

interface Arguments {
  readonly configs?: readonly string[];
  readonly json: boolean;
}

export const validateCommand: Command<Arguments> = {
  usage: 'validate [configs..]',
  summary: 'check simulation against what is known exactly',
  positionals: { configs: { describe: 'configs; all of sim-configs/validation by default', array: true } },
  options: { json: jsonOption },
  async run() {
    return exitCodes.unfinished;
  },
};
