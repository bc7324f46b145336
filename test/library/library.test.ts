import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Executor } from '../../src/experiment/executor.js';
import { inlineExecutor } from '../../src/experiment/inline-executor.js';
import { compare, type Progress, readDesign, type SweepRow, simulate, sweep } from '../../src/index.js';
import { exponentialMachine, overflowing, servers } from '../commands/nets.js';
import { contrary } from '../experiment/contrary.js';

const chunks = { trials: 5_000, seed: 's' };
const vary = { 'activities.fail.rate': ['1 / 100 h', '1 / 200 h', '1 / 400 h'] };

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('a run', () => {
  test('tells its progress until it is done, and gives the same result again', async () => {
    const run = simulate(exponentialMachine, chunks);
    const progress = await all<Progress>(run);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.map(({ trials }) => trials)).toEqual(progress.map(({ trials }) => trials).sort((a, b) => a - b));
    expect(progress.at(-1)).toMatchObject({ share: 1 });
    const result = await run;
    expect(result).toMatchObject({ complete: true, seed: 's' });
    expect(await simulate(readDesign(exponentialMachine), { ...chunks, executor: contrary() })).toEqual(result);
  });

  test('counts members that nothing tells apart where the caller or the design asks for it', async () => {
    const each = await simulate(servers, { trials: 500 });
    const counted = await simulate(servers, { trials: 500, lump: true });
    expect(counted.measures.availability).toMatchObject({ agrees: true, exact: each.measures.availability?.exact });
    expect(counted.measures.availability?.estimate).not.toBe(each.measures.availability?.estimate);
    expect(await simulate(`${servers}run: {lump: true}`, { trials: 500 })).toEqual(counted);
  });

  test('stops when the loop over it is left, with what was found by then', async () => {
    const run = simulate(exponentialMachine, { ...chunks, trials: 10_000_000 });
    for await (const _ of run) break;
    const { complete, trials, measures } = await run;
    expect(complete).toBe(false);
    expect(trials).toBeLessThan(10_000_000);
    expect(measures.availability?.agrees).toBe(true);
  });

  test('stops when its signal says so, before it began too', async () => {
    const begun = new AbortController();
    const run = simulate(exponentialMachine, { ...chunks, trials: 10_000_000, signal: begun.signal });
    for await (const _ of run) begun.abort();
    expect((await run).complete).toBe(false);
    expect(await simulate(exponentialMachine, { ...chunks, signal: AbortSignal.abort() })).toMatchObject({
      complete: false,
      measures: {},
    });
    const pair = await compare(exponentialMachine, exponentialMachine, { ...chunks, signal: AbortSignal.abort() });
    expect(pair).toMatchObject({ complete: false, measures: {} });
  });

  test('throws what goes wrong, where it is awaited and where it is iterated over', async () => {
    const failing = () => simulate(overflowing.replace('max: 12', 'max: 8'), { trials: 5000 });
    await expect(failing()).rejects.toMatchObject({ name: 'TrialFailed' });
    await expect(all(failing())).rejects.toMatchObject({ name: 'TrialFailed' });
    await expect(simulate('format: ninefold/net@2')).rejects.toMatchObject({
      name: 'ConfigError',
      lines: [expect.stringMatching(/^config:1:9 format: found/)],
    });
  });

  test('says everything wrong with its options', async () => {
    const options = { trials: 0.5, confidence: 1, precision: 0, preciseMeasures: ['mtf'] };
    await expect(simulate(exponentialMachine, options)).rejects.toMatchObject({
      name: 'InputError',
      problems: [
        { path: ['trials'] },
        { path: ['confidence'] },
        { path: ['precision'] },
        { path: ['preciseMeasures', 0] },
      ],
    });
    const unknown = compare(exponentialMachine, exponentialMachine, { measures: ['mttr'] });
    await expect(unknown).rejects.toMatchObject({ name: 'InputError', problems: [{ path: ['measures', 0] }] });
    const both = all(sweep(exponentialMachine, { vary, trials: 10, totalTrials: 100 }));
    await expect(both).rejects.toMatchObject({ name: 'InputError', problems: [{ path: ['totalTrials'] }] });
  });
});

