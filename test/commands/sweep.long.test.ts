import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exponentialMachine } from './nets.js';
import { ninefold, readText, start, temporaryFolder } from './ninefold.js';

const vary = [
  '--vary',
  'rate:activities.fail.rate=1 / 100 h,1 / 200 h,',
  '--vary',
  'mission:measures.mission.probability.within=50 h,100 h',
];

function folderWithConfig(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), exponentialMachine);
  return folder;
}

test('a sweep is a table, JSON and CSV of its points, and goes on from its folder', async () => {
  const folder = folderWithConfig();
  const args = ['sweep', 'config.yaml', ...vary, '--trials', '200', '--measures', 'mission,mttf', '--out', 'kept'];
  const { code, out, err } = await ninefold(args, folder);
  expect(err).toBe('points: kept/points.csv\n');
  expect(code).toBe(0);
  expect(out).toMatch(/^a machine sweep {2}\(4 of 4 points, seed ninefold\)$/m);
  expect(out).toMatch(/^1 \/ 100 h +50 h +0\.\d+ +0\.\d+ \.\. 0\.\d+ +0\.60\d* /m);
  const written = readText(folder, 'kept', 'summary.json');
  const csv = readText(folder, 'kept', 'points.csv');
  writeFileSync(join(folder, 'config.yaml'), 'changed meanwhile');
  const again = await ninefold(['resume', 'kept', '--json'], folder);
  expect(again.code).toBe(0);
  expect(again.out).toBe(written);
  expect(readText(folder, 'kept', 'points.csv')).toBe(csv);
  expect(JSON.parse(written).rows).toHaveLength(4);
});

test('what is wrong with a sweep is said at once', async () => {
  const folder = folderWithConfig();
  const args = ['sweep', 'config.yaml', '--total-trials', '9', '--trials', 'x', '--sample', 'none'];
  const { code, err } = await ninefold(args, folder);
  expect(err.split('\n').map((line) => line.split(':')[0])).toEqual(['--sample', '--trials', '--total-trials', '']);
  expect(code).toBe(2);
});

test('shards of a sweep, merged, are the sweep', async () => {
  const folder = folderWithConfig();
  const args = ['sweep', 'config.yaml', ...vary, '--trials', '100', '--keep-trials'];
  expect((await ninefold([...args, '--out', 'whole'], folder)).code).toBe(0);
  for (const shard of ['1/2', '2/2']) {
    const { code, out } = await ninefold([...args, '--shard', shard, '--out', `part${shard[0]}`, '--json'], folder);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ complete: true, points: 2, trials: 200 });
  }
  expect((await ninefold(['merge', 'part2', 'part1', '--out', 'merged'], folder)).code).toBe(0);
  for (const file of ['summary.json', 'points.csv', 'manifest.json', 'trials.parquet']) {
    expect(readFileSync(join(folder, 'merged', file)).equals(readFileSync(join(folder, 'whole', file)))).toBe(true);
  }
});

test('what trials said is the same bytes with any number of workers, and when the sweep is killed', async () => {
  const folder = folderWithConfig();
  const rates = Array.from({ length: 60 }, (_, index) => `1 / ${100 + index} h`);
  const args = (out: string, workers: string): string[] => [
    ...['sweep', 'config.yaml', '--vary', `activities.fail.rate=${rates}`, '--trials', '1000', '--keep-trials'],
    ...['--out', out, '--workers', workers],
  ];
  for (const workers of ['1', '2']) expect((await ninefold(args(workers, workers), folder)).code).toBe(0);
  const { process: child, finished } = start(args('killed', '2'), folder);
  while (!existsSync(join(folder, 'killed', 'progress.jsonl'))) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  expect((await finished).code).toBe(null);
  expect(existsSync(join(folder, 'killed', 'trials.parquet'))).toBe(false);
  expect((await ninefold(['resume', 'killed', '--workers', '2'], folder)).code).toBe(0);
  const [alone, ...others] = ['1', '2', 'killed'].map((run) => readFileSync(join(folder, run, 'trials.parquet')));
  expect(others.map((bytes) => alone?.equals(bytes))).toEqual([true, true]);
});
