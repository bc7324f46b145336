import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who works in a folder. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, as its system counts: process numbers are used again. */
  readonly began?: string;
}

const lockName = 'lock';

/** Keeps other processes out of a folder as long as this one lives; one that was killed holds nothing. */
export class FolderLock {
  private constructor(private readonly file: string) {}

  /** Undefined when another process works there; it is then told by `describe`. */
  static take(folder: string): FolderLock | undefined {
    const file = join(folder, lockName);
    const own = `${file}.${process.pid}`;
    writeFileSync(own, JSON.stringify(thisProcess()));
    try {
      for (let attempt = 0; attempt < attemptsMax; attempt++) {
        if (linked(own, file)) return new FolderLock(file);
        const holder = holderOf(file);
        if (holder !== undefined && isThisProcess(holder)) return new FolderLock(file);
        if (holder !== undefined && isAlive(holder)) return undefined;
        removeStale(file, `${own}.stale`);
      }
      return undefined;
    } finally {
      rmSync(own, { force: true });
    }
  }

  /** The other process, in words. */
  static holder(folder: string): string {
    const file = join(folder, lockName);
    const { pid, host } = holderOf(file) ?? {};
    const place = host === hostname() ? '' : ` on ${host} (should it be gone, delete ${file})`;
    return `process ${pid ?? '?'}${place}`;
  }

  release(): void {
    rmSync(this.file, { force: true });
  }
}

const attemptsMax = 5;

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a dead process's lock away; another process may have done so first and hold it now, which then gets it back. */
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const holder = holderOf(aside);
  if (holder !== undefined && isAlive(holder)) linked(aside, file);
  rmSync(aside, { force: true });
}

function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function thisProcess(): Holder {
  const began = beganAt(process.pid);
  return { pid: process.pid, host: hostname(), ...(began === undefined ? {} : { began }) };
}

function isThisProcess(holder: Holder): boolean {
  return holder.pid === process.pid && holder.host === hostname() && holder.began === beganAt(process.pid);
}

function isAlive({ pid, host, began }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = beganAt(pid);
  return began === undefined || now === undefined || began === now;
}

/** Where the system has /proc: field 22 of a process's stat, counted behind its name, which may hold anything. */
function beganAt(pid: number): string | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}
