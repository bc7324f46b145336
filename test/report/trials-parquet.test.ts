import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { afterAll, expect, test } from 'vitest';
import type { Journal } from '../../src/experiment/conduct.js';
import { KeptRun } from '../../src/experiment/kept-trials/kept-run.js';
import { packedNumbers } from '../../src/experiment/kept-trials/packed-numbers.js';
import type { PastRun } from '../../src/experiment/past-runs/read-run.js';
import { pairedTrials } from '../../src/report/run-difference/paired-trials.js';
import { type KeptDesign, writeTrialsParquet } from '../../src/report/trials-parquet.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const columns = [{ name: 'mttf', measure: 'mttf', kind: 'value' }] as const;
const chunkTrials = 10_000;

/** A design whose trial k has the value `value(k)`. */
function designOf(design: string | number, trials: number, value: (trial: number) => number): KeptDesign {
  const journal: Journal = {
    known: ({ first, count }) => {
      const values = packedNumbers(Float64Array.from({ length: count }, (_, index) => value(first + index)));
      return { kind: 'done', events: 0, state: {}, values };
    },
    append: () => Promise.reject(new Error('nothing is to be kept')),
  };
  return { design, runs: [new KeptRun(0, { columns, trials, budget: { chunkTrials, trials } }, journal)] };
}

function fileOf(key: 'design' | 'point', designs: Iterable<KeptDesign>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-'));
  folders.push(folder);
  writeTrialsParquet(join(folder, 'trials.parquet'), { key, columns, facts: {} }, designs);
  return folder;
}

test('designs share row groups of 65,536 rows, and full ones are written before more designs are asked for', async () => {
  let written = 0;
  const folder = fileOf(
    'point',
    (function* () {
      for (let point = 0; point < 700; point++) {
        yield designOf(point, 300, (trial) => Math.sqrt(1000 * point + trial));
      }
      written = statSync(join(folders.at(-1) ?? '', 'trials.parquet')).size;
      yield designOf(700, 10_000, Math.log1p);
    })(),
  );
  expect(written).toBeGreaterThan(1_000_000);
  const file = await asyncBufferFromFile(join(folder, 'trials.parquet'));
  const { row_groups } = await parquetMetadataAsync(file);
  expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([65_536, 65_536, 65_536, 220_000 - 3 * 65_536]);
  const rows = await parquetReadObjects({ file });
  const expected = Array.from({ length: 220_000 }, (_, row) => {
    const [point, trial] = row < 210_000 ? [Math.floor(row / 300), row % 300] : [700, row - 210_000];
    return {
      point: BigInt(point),
      trial: BigInt(trial),
      mttf: point === 700 ? Math.log1p(trial) : Math.sqrt(1000 * point + trial),
    };
  });
  expect(rows.length).toBe(expected.length);
  expect(rows.findIndex((row, index) => !same(row, expected[index]))).toBe(-1);
});

function same(row: Record<string, unknown>, expected: Record<string, unknown> | undefined): boolean {
  return Object.entries(expected ?? {}).every(([name, value]) => row[name] === value);
}

const runOf = (folder: string, summary: PastRun['summary']): PastRun => {
  const manifest = { command: 'run', arguments: {}, configs: [] };
  return { folder, manifest, name: 'x', seed: 's', complete: true, when: new Date(0), ...(summary && { summary }) };
};

test('trial k is paired with trial k of the same design, wherever row groups end', async () => {
  const design = (shift: number) => [
    designOf('design', 40_000, (trial) => trial + shift * (trial % 2)),
    designOf('baseline', 90_000, (trial) => trial * (1 + shift)),
  ];
  const [before, after] = [fileOf('design', design(0)), fileOf('design', design(1))];
  const summary = { baseline: {} };
  const paired = await pairedTrials(runOf(before, summary), runOf(after, summary));
  const result = (name: string) => paired?.(name, 'mttf')?.result(0.95);
  expect(result('design')).toMatchObject({ trials: 40_000, difference: { estimate: 0.5 } });
  expect(result('baseline')?.trials).toBe(90_000);
  expect(result('baseline')?.difference.estimate).toBeCloseTo(89_999 / 2, 6);
});

test('points of two sweeps are paired by their parameters', async () => {
  const points = [7, 8, 9].map((n) => designOf(n - 7, 50, (trial) => n * trial));
  const others = [9, 7].map((n, point) => designOf(point, 40, (trial) => n * trial + n));
  const rows = (values: readonly number[]) => ({ rows: values.map((n, point) => ({ point, parameters: { n } })) });
  const paired = await pairedTrials(
    runOf(fileOf('point', points), rows([7, 8, 9])),
    runOf(fileOf('point', others), rows([9, 7])),
  );
  const result = (name: string) => paired?.(name, 'mttf')?.result(0.95);
  expect(result('n = 7')).toMatchObject({ trials: 40, difference: { estimate: 7 } });
  expect(result('n = 9')).toMatchObject({ trials: 40, difference: { estimate: 9 } });
  expect(result('n = 8')).toBeUndefined();
});
