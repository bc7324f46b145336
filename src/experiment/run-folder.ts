import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Journal } from './conduct.js';
import { flushFolder } from './flush-folder.js';
import { FolderLock } from './folder-lock.js';
import { makeFolder } from './make-folder.js';
import { ProgressDamaged, ProgressFile } from './progress-file.js';

const manifestName = 'manifest.json';
const progressName = 'progress.jsonl';
/** What a run writes beside its manifest. */
const writtenNames = [progressName, 'summary.json', 'points.csv', 'report.html', 'trials.parquet'] as const;
/** A file of the results, or the manifest. */
type ResultName = (typeof writtenNames)[number] | typeof manifestName;

/** Results cannot be kept: the folder belongs to another config, is read-only, or the disk is full. */
export class RunFolderError extends Error {
  constructor(
    message: string,
    /** The disk's fault, or comes after the folder was opened: what is in it is kept, and the run can go on. */
    readonly storageFailed = false,
  ) {
    super(message);
    this.name = 'RunFolderError';
  }
}

/** `<name>-<seed>-<short hash>`, the hash over everything that decides the results. */
export function runFolderName(name: string, seed: string, identity: unknown): string {
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 8);
  return `${slug(name)}-${slug(seed)}-${hash}`;
}

/** A text in letters that any file system takes. */
export function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 60) || 'run';
}

/** What makes a run again: what decides the results, by name. */
export type Manifest = Readonly<Record<string, unknown>>;

/**
 * The folder of one run. Finished chunks are appended to progress.jsonl and are on disk before anything is built on them; other
 * files are written whole under another name and then renamed, so that none is ever half there. One process at a time works in it.
 */
export class RunFolder {
  private constructor(
    readonly path: string,
    private readonly lock: FolderLock,
    private readonly progress: ProgressFile,
  ) {}

  /** Opens or makes the folder; one that another run made, or that another process works in, is refused. */
  static open(path: string, manifest: Manifest): RunFolder {
    return attempt(path, () => {
      makeFolder(path);
      refuseForeign(path, manifest);
      const lock = FolderLock.take(path);
      if (lock === undefined) {
        throw new RunFolderError(`${path}: found ${FolderLock.holder(path)} at work in it, need a folder of its own`);
      }
      try {
        // Another process may have come and gone before this one had the lock.
        const known = refuseForeign(path, manifest);
        if (known === undefined) writeWhole(path, manifestName, manifestText(manifest));
        else askedAnew(path, known, manifest);
        const progress = progressOf(path);
        progress.cutTorn();
        return new RunFolder(path, lock, progress);
      } catch (error) {
        lock.release();
        throw error;
      }
    });
  }

  /** Lets other processes in. */
  close(): void {
    this.lock.release();
  }

  /** Adds to the manifest what is known at the end; the rest stays as it was when the run began. */
  complete(facts: Readonly<Record<string, unknown>>): void {
    this.write(manifestName, manifestText({ ...manifestAt(this.path), ...facts }));
  }

  /**
   * The journal of one of the folder's experiments (a run has one for each design). With `keepsTrials` it does not know chunks that
   * were computed when nobody asked for what each trial said.
   */
  journal(experiment: string, keepsTrials = false): Journal {
    return {
      known: (chunk) => {
        const outcome = this.progress.known(experiment, chunk);
        return keepsTrials && outcome?.values === undefined ? undefined : outcome;
      },
      append: (chunk, outcome) => later(this.path, this.progress.append({ experiment, chunk, outcome })),
    };
  }

  /** Takes in the chunks that a run kept in another folder. */
  async takeIn(path: string): Promise<void> {
    const other = attempt(path, () => progressOf(path));
    await later(this.path, this.progress.takeIn(other));
  }

  /** Whether anything of one of the folder's experiments is finished. */
  hasBegun(experiment: string): boolean {
    return this.progress.has(experiment);
  }

