#!/usr/bin/env node
import { availableParallelism } from 'node:os';
import yargs from 'yargs';
import { batchCommand } from './commands/batch.js';
import { boundaryCommand } from './commands/boundary.js';
import { claimsCommand } from './commands/claims.js';
import type { Command, Terminal } from './commands/command.js';
import { compareCommand } from './commands/compare.js';
import { compileCommand } from './commands/compile.js';
import { diffCommand } from './commands/diff.js';
import { exactCommand } from './commands/exact.js';
import { exportCommand } from './commands/export.js';
import { heededSignal } from './commands/heeded-signal.js';
import { importCommand } from './commands/import.js';
import { injectCommand } from './commands/inject.js';
import { mergeCommand } from './commands/merge.js';
import { optimiseCommand } from './commands/optimise.js';
import { resultsCommand } from './commands/results.js';
import { resumeCommand } from './commands/resume.js';
import { runCommand } from './commands/run.js';
import { schemaCommand } from './commands/schema.js';
import { sensitivityCommand } from './commands/sensitivity.js';
import { sweepCommand } from './commands/sweep.js';
import { traceCommand } from './commands/trace.js';
import { usageProblems } from './commands/usage-problems.js';
import { validateCommand } from './commands/validate.js';
import { workerCommand } from './commands/worker.js';
import { redacted } from './experiment/cluster/redacted.js';

/** The program's entry: the only file that touches the process. Adding a command is a file and a line here. */
const commands = [
  runCommand,
  sweepCommand,
  batchCommand,
  resumeCommand,
  resultsCommand,
  diffCommand,
  mergeCommand,
  traceCommand,
  injectCommand,
  validateCommand,
  claimsCommand,
  exactCommand,
  sensitivityCommand,
  compareCommand,
  optimiseCommand,
  boundaryCommand,
  compileCommand,
  exportCommand,
  importCommand,
  schemaCommand,
  workerCommand,
] as readonly Command<never>[];

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

const program = yargs(process.argv.slice(2))
  .scriptName('ninefold')
  .usage('$0 <command>: dependability of virtualised systems, simulated and exact')
  .demandCommand(1, 'which command?')
  .strict()
  .parserConfiguration({ 'parse-positional-numbers': false, 'greedy-arrays': false })
  .wrap(Math.min(terminal.columns, 120))
  .fail((message, error) => {
    if (error !== undefined && error !== null && error.name !== 'YError') throw error;
    for (const line of usageProblems(message, process.argv.slice(2), commands)) terminal.err(`${line}\n`);
    process.exit(2);
  });
for (const command of commands) {
  program.command(
    command.usage,
    command.summary,
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
await program.parseAsync();

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
