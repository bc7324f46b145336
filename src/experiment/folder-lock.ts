import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
    try {
      writeFileSync(own, JSON.stringify(thisProcess()));
      for (let attempt = 0; attempt < attemptsMax; attempt++) {
        if (linked(own, file)) {
          removeLeft(folder);
          return new FolderLock(file);
        }
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

/** Removes what processes left that were killed while they took the lock. */
function removeLeft(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^lock\.(\d+)(?:\.stale)?$/.exec(name) ?? [];
    if (pid === undefined) continue;
    const file = join(folder, name);
    if (!isAlive(holderOf(file) ?? { pid: Number(pid), host: hostname() })) rmSync(file, { force: true });
  }
}

function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function thisProcess(): Holder {
  const began = processAt(process.pid)?.began;
  return { pid: process.pid, host: hostname(), ...(began === undefined ? {} : { began }) };
}

function isThisProcess(holder: Holder): boolean {
  return holder.pid === process.pid && holder.host === hostname() && holder.began === processAt(process.pid)?.began;
}

function isAlive({ pid, host, began }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = processAt(pid);
  if (now === undefined) return true;
  return !isDead(now.state) && (began === undefined || began === now.began);
}

interface SystemProcess {
  readonly state: string;
  /** In ticks of the system's clock since it was booted. */
  readonly began: string;
}

/** Killed, and only waits for its parent to ask: where none ever does, as in many containers, for good. */
function isDead(state: string): boolean {
  return state === 'Z' || state === 'X';
}

/** Where the system has /proc: fields 3 and 22 of a process's stat, counted behind its name, which may hold anything. */
function processAt(pid: number): SystemProcess | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', began: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
