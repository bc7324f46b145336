import { ConfigError } from '../experiment/config-file.js';
import { TrialFailed } from '../experiment/trial-failed.js';
import { WorkerFailure } from '../experiment/worker-failure.js';
import { CommandError, type ExitCode, exitCodes, type Terminal } from './command.js';

/** Says what went wrong in the user's words and gives the exit code; only a bug of ours shows a stack trace. */
export function reportError(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof ConfigError) {
    for (const line of error.lines) terminal.err(`${line}\n`);
    return exitCodes.badInput;
  }
  if (error instanceof CommandError) {
    terminal.err(`${error.message}\n`);
    return error.code;
  }
  if (error instanceof TrialFailed) {
    const { message, activity, trial, time, state } = error.failure;
    terminal.err(
      `trial ${trial} went wrong at time ${time}${activity === undefined ? '' : ` in ${activity}`}: ${message}\n`,
    );
    terminal.err(`state: ${state.join(', ')}\n`);
    if (error.replay !== undefined) terminal.err(`replay it alone: ${error.replay}\n`);
    return exitCodes.badInput;
  }
  if (error instanceof WorkerFailure) {
    terminal.err(`${error.message}\n`);
    return exitCodes.unfinished;
  }
  throw error;
}
