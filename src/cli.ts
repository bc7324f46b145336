#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import yargs from 'yargs';
import type { Command, Terminal } from './commands/command.js';
import { commandList, nameOf } from './commands/command-list.js';
import { heededSignal } from './commands/heeded-signal.js';
import { usageProblems } from './commands/usage-problems.js';
import { redacted } from './experiment/cluster/redacted.js';
import { optimiseLater } from './experiment/optimise-later.js';

/** The program's entry: the only file that touches the process. */
const interruption = new AbortController();
const interruptions = ['SIGINT', 'SIGTERM'] as const;
const terminal: Terminal = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(redacted(text)),
  interactive: process.stderr.isTTY === true && process.env.CI === undefined,
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  columns: process.stdout.columns ?? 120,
  processors: availableParallelism(),
  clusterPassword: process.env.NINEFOLD_CLUSTER_PASSWORD,
  signal: heededSignal(interruption, () => {
    // The second one ends the program at once.
    const interrupt = (signal: NodeJS.Signals): void => {
      if (interruption.signal.aborted) {
        unheeded();
        process.kill(process.pid, signal);
      } else interruption.abort();
    };
    const unheeded = (): void => {
      for (const signal of interruptions) process.off(signal, interrupt);
    };
    for (const signal of interruptions) process.on(signal, interrupt);
    return unheeded;
  }),
};
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

optimiseLater();
const args = process.argv.slice(2);
const program = yargs(args)
  .scriptName('ninefold')
  .usage('$0 <command>: dependability of virtualised systems, simulated and exact')
  .demandCommand(1, 'which command?')
  .strict()
  .parserConfiguration({ 'parse-positional-numbers': false, 'greedy-arrays': false })
  .wrap(Math.min(terminal.columns, 120));
/** Names of the options of the commands that may be meant. */
const optionNames: string[] = [];
for (const listed of commandList) {
  // Without its name on the command line a command is but a line of the help, which must not wait for what it imports.
  if (args.includes(nameOf(listed))) add(listed.usage, listed.summary, await listed.load());
  else program.command(listed.usage, listed.summary);
}
await program
  .fail((message, error) => {
    if (error !== undefined && error !== null && error.name !== 'YError') throw error;
    for (const line of usageProblems(message, args, optionNames)) terminal.err(`${line}\n`);
    process.exit(2);
  })
  .parseAsync();

function add(usage: string, summary: string, command: Command<never>): void {
  optionNames.push(...Object.keys(command.options));
  program.command(
    usage,
    summary,
    (builder) => {
      for (const [name, positional] of Object.entries(command.positionals ?? {}))
        builder.positional(name, { type: 'string', ...positional });
      if (command.epilogue !== undefined) builder.epilogue(command.epilogue);
      return builder.options(command.options);
    },
    async (given) => {
      try {
        process.exitCode = await command.run(lastOfEach(given, command) as never, terminal);
      } catch (error) {
        const { reportError } = await import('./commands/errors.js');
        process.exitCode = reportError(error, terminal);
      }
    },
  );
}

/** An option given twice counts as it was given last, unless it takes a list. */
function lastOfEach(given: Readonly<Record<string, unknown>>, { options }: Command<never>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const option = options[name];
      const counts = option !== undefined && option.array !== true && Array.isArray(value) ? value.at(-1) : value;
      return [name, counts];
    }),
  );
}
