import type { Options } from 'yargs';

/** What a command may touch of the process; only the program's entry provides it. */
export interface Terminal {
  /** Machine-readable output and results. */
  out(text: string): void;
  /** Progress, notes and errors. */
  err(text: string): void;
  /** Whether progress may be drawn. */
  readonly interactive: boolean;
  readonly colour: boolean;
  readonly columns: number;
  readonly processors: number;
  /** Of the cluster's Redis, so that it need not stand on a command line where others can read it. */
  readonly clusterPassword?: string | undefined;
  /** Aborted when the user interrupts while somebody listens to it; when nobody does, an interruption ends the program. */
  readonly signal: AbortSignal;
}

export const exitCodes = { done: 0, checkFailed: 1, badInput: 2, unfinished: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What one command of the list takes and does, in a file of its own; heavy modules are imported inside `run`, so that its help stays quick. */
export interface Command<Arguments> {
  readonly positionals?: Readonly<Record<string, { readonly describe: string; readonly array?: boolean }>>;
  readonly options: Readonly<Record<string, Options>>;
  /** Ends the help. */
  readonly epilogue?: string;
  run(given: Arguments, terminal: Terminal): Promise<ExitCode>;
}

/** Something that ends a command with a message and a code, and no stack trace. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly code: ExitCode,
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

export const jsonOption: Options = { type: 'boolean', default: false, describe: 'print JSON on stdout' };
