import { ClusterError } from '../experiment/cluster/cluster-error.js';
import { ConfigError } from '../experiment/config-file.js';
import { RunFolderError } from '../experiment/run-folder.js';
import { TrialFailed } from '../experiment/trial-failed.js';
import { WorkerFailure } from '../experiment/worker-failure.js';
import { TrialError } from '../kernel/plan.js';
import { CommandError, type ExitCode, exitCodes, type Terminal } from './command.js';

/** Says what went wrong in the user's words and gives the exit code; only a bug of ours shows a stack trace. */
export function reportError(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommandError) return say(error.message, error.code, terminal);
  if (error instanceof ConfigError) return say(error.lines.join('\n'), exitCodes.badInput, terminal);
  if (error instanceof TrialFailed) return say(trialText(error.failure, error.replay), exitCodes.badInput, terminal);
  if (error instanceof TrialError) return say(trialText(error), exitCodes.badInput, terminal);
  if (error instanceof RunFolderError) {
    return say(error.message, error.storageFailed ? exitCodes.unfinished : exitCodes.badInput, terminal);
  }
  if (error instanceof ClusterError) {
    return say(error.message, error.isInput ? exitCodes.badInput : exitCodes.unfinished, terminal);
  }
  if (error instanceof WorkerFailure) return say(error.message, exitCodes.unfinished, terminal);
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
