import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exponentialMachine } from './nets.js';
import { ninefold, readText, start, temporaryFolder } from './ninefold.js';

/** Some 10 million events, in 20 chunks and more: long enough for threads and for an interruption. */
const trials = '100000';
const config = exponentialMachine.replace(/until: 1 y/g, 'until: 20 weeks');

function folderWithConfig(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), config);
  return folder;
}

const args = (workers: string): string[] => [
  'run',
  'config.yaml',
  '--trials',
  trials,
  '--keep-trials',
  '--workers',
  workers,
  '--out',
  'kept',
];

const results = (folder: string): string[] =>
  ['summary.json', 'points.csv', 'manifest.json', 'trials.parquet'].map((file) =>
    readFileSync(join(folder, 'kept', file), 'latin1'),
  );

describe('the results of a run are the same bytes', () => {
  let alone: readonly string[] = [];

  beforeAll(async () => {
    const folder = folderWithConfig();
    expect((await ninefold(args('1'), folder)).code).toBe(0);
    alone = results(folder);
  }, 60_000);

  test.each(['2', '3'])('with %s workers', async (workers) => {
    const folder = folderWithConfig();
    expect((await ninefold(args(workers), folder)).code).toBe(0);
    expect(results(folder)).toEqual(alone);
  });

  test('when it is interrupted and goes on', async () => {
    const folder = folderWithConfig();
    const { process: child, finished } = start(args('2'), folder);
    await someProgress(folder);
    child.kill('SIGINT');
    const { code, err } = await finished;
    expect(err).toContain('interrupted: go on with ninefold resume kept\n');
    expect(code).toBe(3);
    const progress = readText(folder, 'kept', 'progress.jsonl');
    expect(JSON.parse(readText(folder, 'kept', 'summary.json')).complete).toBe(false);

    writeFileSync(join(folder, 'config.yaml'), 'changed meanwhile');
    expect((await ninefold(['resume', 'kept', '--workers', '1'], folder)).code).toBe(0);
    expect(readText(folder, 'kept', 'progress.jsonl').startsWith(progress)).toBe(true);
    expect(results(folder)).toEqual(alone);
  });

  test('when it is killed, even in the middle of a line', async () => {
    const folder = folderWithConfig();
    const { process: child, finished } = start(args('2'), folder);
    await someProgress(folder);
    child.kill('SIGKILL');
    expect((await finished).code).toBe(null);
    appendFileSync(join(folder, 'kept', 'progress.jsonl'), '{"experiment":"design","chu');
    expect((await ninefold(args('2'), folder)).code).toBe(0);
    expect(results(folder)).toEqual(alone);
  });

  test('and two processes do not work in one folder', async () => {
    const folder = folderWithConfig();
    const { process: child, finished } = start(args('2'), folder);
    await someProgress(folder);
    const { code, err } = await ninefold(['resume', 'kept'], folder);
    expect(err).toContain(`kept: found process ${child.pid} at work in it, need a folder of its own\n`);
    expect(code).toBe(2);
    expect((await finished).code).toBe(0);
    expect(results(folder)).toEqual(alone);
    expect(existsSync(join(folder, 'kept', 'lock'))).toBe(false);
  });

  test.each([
    ['nowhere', /^nowhere: found no manifest\.json, need the folder of a run$/m],
    [
      'other',
      /^other: found a run of ninefold 0\.0\.1 \(build abc, arithmetic undefined\), need one of this .*: install the same build/m,
    ],
  ])('and %s is no run to go on with', async (name, message) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'other'));
    writeFileSync(join(folder, 'other', 'manifest.json'), '{"ninefold": "0.0.1", "build": "abc"}');
    const { code, err } = await ninefold(['resume', name], folder);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  test('and a run on an engine that rounds otherwise does not go on on this one', async () => {
    const folder = folderWithConfig();
    const few = ['run', 'config.yaml', '--trials', '10', '--out', 'kept'];
    expect((await ninefold(few, folder)).code).toBe(0);
    const manifest = JSON.parse(readText(folder, 'kept', 'manifest.json'));
    writeFileSync(join(folder, 'kept', 'manifest.json'), JSON.stringify({ ...manifest, arithmetic: '01234567' }));
    const { code, err } = await ninefold(['resume', 'kept'], folder);
    expect(err).toMatch(
      /^kept: found a run of .*, arithmetic 01234567\), need .*: their Node\.js round differently, give both the same one$/m,
    );
    expect(code).toBe(2);
  });

  test('and what was done by another program is not taken for ours', async () => {
    const folder = folderWithConfig();
    const few = ['run', 'config.yaml', '--trials', '10', '--out', 'kept'];
    expect((await ninefold(few, folder)).code).toBe(0);
    writeFileSync(join(folder, 'kept', 'progress.jsonl'), 'no JSON\n');
    const { code, err } = await ninefold(few, folder);
    expect(err).toMatch(/^kept\/progress\.jsonl:1: found text that is no JSON/);
    expect(code).toBe(2);
  });
});

/** Waits until a chunk has been kept. */
async function someProgress(folder: string): Promise<void> {
  const file = join(folder, 'kept', 'progress.jsonl');
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 5));
}