  /** Writes a file whole, or not at all; of a long one, piece by piece. */
  write(name: ResultName, content: string | Uint8Array | Iterable<string>): void {
    if (typeof content === 'string' || content instanceof Uint8Array) {
      atWork(this.path, () => writeWhole(this.path, name, content));
    } else this.writeInPieces(name, (file) => writePieces(file, content));
  }

  /** The same with a file that `writer` writes piece by piece, at a path that it is told. */
  writeInPieces(name: ResultName, writer: (file: string) => void): void {
    atWork(this.path, () => {
      const part = join(this.path, `${name}.part`);
      writer(part);
      flushed(part);
      renamed(this.path, name);
    });
  }
}

function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** What does not decide the results may be asked for otherwise than before; a resumed run goes by what was asked last. */
function askedAnew(path: string, known: Manifest, { arguments: asked }: Manifest): void {
  if (isDeepStrictEqual(known.arguments, asked)) return;
  writeWhole(path, manifestName, manifestText({ ...known, arguments: asked }));
}

function flushed(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeWhole(path: string, name: ResultName, content: string | Uint8Array): void {
  writeFileSync(join(path, `${name}.part`), content, { flush: true });
  renamed(path, name);
}

/** A file that is written whole gets its name. */
function renamed(path: string, name: ResultName): void {
  const file = join(path, name);
  renameSync(`${file}.part`, file);
  flushFolder(path);
}

/** The manifest that the folder has of the same run; undefined when it has none and nothing that a run would write over. */
function refuseForeign(path: string, { hash }: Manifest): Manifest | undefined {
  const known = manifestAt(path);
  const foreign = known === undefined ? foreignFile(path) : 'the results of another run';
  if (known?.hash !== hash && foreign !== undefined) {
    throw new RunFolderError(`${path}: found ${foreign}, need an empty folder or this run's own`);
  }
  return known;
}

/** The manifest of a run's folder; undefined when the folder has none. */
export function manifestAt(path: string): Manifest | undefined {
  const file = join(path, manifestName);
  return existsSync(file) ? (parsed(readFileSync(file, 'utf8'), file) as Manifest) : undefined;
}

function progressOf(path: string): ProgressFile {
  try {
    return new ProgressFile(join(path, progressName));
  } catch (error) {
    if (!(error instanceof ProgressDamaged)) throw error;
    throw damaged(`${join(path, progressName)}:${error.line}`);
  }
}

/** A file of somebody else, in a folder without a manifest, that a run would write over. */
function foreignFile(path: string): string | undefined {
  return writtenNames.find((name) => existsSync(join(path, name)));
}

function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(place);
  }
}

function damaged(place: string): RunFolderError {
  return new RunFolderError(`${place}: found text that is no JSON, need what was written there: delete the folder`);
}

/** What is done in a folder that was fit for it when it was opened. */
function atWork<Result>(path: string, action: () => Result): Result {
  return attempt(path, action, true);
}

/** The same of what takes its time. */
async function later(path: string, done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    throw told(path, error, true);
  }
}

function attempt<Result>(path: string, action: () => Result, isOpen = false): Result {
  try {
    return action();
  } catch (error) {
    throw told(path, error, isOpen);
  }
}

/** An error of the file system as the user is told of it; any other as it is. */
function told(path: string, error: unknown, isOpen: boolean): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const reason = faults.get(String(error.code));
  const isStorage = isOpen || storageFaults.includes(String(error.code));
  return new RunFolderError(`${path}: results cannot be kept, ${reason ?? error.message}`, isStorage);
}

const faults: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'it may not be written'],
  ['EROFS', 'it is on a read-only file system'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'a file may not become that large: see ulimit -f'],
  ['EIO', 'the disk fails (EIO)'],
  ['ENOTDIR', 'part of its path is a file'],
  ['EEXIST', 'it is a file'],
  ['ENOENT', 'it cannot be made there'],
  ['ENAMETOOLONG', 'its name is too long'],
]);

/** Not the fault of the folder that was named. */
const storageFaults: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO', 'EMFILE', 'ENFILE', 'ENOMEM'];
