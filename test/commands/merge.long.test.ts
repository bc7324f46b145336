import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../src/commands/merge.js';
import { resumeCommand } from '../../src/commands/resume.js';
import { runCommand } from '../../src/commands/run.js';
import { machine } from './nets.js';
import { temporaryFolder } from './ninefold.js';
import { said } from './said.js';

/** A system whose chunks are a few dozen trials, with a baseline. */
const system = `format: ninefold/system@1
name: a service
hardware: {mttf: 100 h, mttr: 1 h}
hypervisor: {mttf: 50 h, mttr: 1 h}
vms: {count: 2, mttf: 20 h, mttr: 1 h}
service: {needs: 1}
baseline: {software: {mttf: 20 h, mttr: 1 h}}
horizon: 1 y
mission: 10 h
`;

const folder = temporaryFolder();
const at = (...path: string[]): string => join(folder, ...path);
const given = { config: at('config.yaml'), trials: '300', 'keep-trials': true, json: true, workers: '1' };
const results = (name: string): string[] =>
  ['summary.json', 'points.csv', 'trials.parquet', 'manifest.json'].map((file) =>
    readFileSync(at(name, file), 'latin1'),
  );
const runShard = (shard: string, signal?: AbortSignal) =>
  said(runCommand, { ...given, shard, out: at(shard.replace('/', '-')) }, signal);
const merge = (shards: readonly string[], out = at('merged')) =>
  said(mergeCommand, { shard: shards.map((shard) => at(shard)), out, json: true });

beforeAll(async () => {
  writeFileSync(at('config.yaml'), system);
  const stopping = new AbortController();
  stopping.abort();
  expect(await runShard('1/3', stopping.signal)).toMatchObject({ code: 3 });
  for (const shard of ['2/3', '3/3']) expect(await runShard(shard)).toMatchObject({ code: 0, err: '' });
}, 120_000);

describe('merge', () => {
  test('says which shards are missing, unfinished or not of this run', async () => {
    writeFileSync(at('machine.yaml'), machine);
    const other = { config: at('machine.yaml'), trials: '10', json: true, workers: '1' };
    await said(runCommand, { ...other, out: at('whole') });
    await said(runCommand, { ...other, out: at('other'), shard: '1/3' });
    const { code, err } = await merge(['2-3', '1-3', 'whole', 'other']);
    expect(code).toBe(2);
    expect(err.trimEnd().split('\n')).toEqual([
      `${at('whole')}: found a whole run, need a shard of one`,
      `${at('1-3')}: found shard 1 of 3 unfinished, need ninefold resume ${at('1-3')}`,
      `${at('other')}: found a shard of another run, need one of that of ${at('2-3')}`,
      `${at('2-3')}: found no shard 3 of 3 beside it, need all`,
    ]);
  });

  test('gives the bytes of the run computed at one place', async () => {
    expect(await said(resumeCommand, { run: at('1-3'), json: true, workers: '1' })).toMatchObject({ code: 0 });
    const chunks = ['1-3', '2-3', '3-3'].map(
      (shard) => JSON.parse(readFileSync(at(shard, 'manifest.json'), 'utf8')).counts.chunks,
    );
    expect(Math.min(...chunks)).toBeGreaterThan(1);
    expect(Math.max(...chunks) - Math.min(...chunks)).toBeLessThanOrEqual(1);
    const merged = await merge(['3-3', '1-3', '2-3']);
    expect(merged).toMatchObject({ code: 0, err: '' });
    const whole = await said(runCommand, { ...given, out: at('whole-run') });
    expect(merged.out).toBe(whole.out);
    expect(results('merged')).toEqual(results('whole-run'));
    const lines = (name: string): string[] => readFileSync(at(name, 'progress.jsonl'), 'utf8').split('\n').sort();
    expect(lines('merged')).toEqual(lines('whole-run'));
  });
});

describe('a shard of a run with a precision', () => {
  const precise = {
    config: at('machine.yaml'),
    precision: '20%',
    'precise-measures': ['availability'],
    json: true,
    workers: '1',
  };

  test('needs a limit of trials', async () => {
    const { code, err } = await said(runCommand, { ...precise, shard: '1/2', out: at('none') });
    expect(code).toBe(2);
    expect(err).toMatch(/^--shard: found a precision of 20% and no limit of trials, need --trials N too/);
  });

  test('computes up to the limit, and the merge stops where the precision is reached', async () => {
    writeFileSync(at('machine.yaml'), machine);
    const limited = { ...precise, trials: '12000' };
    for (const shard of ['1/2', '2/2'])
      expect((await said(runCommand, { ...limited, shard, out: at(`precise-${shard[0]}`) })).code).toBe(0);
    const merged = await said(mergeCommand, {
      shard: [at('precise-1'), at('precise-2')],
      out: at('precise'),
      json: true,
    });
    expect(merged.out).toBe((await said(runCommand, { ...limited, out: at('precise-whole') })).out);
    expect(JSON.parse(merged.out).measures.availability.trials).toBeLessThan(12_000);
  });
});

test.each(['0/3', '4/3', '3', '1/0', 'a/b', ''])('%s is no shard', async (shard) => {
  const { code, err } = await said(runCommand, { ...given, shard, out: at('none') });
  expect(err).toMatch(/^--shard: found .*, need a part such as 2\/8, from 1\/8 to 8\/8$/m);
  expect(code).toBe(2);
});
