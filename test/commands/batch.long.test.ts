import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exponentialMachine, overflowing } from './nets.js';
import { ninefold, readText, temporaryFolder } from './ninefold.js';

function folderWithConfigs(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'configs'));
  mkdirSync(join(folder, 'other'));
  writeFileSync(join(folder, 'configs', 'a.yaml'), exponentialMachine);
  writeFileSync(join(folder, 'configs', 'b.yaml'), exponentialMachine.replace('1 / 200 h', '1 / 100 h'));
  writeFileSync(join(folder, 'other', 'a.yaml'), overflowing.replace('max: 12', 'max: 3'));
  return folder;
}

test('a batch runs every config as if alone, and says what failed', async () => {
  const folder = folderWithConfigs();
  const args = ['batch', 'configs', 'other/a.yaml', '--trials', '500', '--keep-trials', '--out', 'kept', '--json'];
  const { code, out } = await ninefold(args, folder);
  expect(code).toBe(2);
  const { configs, complete } = JSON.parse(out);
  expect(complete).toBe(true);
  expect(configs).toMatchObject([
    { config: 'configs/a.yaml', folder: 'kept/a', complete: true, measures: { mttf: { agrees: true } } },
    { config: 'configs/b.yaml', folder: 'kept/b', complete: true, measures: { mttf: { agrees: true } } },
    { config: 'other/a.yaml', complete: false, failed: expect.stringMatching(/^trial \d+: /) },
  ]);
  const alone = ['run', 'configs/b.yaml', '--trials', '500', '--keep-trials', '--out', 'alone'];
  expect((await ninefold(alone, folder)).code).toBe(0);
  for (const file of ['summary.json', 'points.csv', 'report.html', 'trials.parquet']) {
    expect(readFileSync(join(folder, 'kept', 'b', file)).equals(readFileSync(join(folder, 'alone', file)))).toBe(true);
  }
  expect(existsSync(join(folder, 'kept', 'a-2', 'trials.parquet'))).toBe(false);
  const { counts, trialsFile } = JSON.parse(readText(folder, 'alone', 'manifest.json'));
  expect(JSON.parse(readText(folder, 'kept', 'b', 'manifest.json'))).toMatchObject({ counts, trialsFile });
  expect((await ninefold(['resume', 'kept/b'], folder)).code).toBe(0);
  const again = await ninefold(['resume', 'kept', '--json'], folder);
  expect(again.out).toBe(out);
});

test('nothing of a batch is run when a config is wrong', async () => {
  const folder = folderWithConfigs();
  writeFileSync(join(folder, 'configs', 'b.yaml'), 'format: ninefold/net@2');
  const { code, err } = await ninefold(['batch', 'configs', 'nowhere.yaml'], folder);
  expect(code).toBe(2);
  expect(err).toMatch(/^configs\/b\.yaml:1:9 format: found .*\nnowhere\.yaml: found no such file, need a readable/);
});

test('shards of a batch, merged, are the batch', async () => {
  const folder = folderWithConfigs();
  const args = ['batch', 'configs', '--trials', '100', '--keep-trials'];
  expect((await ninefold([...args, '--out', 'whole'], folder)).code).toBe(0);
  for (const shard of ['1/2', '2/2']) {
    const { code, out } = await ninefold([...args, '--shard', shard, '--out', `part${shard[0]}`], folder);
    expect(out).toBe(`shard ${shard[0]} of 2: 1 configs in part${shard[0]}\n`);
    expect(code).toBe(0);
  }
  expect((await ninefold(['merge', 'part1', 'part2', '--out', 'merged'], folder)).code).toBe(0);
  const withName = (text: string, name: string): string => text.replaceAll(`${name}/`, 'DIR/');
  for (const file of ['summary.json', 'points.csv']) {
    expect(withName(readText(folder, 'merged', file), 'merged')).toBe(
      withName(readText(folder, 'whole', file), 'whole'),
    );
  }
  for (const file of ['summary.json', 'trials.parquet', 'manifest.json']) {
    expect(readFileSync(join(folder, 'merged', 'b', file)).equals(readFileSync(join(folder, 'whole', 'b', file)))).toBe(
      true,
    );
  }
});
