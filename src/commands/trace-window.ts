import { convertDuration } from '../config/duration.js';
import { planRuns } from '../estimate/plans.js';
import type { PreparedJob } from '../experiment/job.js';
import { prepare } from '../experiment/simulate.js';
import type { Model } from '../system/model.js';
import { hoursOf } from '../system/net-time.js';
import { CommandError, exitCodes } from './command.js';

/** What of a trial is asked for, in hours. */
export interface WindowAsked {
  readonly until: number | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface Window {
  /** In the net's time unit; from < until. */
  readonly from: number;
  readonly until: number;
}

/** The part of a trial to tell of. Throws a CommandError when there is none. */
export function windowOf(model: Model, trial: number, seed: string, asked: WindowAsked): Window {
  const { net } = model;
  const inNet = (hours: number): number => convertDuration(hours, 'h', net.timeUnit);
  const end = asked.until === undefined ? endOf(model, trial, seed) : inNet(asked.until);
  if (end === undefined) {
    throw new CommandError('trace: no measure says when a trial ends, need --until', exitCodes.badInput);
  }
  const ended = `${end} ${net.timeUnit}`;
  const from = asked.from === undefined ? 0 : inNet(asked.from);
  const until = asked.to === undefined ? end : inNet(asked.to);
  if (!(end > 0)) throw new CommandError('trace: the trial ends as it begins, need --until', exitCodes.badInput);
  if (until > end) throw refused('to', until, `at most ${ended}, where the trial ends; --until moves that`);
  if (from >= until) {
    throw refused('from', from, asked.to === undefined ? `less than ${ended}, where the trial ends` : 'less than --to');
  }
  return { from, until };

  function refused(option: string, found: number, need: string): CommandError {
    return new CommandError(`--${option}: found ${found} ${net.timeUnit}, need ${need}`, exitCodes.badInput);
  }
}

/**
 * When a trial is over: at the system's horizon, at the last time that a measure reads, or, where no measure has one, at the end of a
 * long-run replication or of a first passage.
 */
function endOf({ net, document, system }: Model, trial: number, seed: string): number | undefined {
  if (system !== undefined) return hoursOf(system.horizon);
  const horizon = planRuns(net).find(({ kind }) => kind === 'horizon')?.plan.horizon;
  if (horizon !== undefined) return horizon;
  const prepared = prepare(document, { seed });
  const longRun = prepared.runs.find(({ kind }) => kind === 'long-run')?.plan.horizon;
  if (longRun !== undefined) return longRun;
  const passage = prepared.runs.length === 0 ? Infinity : passageEnd(prepared, trial);
  return passage === Infinity ? undefined : passage;
}

function passageEnd(prepared: PreparedJob, trial: number): number {
  const program = prepared.program(0);
  const row = new Float64Array(program.layout.width);
  program.run(trial, 1, row, () => {});
  return row[0] ?? Infinity;
}
