import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import { configOf, modelWith } from '../../src/experiment/config-file.js';
import type { Executor } from '../../src/experiment/executor.js';
import { inlineExecutor } from '../../src/experiment/inline-executor.js';
import { SweepExperiment, type SweepSettings } from '../../src/experiment/points/sweep-experiment.js';
import { RunFolder } from '../../src/experiment/run-folder.js';
import { prepareModel, runModel } from '../../src/experiment/run-model.js';
import type { SweepChanges } from '../../src/experiment/sweep/planned-sweep.js';
import { writeSweepTrials } from '../../src/report/sweep/sweep-trials.js';
import { writeTrialsFile } from '../../src/report/trials-file.js';
import { exponentialMachine, overflowing } from '../commands/nets.js';
import { temporaryFolder } from '../commands/ninefold.js';
import { contrary } from '../experiment/contrary.js';

/** Two chunks of the first point's long run. */
const trials = 3500;
const config = exponentialMachine;
const vary = { 'activities.fail.rate': ['1 / 100 h', '1 / 200 h', '1 / 400 h'] };

interface Given {
  readonly settings?: SweepSettings;
  readonly text?: string;
  readonly changes?: SweepChanges;
  readonly executor?: Executor;
  readonly signal?: AbortSignal;
  readonly path?: string;
}

const always = new AbortController().signal;

/** Runs a sweep in a folder; its trials are written when it is complete. */
async function sweepIn(given: Given = {}): Promise<string> {
  const { text = config, changes = { vary }, executor = inlineExecutor(), signal = always } = given;
  const { path = temporaryFolder(), settings = { trials, keepTrials: true } } = given;
  const file = configOf('config.yaml', text);
  const experiment = new SweepExperiment(file, changes, { seed: 's', ...settings });
  const folder = RunFolder.open(path, { hash: 'h' });
  const { complete } = await experiment.run({ executor, folder, signal, onProgress: () => {} });
  if (complete) writeSweepTrials(folder, experiment);
  folder.close();
  return path;
}

const bytesOf = (path: string): Buffer => readFileSync(join(path, 'trials.parquet'));
const linesOf = (path: string): string[] => readFileSync(join(path, 'progress.jsonl'), 'latin1').trimEnd().split('\n');
const heldIn = (path: string) => JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')).trialsFile;

async function rowsOf(path: string): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: await asyncBufferFromFile(join(path, 'trials.parquet')) });
}

/** What `run --keep-trials` of the config with a value in it writes. */
async function rowsAlone(path: string, value: unknown): Promise<Record<string, unknown>[]> {
  const model = modelWith(configOf('config.yaml', config), { [path]: value });
  const at = temporaryFolder();
  const folder = RunFolder.open(at, { hash: 'h' });
  writeTrialsFile(
    folder,
    await runModel(prepareModel(model, { seed: 's', keepTrials: true }), { trials, workers: 1, folder }),
  );
  folder.close();
  return rowsOf(at);
}

