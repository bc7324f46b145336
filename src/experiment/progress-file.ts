import { closeSync, existsSync, fsync, ftruncateSync, openSync, readSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { flushFolder } from './flush-folder.js';
import { fullJson, ofFullJson } from './full-json.js';
import type { Chunk, ChunkOutcome } from './job.js';
import { nextTurn } from './next-turn.js';

type Done = ChunkOutcome & { kind: 'done' };

/** A line of the file. */
export interface ProgressEntry {
  readonly experiment: string;
  readonly chunk: Chunk;
  readonly outcome: Done;
}

interface Line {
  readonly offset: number;
  readonly length: number;
}

/** Leaves this thread free meanwhile. */
const flushed = promisify(fsync);

/** A line that is not on disk yet. */
interface PendingLine {
  readonly key: string;
  readonly bytes: Buffer;
  resolve(): void;
  reject(error: unknown): void;
}

const bytesRead = 1 << 20;
const newline = 10;

/** A whole line that is no entry: nothing that a crash leaves. */
export class ProgressDamaged extends Error {
  constructor(readonly line: number) {
    super(`line ${line} is no JSON`);
    this.name = 'ProgressDamaged';
  }
}

/**
 * Finished chunks, a line each, on disk before anything is built on them. Only where the lines stand is kept in memory: they may be
 * many, and long.
 */
export class ProgressFile {
  private readonly lines = new Map<string, Line>();
  private readonly experiments = new Set<string>();
  private readonly pending: PendingLine[] = [];
  private flushing: Promise<void> | undefined;
  private size = 0;
  private failure: { readonly error: unknown } | undefined;

  /** Reads what is there, but for a last line that has no end. Throws ProgressDamaged. */
  constructor(private readonly path: string) {
    if (existsSync(path)) this.readAll();
  }

  /** Cuts off what is behind the last whole line: a crash tore it. Not in a file that another process may be writing. */
  cutTorn(): void {
    if (existsSync(this.path)) truncateSync(this.path, this.size);
  }

  known(experiment: string, chunk: Chunk): Done | undefined {
    const line = this.lines.get(keyOf(experiment, chunk));
    return line === undefined ? undefined : this.read(line).outcome;
  }

  /** On disk when it resolves. A disk takes some milliseconds to flush, and what comes meanwhile is flushed together. */
  append(entry: ProgressEntry): Promise<void> {
    const line = { key: keyOf(entry.experiment, entry.chunk), bytes: Buffer.from(`${fullJson(entry)}\n`) };
    return new Promise((resolve, reject) => {
      this.pending.push({ ...line, resolve, reject });
      this.flushing ??= nextTurn().then(() => this.flush());
    });
  }

  /** Appends the lines of another file that are not here yet. */
  async takeIn(other: ProgressFile): Promise<void> {
    // A chunk has one outcome, unless one line also carries what its trials said.
    const taken = [...other.lines].filter(([key, { length }]) => this.lines.get(key)?.length !== length);
    await this.appending((write) => {
      for (const [, line] of taken) write(other.bytesOf(line));
    });
    for (const [key, { length }] of taken) this.add(key, length);
  }

  private async flush(): Promise<void> {
    while (this.pending.length > 0) {
      const lines = this.pending.splice(0);
      try {
        await this.appending((write) => write(Buffer.concat(lines.map(({ bytes }) => bytes))));
        for (const { key, bytes } of lines) this.add(key, bytes.length);
        for (const { resolve } of lines) resolve();
      } catch (error) {
        for (const { reject } of lines) reject(error);
      }
    }
    this.flushing = undefined;
  }

  /** Whether an experiment has any chunk here. */
  has(experiment: string): boolean {
    return this.experiments.has(experiment);
  }

  /**
   * On disk when it resolves; one at a time. Once that has failed nothing more is appended: behind half a line it would be lost, and after a failed
   * flush nobody knows what is on disk.
   */
  private async appending(work: (write: (bytes: Buffer) => void) => void): Promise<void> {
    if (this.failure !== undefined) throw this.failure.error;
    const isNew = !existsSync(this.path);
    const file = openSync(this.path, 'a');
    try {
      work((bytes) => {
        let written = 0;
        while (written < bytes.length) written += writeSync(file, bytes, written);
      });
      await flushed(file);
      if (isNew) flushFolder(dirname(this.path));
    } catch (error) {
      this.failure = { error };
      cutTo(file, this.size);
      throw error;
    } finally {
      closeSync(file);
    }
  }

  private add(key: string, length: number): void {
    this.experiments.add(experimentOf(key));
    this.lines.set(key, { offset: this.size, length });
    this.size += length;
  }

  private read(line: Line): ProgressEntry {
    return ofFullJson(this.bytesOf(line).toString('utf8')) as ProgressEntry;
  }

  private bytesOf({ offset, length }: Line): Buffer {
    const bytes = Buffer.alloc(length);
    const file = openSync(this.path, 'r');
    try {
      readSync(file, bytes, 0, length, offset);
    } finally {
      closeSync(file);
    }
    return bytes;
  }

  private readAll(): void {
    let number = 0;
    for (const bytes of linesOf(this.path)) {
      number++;
      if (bytes.at(-1) !== newline) return;
      const { experiment, chunk } = parsed(bytes, number);
      this.add(keyOf(experiment, chunk), bytes.length);
    }
  }
}

/** A disk that takes nothing may not take this either: then the torn line is cut off when the run goes on. */
function cutTo(file: number, size: number): void {
  try {
    ftruncateSync(file, size);
  } catch {}
}

function keyOf(experiment: string, { run, first, count }: Chunk): string {
  return `${JSON.stringify(experiment)} ${run}:${first}+${count}`;
}

function experimentOf(key: string): string {
  return JSON.parse(key.slice(0, key.lastIndexOf(' '))) as string;
}

function parsed(bytes: Buffer, line: number): ProgressEntry {
  try {
    return ofFullJson(bytes.toString('utf8')) as ProgressEntry;
  } catch {
    throw new ProgressDamaged(line);
  }
}

/** The lines of a file with their ends, one by one; the last may lack its end. */
function* linesOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const block = Buffer.alloc(bytesRead);
      const count = readSync(file, block, 0, bytesRead, null);
      if (count === 0) break;
      let text = Buffer.concat([rest, block.subarray(0, count)]);
      for (let end = text.indexOf(newline); end >= 0; end = text.indexOf(newline)) {
        yield text.subarray(0, end + 1);
        text = text.subarray(end + 1);
      }
      rest = text;
    }
    if (rest.length > 0) yield rest;
  } finally {
    closeSync(file);
  }
}
