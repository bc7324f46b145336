import { ClusterError } from '../experiment/cluster/cluster-error.js';
import { ConfigError } from '../experiment/config-file.js';
import { RunFolderError } from '../experiment/run-folder.js';
import { TrialFailed } from '../experiment/trial-failed.js';
import { WorkerFailure } from '../experiment/worker-failure.js';
import { TrialError } from '../kernel/plan.js';
import { CommandError, type ExitCode, exitCodes, type Terminal } from './command.js';

/** Whether something went wrong that is not of the run's making: what it has done is kept. */
export function isOfMachine(error: unknown): boolean {
  if (error instanceof RunFolderError) return error.storageFailed;
  if (error instanceof ClusterError) return !error.isInput;
  return error instanceof WorkerFailure;
}

/** Says what went wrong in the user's words and gives the exit code; only a bug of ours shows a stack trace. */
export function reportError(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommandError) return say(error.message, error.code, terminal);
  if (error instanceof ConfigError) return say(error.lines.join('\n'), exitCodes.badInput, terminal);
  if (error instanceof TrialFailed) return say(trialText(error.failure, error.replay), exitCodes.badInput, terminal);
  if (error instanceof TrialError) return say(trialText(error), exitCodes.badInput, terminal);
  if (error instanceof RunFolderError || error instanceof ClusterError || error instanceof WorkerFailure) {
    return say(error.message, isOfMachine(error) ? exitCodes.unfinished : exitCodes.badInput, terminal);
  }
  throw error;
}

function say(message: string, code: ExitCode, terminal: Terminal): ExitCode {
  terminal.err(`${message}\n`);
  return code;
}

interface FailedTrial {
  readonly message: string;
  readonly activity?: string | undefined;
  readonly trial: number;
  readonly time: number;
  readonly state: readonly string[];
}

function trialText({ message, activity, trial, time, state }: FailedTrial, replay?: string): string {
  const place = activity === undefined ? '' : ` in ${activity}`;
  const lines = [`trial ${trial} went wrong at time ${time}${place}: ${message}`, `state: ${state.join(', ')}`];
  if (replay !== undefined) lines.push(`replay it alone: ${replay}`);
  return lines.join('\n');
}
