import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RunFolder, RunFolderError, runFolderName } from '../../src/experiment/run-folder.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const manifest = { hash: 'abc', seed: 's' };
const outcome = { kind: 'done', events: 7, state: { mean: 0.1 } } as const;
const chunk = (first: number) => ({ run: 0, first, count: 10 });

test('keeps what was appended, by experiment', async () => {
  const opened = RunFolder.open(folder, manifest);
  await opened.journal('design').append(chunk(0), outcome);
  await opened.journal('baseline').append(chunk(10), { ...outcome, events: 8 });
  const again = RunFolder.open(folder, manifest);
  expect(again.journal('design').known(chunk(0))).toEqual(outcome);
  expect(again.journal('design').known(chunk(10))).toBeUndefined();
  expect(again.journal('design').known({ ...chunk(0), count: 11 })).toBeUndefined();
  expect(again.journal('baseline').known(chunk(10))?.events).toBe(8);
});

test('cuts off a line that was torn, and goes on behind it', async () => {
  const file = join(folder, 'progress.jsonl');
  await RunFolder.open(folder, manifest).journal('design').append(chunk(0), outcome);
  const whole = readFileSync(file, 'utf8');
  appendFileSync(file, '{"experiment":"d\u00e9');
  const journal = RunFolder.open(folder, manifest).journal('design');
  expect(readFileSync(file, 'utf8')).toBe(whole);
  await journal.append(chunk(10), outcome);
  expect(RunFolder.open(folder, manifest).journal('design').known(chunk(10))).toEqual(outcome);
});

test('is taken over from a process that is gone, and from none that lives', async () => {
  const lock = join(folder, 'lock');
  writeFileSync(lock, JSON.stringify({ pid: 1, host: hostname() }));
  expect(() => RunFolder.open(folder, manifest)).toThrow(/found process 1 at work in it/);
  writeFileSync(lock, JSON.stringify({ pid: 1, host: hostname(), began: 'another process had this number' }));
  RunFolder.open(folder, manifest).close();
  writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere.example' }));
  expect(() => RunFolder.open(folder, manifest)).toThrow(/process 1 on elsewhere.example \(should it be gone, delete/);
});

test.runIf(process.platform === 'linux')(
  'is taken over from a process that was killed and that nobody has asked after',
  async () => {
    // The shell becomes a program that never waits for the child.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    try {
      const [printed] = await once(parent.stdout, 'data');
      const pid = Number(String(printed).split('\n')[0]);
      const stat = (): string[] => {
        const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return text.slice(text.lastIndexOf(')') + 2).split(' ');
      };
      writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, host: hostname(), began: stat()[19] }));
      expect(() => RunFolder.open(folder, manifest)).toThrow(`found process ${pid} at work in it`);
      process.kill(pid, 'SIGKILL');
      while (stat()[0] !== 'Z') await new Promise((resolve) => setTimeout(resolve, 5));
      RunFolder.open(folder, manifest).close();
    } finally {
      parent.kill('SIGKILL');
    }
  },
);

test('has nothing left of processes that were killed while they took it', () => {
  const gone = { pid: 1, host: hostname(), began: 'another process had this number' };
  writeFileSync(join(folder, 'lock.1'), JSON.stringify(gone));
  writeFileSync(join(folder, 'lock.2.stale'), JSON.stringify(gone));
  writeFileSync(join(folder, 'lock.4194305'), '');
  writeFileSync(join(folder, `lock.${process.ppid}`), JSON.stringify({ pid: process.ppid, host: hostname() }));
  RunFolder.open(folder, manifest).close();
  expect(readdirSync(folder)).toEqual([`lock.${process.ppid}`, 'manifest.json']);
});

test('belongs to one run', () => {
  RunFolder.open(folder, manifest);
  expect(() => RunFolder.open(folder, { ...manifest, hash: 'other' })).toThrow(RunFolderError);
  writeFileSync(join(folder, 'manifest.json'), '{');
  expect(() => RunFolder.open(folder, manifest)).toThrow(/manifest\.json: found text that is no JSON/);
});

test('writes over nothing that no run has written', () => {
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  writeFileSync(join(folder, 'points.csv'), 'mine');
  expect(() => RunFolder.open(folder, manifest)).toThrow(/found points\.csv, need an empty folder/);
  expect(readdirSync(folder)).toEqual(['notes.txt', 'points.csv']);
  rmSync(join(folder, 'points.csv'));
  RunFolder.open(folder, manifest).close();
  expect(readdirSync(folder)).toEqual(['manifest.json', 'notes.txt']);
});

test.skipIf(process.platform === 'win32')('is refused where nothing may be written', () => {
  RunFolder.open(folder, manifest).close();
  chmodSync(folder, 0o555);
  // Nothing is forbidden to root.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    expect(() => RunFolder.open(folder, manifest)).toThrow(
      expect.objectContaining({
        message: `${folder}: results cannot be kept, it may not be written`,
        storageFailed: false,
      }),
    );
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  }
  expect(readdirSync(folder)).toEqual(['manifest.json']);
});

test.runIf(process.platform === 'linux')('is refused where no folder can be made', () => {
  expect(() => RunFolder.open('/proc/ninefold/results', manifest)).toThrow(/results cannot be kept, it cannot be made/);
});

test('adds to the manifest at the end and keeps the rest', () => {
  RunFolder.open(folder, manifest);
  const opened = RunFolder.open(folder, { ...manifest, seed: 'ignored, the hash is what counts' });
  opened.complete({ counts: 3 });
  opened.close();
  expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toEqual({ ...manifest, counts: 3 });
  expect(readdirSync(folder)).toEqual(['manifest.json']);
});

test('is named after the run, in letters that any file system takes', () => {
  const seed = 'Ünï/code ../../etc';
  const name = runFolderName('A "service": 3 × 2', seed, { trials: 1 });
  expect(name).toMatch(/^a-service-3-2-n-code-etc-[0-9a-f]{8}$/);
  expect(runFolderName('A "service": 3 × 2', seed, { trials: 2 })).not.toBe(name);
  expect(runFolderName('\u6f22', '', {})).toMatch(/^run-run-[0-9a-f]{8}$/);
});
