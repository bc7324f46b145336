import { closeSync, openSync, writeSync } from 'node:fs';
import { CommandError, exitCodes } from './command.js';

/** Gathered before they are written: a write a line is slow. */
const charactersGathered = 65_536;

/** Text in many small pieces, passed on in large ones. */
export class GatheredText {
  private gathered = '';

  constructor(private readonly write: (text: string) => void) {}

  print(text: string): void {
    this.gathered += text;
    if (this.gathered.length >= charactersGathered) this.flush();
  }

  flush(): void {
    if (this.gathered !== '') this.write(this.gathered);
    this.gathered = '';
  }
}

/** A file that a user named with an option, written piece by piece while a trial runs. */
export class OutputFile {
  private readonly descriptor: number;
  private readonly text = new GatheredText((text) => this.attempt(() => writeAll(this.descriptor, text)));

  constructor(
    private readonly option: string,
    readonly path: string,
  ) {
    this.descriptor = this.attempt(() => openSync(path, 'w'));
  }

  print(text: string): void {
    this.text.print(text);
  }

  close(): void {
    this.text.flush();
    this.attempt(() => closeSync(this.descriptor));
  }

  private attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CommandError(
        `--${this.option}: found ${reason}, need a file that can be written`,
        exitCodes.unfinished,
      );
    }
  }
}

function writeAll(descriptor: number, text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) left = left.subarray(writeSync(descriptor, left));
}
