import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Journal } from './conduct.js';
import type { Chunk, ChunkOutcome, Job } from './job.js';
import { makeFolder } from './make-folder.js';

type Done = ChunkOutcome & { kind: 'done' };

/** A line of progress.jsonl. */
interface ProgressEntry {
  readonly experiment: string;
  readonly chunk: Chunk;
  readonly outcome: Done;
}

const manifestName = 'manifest.json';
const progressName = 'progress.jsonl';
/** What a run writes beside its manifest. */
const writtenNames = [progressName, 'summary.json', 'points.csv', 'report.html'] as const;
/** A file of the results, or the manifest. */
type ResultName = (typeof writtenNames)[number] | typeof manifestName;

/** Results cannot be kept: the folder belongs to another config, is read-only, or the disk is full. */
export class RunFolderError extends Error {
  constructor(
    message: string,
    /** The disk's fault, not that of the folder the user named. */
    readonly storageFailed = false,
  ) {
    super(message);
    this.name = 'RunFolderError';
  }
}

/** `<name>-<seed>-<short hash>`, the hash over everything that decides the results. */
export function runFolderName(name: string, jobs: readonly Job[], identity: unknown): string {
  const seed = jobs[0]?.seed ?? '';
  const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 8);
  return `${slug(name)}-${slug(seed)}-${hash}`;
}

function slug(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain.slice(0, 60) || 'run';
}

/**
 * The folder of one run. Finished chunks are appended to progress.jsonl and are on disk before anything is built on them; other
 * files are written whole under another name and then renamed, so that none is ever half there.
 */
export class RunFolder {
  private readonly progressFile: string;

  private constructor(readonly path: string) {
    this.progressFile = join(path, progressName);
  }

  /** Opens or makes the folder; one that another run made is refused. */
  static open(path: string, manifest: Readonly<Record<string, unknown>>): RunFolder {
    const folder = new RunFolder(path);
    attempt(path, () => {
      makeFolder(path);
      const known = folder.manifest();
      if (known?.hash === manifest.hash) return;
      const found = known === undefined ? foreignFile(path) : 'the results of another run';
      if (found !== undefined) {
        throw new RunFolderError(`${path}: found ${found}, need an empty folder or this run's own`);
      }
      folder.write(manifestName, manifestText(manifest));
    });
    return folder;
  }

  /** Adds to the manifest what is known at the end; the rest stays as it was when the run began. */
  complete(facts: Readonly<Record<string, unknown>>): void {
    this.write(manifestName, manifestText({ ...this.manifest(), ...facts }));
  }

  private manifest(): Readonly<Record<string, unknown>> | undefined {
    const file = join(this.path, manifestName);
    if (!existsSync(file)) return undefined;
    return parsed(readFileSync(file, 'utf8'), file) as Readonly<Record<string, unknown>>;
  }

  /** The journal of one of the folder's experiments (a run has one for each design). */
  journal(experiment: string): Journal {
    const known = this.readProgress(experiment);
    return {
      known: (chunk) => known.get(keyOf(chunk)),
      append: (chunk, outcome) => {
        const line = `${JSON.stringify({ experiment, chunk, outcome })}\n`;
        attempt(this.path, () => {
          const file = openSync(this.progressFile, 'a');
          try {
            writeSync(file, line);
            fsyncSync(file);
          } finally {
            closeSync(file);
          }
        });
      },
    };
  }

  /** Writes a file whole, or not at all. */
  write(name: ResultName, content: string | Uint8Array): void {
    attempt(this.path, () => {
      const file = join(this.path, name);
      writeFileSync(`${file}.part`, content, { flush: true });
      renameSync(`${file}.part`, file);
    });
  }

  /** Chunks on disk; a last line that a crash tore is cut off. */
  private readProgress(experiment: string): Map<string, Done> {
    const known = new Map<string, Done>();
    if (!existsSync(this.progressFile)) return known;
    const text = readFileSync(this.progressFile, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (whole.length < text.length) attempt(this.path, () => truncateSync(this.progressFile, Buffer.byteLength(whole)));
    for (const [index, line] of whole.split('\n').entries()) {
      if (line === '') continue;
      const entry = parsed(line, `${this.progressFile}:${index + 1}`) as ProgressEntry;
      if (entry.experiment === experiment) known.set(keyOf(entry.chunk), entry.outcome);
    }
    return known;
  }
}

/** A file of somebody else, in a folder without a manifest, that a run would write over. */
function foreignFile(path: string): string | undefined {
  return writtenNames.find((name) => existsSync(join(path, name)));
}

function keyOf({ run, first, count }: Chunk): string {
  return `${run}:${first}+${count}`;
}

function manifestText(manifest: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RunFolderError(`${place}: found text that is no JSON, need what was written there: delete the folder`);
  }
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const reason = faults.get(String(error.code));
    const isStorage = storageFaults.includes(String(error.code));
    throw new RunFolderError(`${path}: results cannot be kept, ${reason ?? error.message}`, isStorage);
  }
}

const faults: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'it may not be written'],
  ['EROFS', 'it is on a read-only file system'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['ENOTDIR', 'part of its path is a file'],
  ['EEXIST', 'it is a file'],
  ['ENOENT', 'it cannot be made there'],
  ['ENAMETOOLONG', 'its name is too long'],
]);

/** Not the fault of the folder that was named. */
const storageFaults: readonly string[] = ['ENOSPC', 'EDQUOT', 'EIO'];
