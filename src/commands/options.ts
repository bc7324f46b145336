import type { Options } from 'yargs';
import { addressNeeded, type ClusterAddress, readAddress } from '../experiment/cluster/address.js';
import { readShard, type Shard } from '../experiment/shard.js';
import { CommandError, exitCodes } from './command.js';

export const textOption = (describe: string): Options => ({ type: 'string', requiresArg: true, describe });

/** An option that takes names: `a,b`, or given once for each. */
export const listOption = (describe: string): Options => ({ ...textOption(describe), array: true });

/** The names that such an option was given; undefined when absent. */
export const listed = (texts: readonly string[] | undefined): readonly string[] | undefined =>
  texts?.flatMap((text) => text.split(',')).map((name) => name.trim());

export const keepTrialsOption: Options = {
  type: 'boolean',
  describe: 'write what every single trial said into trials.parquet too',
};

/** What several commands ask for. */
export const sharedOptions = {
  trials: textOption('trials of every measure'),
  seed: textOption('any text; equal seeds give equal results'),
  workers: textOption('worker threads; the results do not depend on it'),
};

/** Where chunks go to be computed, instead of to threads of this process. */
export const clusterOption = textOption('redis://HOST:PORT of a cluster whose workers compute');

/** Part of an experiment, for schedulers of many independent tasks. */
export const shardOption = textOption('compute only this part, such as 2/8; ninefold merge puts the parts together');

const workersMost = 256;

/** Reads the texts of options into numbers and gathers what is wrong with them, so that all of it is said at once. */
export class OptionReader {
  private readonly found: string[] = [];

  /** A line an option that cannot be used. */
  get problems(): readonly string[] {
    return this.found;
  }

  /** Threads; more than this many help nobody. */
  workers(text: string | undefined): number | undefined {
    const value = text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.NaN;
    const fits = value >= 1 && value <= workersMost;
    return this.accept('workers', text, fits, value, `a whole number from 1 to ${workersMost}`);
  }

  /** The address of a cluster; undefined when absent or wrong. Never repeats it, since there may be a password in it. */
  cluster(text: string | undefined, password: string | undefined): ClusterAddress | undefined {
    if (text === undefined) return undefined;
    const address = readAddress(text, password);
    if (!('found' in address)) return address;
    this.reject('cluster', address.found, addressNeeded);
    return undefined;
  }

  /** `2/8`; undefined when absent. */
  shard(text: string | undefined): Shard | undefined {
    const shard = text === undefined ? undefined : readShard(text);
    if (text !== undefined && shard === undefined)
      this.reject('shard', text === '' ? 'nothing' : text, 'a part such as 2/8, from 1/8 to 8/8');
    return shard;
  }

  /** A whole number of at least `least`, 1e5 allowed; undefined when absent. */
  count(option: string, text: string | undefined, least = 1): number | undefined {
    const value = text !== undefined && /^\d+(e\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    const need = value > Number.MAX_SAFE_INTEGER ? `of at most ${Number.MAX_SAFE_INTEGER}` : `of at least ${least}`;
    const fits = Number.isSafeInteger(value) && value >= least;
    return this.accept(option, text, fits, value, `a whole number ${need}`);
  }

  /** `1%` or `0.01`; undefined when absent. */
  share(option: string, text: string | undefined): number | undefined {
    const match = /^(\d*\.?\d+(?:e-?\d+)?)\s*(%?)$/i.exec(text ?? '');
    const value = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
    return this.accept(option, text, value > 0 && value < 1, value, 'a share above 0 and below 1, such as 1% or 0.01');
  }

  /** A number above 0 and below 1; undefined when absent. */
  probability(option: string, text: string | undefined): number | undefined {
    const value = (text ?? '').trim() === '' ? Number.NaN : Number(text);
    return this.accept(option, text, value > 0 && value < 1, value, 'a number above 0 and below 1, such as 0.95');
  }

  /** Names that must be known. */
  names(option: string, given: readonly string[] | undefined, known: readonly { readonly name: string }[]): void {
    const names = known.map(({ name }) => name);
    for (const name of given ?? []) this.accept(option, name, names.includes(name), 0, `one of ${names.join(', ')}`);
  }

  /** An option that means something beside another one only. */
  needs(option: string, given: unknown, other: string, otherGiven: unknown, example: string): void {
    if (given === undefined || otherGiven !== undefined) return;
    this.reject(option, `no --${other} beside it`, `${example} too`);
  }

  /** Says what is wrong with an option. */
  reject(option: string, found: string, need: string): void {
    this.found.push(`--${option}: found ${found}, need ${need}`);
  }

  /** Throws when anything was wrong. */
  check(): void {
    if (this.found.length > 0) throw new CommandError(this.found.join('\n'), exitCodes.badInput);
  }

  private accept(
    option: string,
    text: string | undefined,
    fits: boolean,
    value: number,
    need: string,
  ): number | undefined {
    if (text === undefined) return undefined;
    if (fits) return value;
    this.reject(option, text === '' ? 'nothing' : text, need);
    return undefined;
  }
}
