import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RunFolder, RunFolderError } from '../../src/experiment/run-folder.js';

/** What the disk was asked to do, in order, and what it is to refuse. */
const disk = vi.hoisted(() => ({ done: [] as string[], writesLeft: Infinity, flushesLeft: Infinity, refuses: '' }));

vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  const names = new Map<number, string>();
  const note = (deed: string, path: string): void => void disk.done.push(`${deed} ${basename(path)}`);
  const refused = (): Error => Object.assign(new Error(disk.refuses), { code: disk.refuses });
  return {
    ...real,
    openSync(path: string, flags: string) {
      const file = real.openSync(path, flags);
      names.set(file, path);
      return file;
    },
    /** A disk that is nearly full takes some bytes of what it is given, and only then says so. */
    writeSync(file: number, bytes: Buffer, offset = 0) {
      if (disk.writesLeft <= 0) throw refused();
      const length = Math.min(bytes.length - offset, disk.writesLeft);
      disk.writesLeft -= length;
      return real.writeSync(file, bytes, offset, length);
    },
    writeFileSync(...args: Parameters<typeof fs.writeFileSync>) {
      if (disk.writesLeft <= 0) throw refused();
      real.writeFileSync(...args);
      if (typeof args[2] === 'object' && args[2]?.flush === true) note('flush', String(args[0]));
    },
    fsyncSync(file: number) {
      if (disk.flushesLeft-- <= 0) throw refused();
      real.fsyncSync(file);
      note('flush', names.get(file) ?? '?');
    },
    fsync(file: number, told: (error: Error | null) => void) {
      if (disk.flushesLeft-- <= 0) return told(refused());
      note('flush', names.get(file) ?? '?');
      real.fsync(file, told);
    },
    renameSync(from: string, to: string) {
      real.renameSync(from, to);
      note('rename', to);
    },
    mkdirSync(path: string) {
      real.mkdirSync(path);
      note('make', path);
    },
  };
});

let above = '';
let folder = '';
beforeEach(() => {
  above = fs.mkdtempSync(join(tmpdir(), 'ninefold-'));
  folder = join(above, 'run');
  disk.done = [];
});
afterEach(() => {
  healthy();
  fs.rmSync(above, { recursive: true, force: true });
});

function healthy(): void {
  disk.writesLeft = Infinity;
  disk.flushesLeft = Infinity;
}

const manifest = { hash: 'abc' };
const outcome = { kind: 'done', events: 7, state: { mean: 0.1 } } as const;
const chunk = (first: number) => ({ run: 0, first, count: 10 });
const progress = (): string => fs.readFileSync(join(folder, 'progress.jsonl'), 'utf8');
const thrown = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error;
  }
};

test('what is kept is on disk with its name before anything is built on it', async () => {
  const opened = RunFolder.open(folder, manifest);
  const made = ['make run', `flush ${basename(above)}`];
  expect(disk.done.splice(0)).toEqual([...made, 'flush manifest.json.part', 'rename manifest.json', 'flush run']);
  await opened.journal('design').append(chunk(0), outcome);
  expect(disk.done.splice(0)).toEqual(['flush progress.jsonl', 'flush run']);
  await opened.journal('design').append(chunk(10), outcome);
  expect(disk.done.splice(0)).toEqual(['flush progress.jsonl']);
  await Promise.all([20, 30, 40].map((first) => opened.journal('design').append(chunk(first), outcome)));
  expect(disk.done.splice(0)).toEqual(['flush progress.jsonl']);
  opened.write('points.csv', 'x');
  expect(disk.done.splice(0)).toEqual(['flush points.csv.part', 'rename points.csv', 'flush run']);
  opened.write('points.csv', ['x', 'y']);
  expect(disk.done.splice(0)).toEqual(['flush points.csv.part', 'rename points.csv', 'flush run']);
});

describe.each([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'a file may not become that large: see ulimit -f'],
  ['EIO', 'the disk fails (EIO)'],
  ['EROFS', 'it is on a read-only file system'],
])('a disk that says %s', (code, reason) => {
  beforeEach(() => {
    disk.refuses = code;
  });

  const refusal = expect.objectContaining({
    name: 'RunFolderError',
    message: expect.stringContaining(`results cannot be kept, ${reason}`),
    storageFailed: true,
  });

  test.each(['writesLeft', 'flushesLeft'] as const)('when %s are none loses nothing that was kept', async (left) => {
    const journal = RunFolder.open(folder, manifest).journal('design');
    await journal.append(chunk(0), outcome);
    const kept = progress();
    disk[left] = left === 'writesLeft' ? 20 : 0;
    await expect(journal.append(chunk(10), outcome)).rejects.toEqual(refusal);
    expect(journal.known(chunk(10))).toBeUndefined();
    expect(progress()).toBe(kept);
    // Chunks of other threads come in before the run has ended, and there may be room for them again.
    healthy();
    await expect(journal.append(chunk(20), outcome)).rejects.toEqual(refusal);
    expect(progress()).toBe(kept);

    const again = RunFolder.open(folder, manifest).journal('design');
    expect(again.known(chunk(0))).toEqual(outcome);
    await again.append(chunk(10), outcome);
    expect(RunFolder.open(folder, manifest).journal('design').known(chunk(10))).toEqual(outcome);
  });

  test('leaves a file as it was that it does not take', () => {
    const opened = RunFolder.open(folder, manifest);
    opened.write('points.csv', 'old');
    disk.writesLeft = 0;
    expect(thrown(() => opened.write('points.csv', 'new'))).toEqual(refusal);
    expect(thrown(() => opened.write('points.csv', ['n', 'ew']))).toEqual(refusal);
    expect(fs.readFileSync(join(folder, 'points.csv'), 'utf8')).toBe('old');
  });
});

test('a disk that is full at once leaves no lock', () => {
  RunFolder.open(folder, manifest).close();
  disk.refuses = 'ENOSPC';
  disk.writesLeft = 0;
  expect(() => RunFolder.open(folder, manifest)).toThrow(RunFolderError);
  expect(fs.readdirSync(folder)).toEqual(['manifest.json']);
});

test("another run's folder is only read, so that a line that is being written there stays whole", async () => {
  const other = join(above, 'other');
  await RunFolder.open(other, manifest).journal('design').append(chunk(0), outcome);
  fs.appendFileSync(join(other, 'progress.jsonl'), '{"experiment":"des');
  const before = fs.readFileSync(join(other, 'progress.jsonl'), 'utf8');
  const opened = RunFolder.open(folder, manifest);
  await opened.takeIn(other);
  expect(opened.journal('design').known(chunk(0))).toEqual(outcome);
  expect(fs.readFileSync(join(other, 'progress.jsonl'), 'utf8')).toBe(before);
});