describe('trials.parquet of a sweep', () => {
  let alone = '';
  beforeAll(async () => {
    alone = await sweepIn();
  });

  test('has the trials of each point that its config run alone has', async () => {
    const rows = await rowsOf(alone);
    expect(rows.length).toBe(3 * trials);
    for (const [point, rate] of vary['activities.fail.rate'].entries()) {
      const own = rows.slice(point * trials, (point + 1) * trials);
      const expected = await rowsAlone('activities.fail.rate', rate);
      expect(own).toEqual(expected.map(({ design: _, ...row }) => ({ point: BigInt(point), ...row })));
    }
    expect(Object.keys(rows[0] ?? {}).slice(0, 4)).toEqual(['point', 'trial', 'availability', 'outages']);
    expect(heldIn(alone)).toEqual({
      columns: ['availability', 'outages', 'mission', 'mttf', 'mttf (cut off)'],
      withoutValues: ['long', 'survival'],
    });
  });

  test.each([
    ['computed whole', contrary(Infinity), false],
    ['shared out', contrary(1), true],
    ['shared out since much is kept', contrary(Infinity, 1), true],
  ] as const)('is the same bytes when points are %s, in any order', async (_, executor, isShared) => {
    let chunks = 0;
    const counting: Executor = {
      ...executor,
      compute(job, chunk, signal) {
        if (!('values' in job)) chunks++;
        return executor.compute(job, chunk, signal);
      },
    };
    expect(bytesOf(await sweepIn({ executor: counting })).equals(bytesOf(alone))).toBe(true);
    expect(chunks > 0).toBe(isShared);
  });

  test('is the same bytes wherever the sweep was interrupted', async () => {
    const interruption = new AbortController();
    let computed = 0;
    const executor = contrary(1);
    const interrupting: Executor = {
      ...executor,
      compute(job, chunk, signal) {
        if (++computed === 5) interruption.abort();
        return executor.compute(job, chunk, signal);
      },
    };
    const path = await sweepIn({ executor: interrupting, signal: interruption.signal });
    const kept = linesOf(path);
    expect(kept.some((line) => line.startsWith('{"experiment":"points","chunk":{"run":2'))).toBe(false);
    await sweepIn({ path });
    expect(linesOf(path).slice(0, kept.length)).toEqual(kept);
    expect(bytesOf(path).equals(bytesOf(alone))).toBe(true);
  });

  test('can be asked for later', async () => {
    for (const executor of [inlineExecutor(), contrary(1)]) {
      const path = await sweepIn({ settings: { trials }, executor });
      expect(linesOf(path).some((line) => line.includes('"values"'))).toBe(false);
      await sweepIn({ path });
      expect(bytesOf(path).equals(bytesOf(alone))).toBe(true);
      const lines = linesOf(path);
      await sweepIn({ path });
      expect(linesOf(path)).toEqual(lines);
    }
  });

  test('has no rows of a point that fails', async () => {
    const changes = { vary: { 'places.count.max': [0, -1, 100] } };
    const rows = await rowsOf(
      await sweepIn({ text: overflowing, changes, settings: { trials: 30, keepTrials: true } }),
    );
    expect(rows.map(({ point, trial }) => `${point} ${trial}`)).toEqual(
      Array.from({ length: 30 }, (_, trial) => `2 ${trial}`),
    );
  });

  test('has nulls where a point has no such measure, and the measures asked for only', async () => {
    const changes = { vary: { 'measures.outages': ['off', 'on'] } };
    const given = { changes, settings: { trials: 20, keepTrials: true as const } };
    const rows = await rowsOf(await sweepIn(given));
    expect(Object.keys(rows[0] ?? {}).at(-1)).toBe('outages');
    expect(rows.map(({ outages }) => outages === null)).toEqual(rows.map(({ point }) => point === 0n));
    const path = await sweepIn({ ...given, changes: { ...changes, measures: ['mttf', 'outages', 'survival'] } });
    const fewer = await rowsOf(path);
    const named = rows.map(({ point, trial, mttf, 'mttf (cut off)': cutOff, outages }) => {
      return { point, trial, mttf, 'mttf (cut off)': cutOff, outages };
    });
    expect(fewer).toEqual(named);
    expect(heldIn(path).withoutValues).toEqual(['survival']);
  });

  test('has of a family the members asked for only', async () => {
    const text = `format: ninefold/net@1
name: two machines
constants: {rate: 0.1}
indices: {i: 2}
places:
  machine(i): {states: [up, down]}
activities:
  fail(i): {when: machine(i) == up, rate: rate, then: {machine(i): down}}
measures:
  alive(1): {average: machine(1) == up, until: 10 h}
  alive(2): {average: machine(2) == up, until: 10 h}
`;
    const changes = { vary: { 'constants.rate': [0.1, 0.2] }, measures: ['alive(2)'] };
    const rows = await rowsOf(await sweepIn({ text, changes, settings: { trials: 20, keepTrials: true } }));
    expect(Object.keys(rows[0] ?? {})).toEqual(['point', 'trial', 'alive(2)']);
    expect(new Set(rows.map((row) => row['alive(2)'])).size).toBeGreaterThan(10);
  });

  test('of a sweep with trials in all has those of each point, and not those of the pilot', async () => {
    const path = await sweepIn({
      settings: { totalTrials: 3000, keepTrials: true },
      changes: { vary, measures: ['mission'] },
    });
    const rows = await rowsOf(path);
    const counts = [0, 1, 2].map((point) => rows.filter((row) => row.point === BigInt(point)).length);
    expect(new Set(counts).size).toBe(3);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(2990);
    expect(Object.keys(rows[0] ?? {})).toEqual(['point', 'trial', 'mission']);
    const piloted = linesOf(path).filter((line) => line.startsWith('{"experiment":"pilot'));
    expect(piloted.length).toBe(3);
    expect(piloted.some((line) => /"values"|"kept"/.test(line))).toBe(false);
  });
});
