import { type Command, CommandError, exitCodes, jsonOption } from './command.js';

interface Arguments {
  readonly format: string | undefined;
  readonly json: boolean;
}

/** `ninefold schema`: the JSON Schema of a format, for editors. */
export const schemaCommand: Command<Arguments> = {
  positionals: { format: { describe: 'system (default), net, claim or published' } },
  options: { json: { ...jsonOption, describe: 'a schema is always JSON' } },
  async run({ format = 'system' }, terminal) {
    const { netConfigJsonSchema, systemConfigJsonSchema } = await import('../experiment/config-schema.js');
    const { claimJsonSchema } = await import('../experiment/claims/schema.js');
    const { publishedJsonSchema } = await import('../experiment/published-schema.js');
    const schemas = new Map([
      ['system', systemConfigJsonSchema],
      ['net', netConfigJsonSchema],
      ['claim', claimJsonSchema],
      ['published', publishedJsonSchema],
    ]);
    const schema = schemas.get(format);
    if (schema === undefined) {
      throw new CommandError(
        `schema: found ${format}, need one of ${[...schemas.keys()].join(', ')}`,
        exitCodes.badInput,
      );
    }
    terminal.out(`${JSON.stringify(schema(), null, 2)}\n`);
    return exitCodes.done;
  },
};
