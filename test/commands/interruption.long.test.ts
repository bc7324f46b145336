import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { heededSignal } from '../../src/commands/heeded-signal.js';
import { heeding } from '../../src/experiment/heeding.js';
import { exponentialMachine } from './nets.js';
import { ninefold, projectFile, readText, start, temporaryFolder } from './ninefold.js';

/** Work for half a minute, in pieces of some hundredths of a second. */
const rates = Array.from({ length: 400 }, (_, index) => `1 / ${100 + index} h`);
const vary = ['--vary', `activities.fail.rate=${rates}`];
const many = ['--out', 'kept', '--workers', '2', '--trials'];

function folderWith(configs: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(configs)) writeFileSync(join(folder, name), text);
  return folder;
}

const two = { 'a.yaml': exponentialMachine, 'b.yaml': exponentialMachine };

/** Waits until a chunk has been kept. */
async function someProgress(folder: string): Promise<void> {
  const kept = (): readonly string[] => {
    const path = join(folder, 'kept');
    return existsSync(path) ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [];
  };
  while (!kept().some((name) => name.endsWith('progress.jsonl'))) await pause(5);
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test.each([
  ['SIGTERM', 'run', ['run', 'a.yaml', ...many, '200000']],
  ['SIGINT', 'sweep', ['sweep', 'a.yaml', ...vary, ...many, '2000']],
  ['SIGTERM', 'batch', ['batch', 'a.yaml', 'b.yaml', ...many, '200000']],
] as const)('%s ends a %s after the chunks under way and says how to go on', async (signal, _, args) => {
  const folder = folderWith(two);
  const { process: child, finished } = start(args, folder);
  await someProgress(folder);
  child.kill(signal);
  const { code, err } = await finished;
  expect(err).toMatch(/^(interrupted|not finished): go on with ninefold resume kept$/m);
  expect(code).toBe(3);
  expect(JSON.parse(readText(folder, 'kept', 'summary.json')).complete).toBe(false);
  expect(existsSync(join(folder, 'kept', 'lock'))).toBe(false);
});

test('a second one ends the program at once', async () => {
  const folder = folderWith(two);
  const { process: child, finished } = start(['sweep', 'a.yaml', ...vary, ...many, '200000'], folder);
  while (!existsSync(join(folder, 'kept', 'manifest.json'))) await pause(5);
  // The points under way take longer.
  await pause(500);
  child.kill('SIGINT');
  await pause(50);
  child.kill('SIGTERM');
  expect((await finished).code).toBe(null);
  expect(child.signalCode).toBe('SIGTERM');
});

test('while a chain is solved one ends the program at once, or a second if the first came just before', async () => {
  const boot = 'repair: reboot, boot: 2 min';
  const folder = folderWith({
    'slow.yaml': `format: ninefold/system@1
name: slow to solve
horizon: 20 w
mission: 4 w
hardware: {mttf: 1 y, mttr: 4 h}
hypervisor: {mttf: 60 d, ${boot}}
vms: {count: 2, mttf: 5 d, ${boot}}
service: {needs: 1}
`,
  });
  const { process: child, finished } = start(['run', 'slow.yaml', '--trials', '2', '--out', 'kept'], folder);
  await someProgress(folder);
  // Solving takes seconds, and looks at nothing meanwhile.
  for (let left = 2; left > 0 && child.signalCode === null; left--) {
    await pause(500);
    child.kill('SIGINT');
  }
  expect((await finished).code).toBe(null);
  expect(child.signalCode).toBe('SIGINT');
  expect(existsSync(join(folder, 'kept', 'summary.json'))).toBe(false);
  expect(readText(folder, 'kept', 'progress.jsonl')).toMatch(/\n$/);
});

describe('a signal is heeded', () => {
  test('while any work is done that it can end', async () => {
    const deeds: string[] = [];
    const controller = new AbortController();
    const signal = heededSignal(controller, () => {
      deeds.push('heeded');
      return () => deeds.push('unheeded');
    });
    expect(deeds).toEqual([]);
    await heeding(signal, async () => {
      expect(deeds).toEqual(['heeded']);
      await Promise.all([heeding(signal, async () => {}), heeding(signal, async () => {})]);
      expect(deeds).toEqual(['heeded']);
    });
    expect(deeds).toEqual(['heeded', 'unheeded']);
    await expect(heeding(signal, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(deeds).toEqual(['heeded', 'unheeded', 'heeded', 'unheeded']);
  });

  test('also when it came in the last moment', async () => {
    const controller = new AbortController();
    const signal = heededSignal(controller, () => () => {});
    await heeding(signal, async () => void setImmediate(() => controller.abort()));
    expect(signal.aborted).toBe(true);
  });
});

test.skipIf(process.platform === 'win32')(
  'a file that may grow no further ends a run, and nothing is lost',
  async () => {
    const folder = folderWith(two);
    const args = ['run', 'a.yaml', '--trials', '8000', '--keep-trials', '--workers', '2', '--out'];
    expect((await ninefold([...args, 'whole'], folder)).code).toBe(0);
    const blocks = Math.floor((readFileSync(join(folder, 'whole', 'progress.jsonl')).length - 1) / 512);
    const limited = `ulimit -f ${blocks}; exec "$@"`;
    const command = [process.execPath, projectFile('dist/bundle/cli.js'), ...args, 'kept'];
    const ended = promisify(execFile)('/bin/sh', ['-c', limited, 'sh', ...command], { cwd: folder });
    await expect(ended).rejects.toMatchObject({
      code: 3,
      stderr:
        'kept: results cannot be kept, a file may not become that large: see ulimit -f\nnot finished: go on with ninefold resume kept\n',
    });
    const kept = readText(folder, 'kept', 'progress.jsonl');
    expect(kept.length).toBeGreaterThan(0);
    expect((await ninefold(['resume', 'kept'], folder)).code).toBe(0);
    expect(readText(folder, 'kept', 'progress.jsonl').startsWith(kept)).toBe(true);
    for (const file of ['summary.json', 'points.csv', 'trials.parquet']) {
      expect(readFileSync(join(folder, 'kept', file)).equals(readFileSync(join(folder, 'whole', file)))).toBe(true);
    }
  },
);
