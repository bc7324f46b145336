import { closeSync, existsSync, fsyncSync, openSync, readSync, truncateSync, writeSync } from 'node:fs';
import type { Chunk, ChunkOutcome } from './job.js';

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
  private size = 0;

  /** Reads what is there; a last line that a crash tore is cut off. Throws ProgressDamaged. */
  constructor(private readonly path: string) {
    if (existsSync(path)) this.readAll();
  }

  known(experiment: string, chunk: Chunk): Done | undefined {
    const line = this.lines.get(keyOf(experiment, chunk));
    return line === undefined ? undefined : this.read(line).outcome;
  }

  append(entry: ProgressEntry): void {
    const bytes = Buffer.from(`${JSON.stringify(entry)}\n`);
    const file = openSync(this.path, 'a');
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    this.add(entry, bytes.length);
  }

  /** All entries of an experiment, in the order in which they were appended. */
  *entries(experiment: string): Generator<ProgressEntry> {
    const prefix = keyOf(experiment, undefined);
    for (const [key, line] of this.lines) if (key.startsWith(prefix)) yield this.read(line);
  }

  private add({ experiment, chunk }: ProgressEntry, length: number): void {
    this.lines.set(keyOf(experiment, chunk), { offset: this.size, length });
    this.size += length;
  }

  private read({ offset, length }: Line): ProgressEntry {
    const bytes = Buffer.alloc(length);
    const file = openSync(this.path, 'r');
    try {
      readSync(file, bytes, 0, length, offset);
    } finally {
      closeSync(file);
    }
    return JSON.parse(bytes.toString('utf8')) as ProgressEntry;
  }

  private readAll(): void {
    let number = 0;
    for (const bytes of linesOf(this.path)) {
      number++;
      if (bytes.at(-1) === newline) this.add(parsed(bytes, number), bytes.length);
      else truncateSync(this.path, this.size);
    }
  }
}

function keyOf(experiment: string, chunk: Chunk | undefined): string {
  const name = JSON.stringify(experiment);
  return chunk === undefined ? `${name} ` : `${name} ${chunk.run}:${chunk.first}+${chunk.count}`;
}

function parsed(bytes: Buffer, line: number): ProgressEntry {
  try {
    return JSON.parse(bytes.toString('utf8')) as ProgressEntry;
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
