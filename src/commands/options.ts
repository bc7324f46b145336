import type { Options } from 'yargs';
import { CommandError, exitCodes } from './command.js';

export const countOption = (describe: string): Options => ({ type: 'string', requiresArg: true, describe });

export const precisionOption: Options = {
  type: 'string',
  requiresArg: true,
  describe: 'stop when every interval is this narrow relative to its estimate: 1%',
};

/** A whole number of at least `least`; undefined when absent. */
export function readCount(option: string, text: string | undefined, least = 1): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+(e\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new CommandError(`--${option}: found ${text}, need a whole number of at least ${least}`, exitCodes.badInput);
}

/** `1%` or `0.01`; undefined when absent. */
export function readPrecision(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d*\.?\d+(?:e-?\d+)?)\s*(%?)$/i.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (value > 0 && value < 1) return value;
  throw new CommandError(
    `--precision: found ${text}, need a share such as 1% or 0.01, above 0 and below 1`,
    exitCodes.badInput,
  );
}

/** A probability strictly between 0 and 1; undefined when absent. */
export function readConfidence(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value < 1) return value;
  throw new CommandError(
    `--confidence: found ${text}, need a number above 0 and below 1, such as 0.95`,
    exitCodes.badInput,
  );
}
