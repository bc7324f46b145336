import { InputError, type Problem } from '../config/problem.js';
import type { Executor } from '../experiment/executor.js';
import { nameNeed } from '../experiment/scope.js';

/** What everything that simulates can be told. */
export interface TrialOptions {
  /** `ninefold` when nobody says one. The same seed gives the same bits, whatever computes. */
  readonly seed?: string;
  /** Trials of everything; a whole number of at least 1. By default as many as 100 million events allow, 10,000 at most. */
  readonly trials?: number;
  /** Of every interval, between 0 and 1; 0.95 by default. */
  readonly confidence?: number;
  /** Computes, and is closed by who made it; this thread when absent. */
  readonly executor?: Executor;
  /** Stops after the chunks under way; what was found by then is the result, which says that it is not complete. */
  readonly signal?: AbortSignal;
}

/** Finds out what is wrong with options, all at once. */
export class OptionCheck {
  private readonly problems: Problem[] = [];

  count(name: string, value: number | undefined, least = 1): void {
    const fits = value === undefined || (Number.isSafeInteger(value) && value >= least);
    if (!fits) this.reject(name, value, `a whole number of at least ${least}`);
  }

  /** Strictly between 0 and 1. */
  share(name: string, value: number | undefined): void {
    if (value !== undefined && !(value > 0 && value < 1)) this.reject(name, value, 'a number between 0 and 1');
  }

  names(name: string, values: readonly string[] | undefined, known: readonly string[]): void {
    for (const [index, value] of (values ?? []).entries()) {
      if (known.includes(value)) continue;
      this.problems.push({ path: [name, index], found: JSON.stringify(value), need: nameNeed(value, known) });
    }
  }

  /** One option, or the others. */
  either(name: string, value: unknown, others: Readonly<Record<string, unknown>>): void {
    const beside = Object.keys(others).filter((other) => others[other] !== undefined);
    if (value !== undefined && beside.length > 0) this.reject(name, `${beside.join(' and ')} beside it`, 'one of them');
  }

  trials({ trials, confidence }: TrialOptions): void {
    this.count('trials', trials);
    this.share('confidence', confidence);
  }

  /** Throws an InputError when anything was wrong. */
  check(): void {
    if (this.problems.length > 0) throw new InputError(this.problems);
  }

  private reject(name: string, found: unknown, need: string): void {
    this.problems.push({ path: [name], found: String(found), need });
  }
}

type Given<Options> = { readonly [Key in keyof Options]?: Exclude<Options[Key], undefined> };

/** The options that are given, without those that are undefined. */
export function given<Options extends object>(options: Options): Given<Options> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<Options>;
}
