import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { RunFolder } from '../../src/experiment/run-folder.js';
import { type ModelRun, prepareModel, runModel } from '../../src/experiment/run-model.js';
import { writeTrialsFile } from '../../src/report/trials-file.js';
import { loadModel } from '../../src/system/model.js';
import { machine } from '../commands/nets.js';
import { temporaryFolder } from '../commands/ninefold.js';

const model = loadModel(machine);
/** Of 5,000 trials a chunk, or all in one, as the runs are long or short. */
const trials = 12_000;

interface Given {
  readonly keepTrials?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: () => void;
  readonly precision?: number;
  readonly preciseMeasures?: readonly string[];
}

async function runIn(path: string, { keepTrials = true, ...given }: Given = {}): Promise<ModelRun> {
  const folder = RunFolder.open(path, { hash: 'h' });
  try {
    const prepared = prepareModel(model, { seed: 's', keepTrials });
    const simulated = await runModel(prepared, { trials, workers: 1, folder, ...given });
    if (simulated.design.complete && keepTrials) writeTrialsFile(folder, simulated);
    return simulated;
  } finally {
    folder.close();
  }
}

const bytesOf = (path: string): Buffer => readFileSync(join(path, 'trials.parquet'));

async function rowsOf(path: string): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: await asyncBufferFromFile(join(path, 'trials.parquet')) });
}

const mean = (values: readonly unknown[]): number =>
  values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length;

describe('trials.parquet', () => {
  test('has a row a trial, whose means are the estimates', async () => {
    const path = temporaryFolder();
    const simulated = await runIn(path);
    const rows = await rowsOf(path);
    expect(rows.length).toBe(trials);
    expect(rows.map(({ trial }) => Number(trial))).toEqual(Array.from({ length: trials }, (_, index) => index));
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'design',
      'trial',
      'availability',
      'outages',
      'mission',
      'mttf',
      'mttf (cut off)',
    ]);
    for (const name of ['availability', 'outages', 'mission', 'mttf']) {
      const result = simulated.design.results()[name];
      if (result?.kind !== 'value') throw new Error(`no ${name}`);
      expect(mean(rows.map((row) => row[name])) / result.estimate).toBeCloseTo(1, 9);
    }
  });

  test('has nothing in it that a clock decides, and units by measure', async () => {
    const path = temporaryFolder();
    await runIn(path);
    const { key_value_metadata: [facts] = [], row_groups } = await parquetMetadataAsync(
      await asyncBufferFromFile(join(path, 'trials.parquet')),
    );
    expect(JSON.parse(facts?.value ?? '')).toMatchObject({ name: 'a machine', seed: 's', units: { mttf: 'h' } });
    expect(row_groups.length).toBe(1);
  });

  test('is the same bytes after an interruption, and when asked for later', async () => {
    const alone = temporaryFolder();
    await runIn(alone);
    const stopping = new AbortController();
    const interrupted = temporaryFolder();
    const partly = await runIn(interrupted, { signal: stopping.signal, onProgress: () => stopping.abort() });
    expect(partly.design.complete).toBe(false);
    await runIn(interrupted);
    expect(bytesOf(interrupted).equals(bytesOf(alone))).toBe(true);
    const later = temporaryFolder();
    await runIn(later, { keepTrials: false });
    await runIn(later);
    expect(bytesOf(later).equals(bytesOf(alone))).toBe(true);
  });

  test('has no values where a run had stopped', async () => {
    const path = temporaryFolder();
    const { design } = await runIn(path, { precision: 0.2, preciseMeasures: ['availability'] });
    const { availability, mttf } = design.results();
    const rows = await rowsOf(path);
    expect(availability?.trials).toBeLessThan(mttf?.trials ?? 0);
    expect(rows.filter((row) => row.availability !== null).length).toBe(availability?.trials);
    expect(rows.filter((row) => row.mttf !== null).length).toBe(mttf?.trials);
  });
});