test('two designs are compared measure by measure, with the difference that is known', async () => {
  const slower = exponentialMachine.replace('1 / 200 h', '1 / 400 h');
  expect(slower).not.toBe(exponentialMachine);
  const { measures, complete } = await compare(slower, exponentialMachine, chunks);
  expect(complete).toBe(true);
  const { difference, exact, gain } = measures.mttf ?? {};
  expect(exact?.difference).toBeCloseTo(200, 9);
  expect(difference?.low).toBeLessThan(200);
  expect(difference?.high).toBeGreaterThan(200);
  expect(gain).toBeGreaterThan(1);
});

describe('a sweep', () => {
  const options = { vary, trials: 400, seed: 's' };
  const rates = (rows: readonly SweepRow[]) => rows.map(({ parameters }) => parameters['activities.fail.rate']);

  test('yields its rows in order, whatever finishes first', async () => {
    const rows = await all(sweep(exponentialMachine, { ...options, executor: contrary() }));
    expect(rates(rows)).toEqual(vary['activities.fail.rate']);
    expect(rows.map(({ measures }) => measures?.mttf?.exact?.value)).toEqual(
      [100, 200, 400].map((mttf) => expect.closeTo(mttf, 9)),
    );
    expect(await all(sweep(readDesign(exponentialMachine), options))).toEqual(rows);
  });

  test('says the same of a measure whether or not others are asked for', async () => {
    const some = await all(sweep(exponentialMachine, { ...options, measures: ['mttf', 'long'] }));
    const rows = await all(sweep(exponentialMachine, options));
    expect(some.map(({ measures }) => Object.keys(measures ?? {}))).toEqual(rows.map(() => ['long', 'mttf']));
    for (const [index, { measures }] of some.entries()) expect(rows[index]?.measures).toMatchObject(measures ?? {});
    expect(some[0]?.events).toBeLessThan(rows[0]?.events ?? 0);
  });

  test('goes on when a point cannot be run', async () => {
    const wrong = { ...options, vary: { 'activities.fail.rate': ['1 / 100 h', '-1 / 200 h', '1 / 400 h'] } };
    const rows = await all(sweep(exponentialMachine, wrong));
    expect(rows.map(({ failed }) => failed !== undefined)).toEqual([false, true, false]);
  });

  test('stops when the loop over it is left, or its signal says so', async () => {
    let computed = 0;
    const inline = inlineExecutor();
    const executor: Executor = {
      ...inline,
      compute(job, chunk) {
        computed++;
        return inline.compute(job, chunk);
      },
    };
    for await (const _ of sweep(exponentialMachine, { ...options, executor })) break;
    expect(computed).toBeLessThan(3);
    const stop = new AbortController();
    const rows: SweepRow[] = [];
    for await (const row of sweep(exponentialMachine, { ...options, signal: stop.signal })) {
      rows.push(row);
      stop.abort();
    }
    expect(rows.length).toBeLessThan(3);
  });

  test('runs what the config says, and gives a total of trials to where intervals are wide', async () => {
    const config = `${exponentialMachine}\nsweep:\n  vary: {activities.fail.rate: [1 / 100 h, 1 / 200 h]}\n`;
    expect(rates(await all(sweep(config, { trials: 100 })))).toEqual(['1 / 100 h', '1 / 200 h']);
    const rows = await all(sweep(config, { totalTrials: 1000 }));
    expect(rows.reduce((sum, { trials = 0 }) => sum + trials, 0)).toBeLessThanOrEqual(1000);
    await expect(all(sweep(exponentialMachine, {}))).rejects.toMatchObject({ name: 'ConfigError' });
  });
});

test('the library is what package.json names', () => {
  const { exports: entries } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(entries).toEqual({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    './browser': { types: './dist/browser.d.ts', default: './dist/browser/browser.js' },
    './browser-worker': './dist/browser/browser-worker.js',
  });
});
