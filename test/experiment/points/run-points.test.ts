import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { configOf } from '../../../src/experiment/config-file.js';
import type { Executor } from '../../../src/experiment/executor.js';
import { inlineExecutor } from '../../../src/experiment/inline-executor.js';
import { outcomeOf } from '../../../src/experiment/points/run-points.js';
import { SweepExperiment, type SweepSettings } from '../../../src/experiment/points/sweep-experiment.js';
import { RunFolder } from '../../../src/experiment/run-folder.js';
import type { SweepChanges } from '../../../src/experiment/sweep/planned-sweep.js';
import { WorkerFailure } from '../../../src/experiment/worker-failure.js';
import { SweepReport } from '../../../src/report/sweep/sweep-report.js';
import { exponentialMachine, overflowing } from '../../commands/nets.js';
import { contrary } from '../contrary.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const vary = { 'activities.fail.rate': ['1 / 100 h', '1 / 200 h', '1 / 400 h'] };

function experimentOf(
  text = exponentialMachine,
  changes: SweepChanges = { vary },
  settings: SweepSettings = { trials: 400 },
): SweepExperiment {
  return new SweepExperiment(configOf('config.yaml', text), changes, { seed: 's', ...settings });
}

interface Trials {
  readonly executor?: Executor;
  readonly signal?: AbortSignal;
  readonly name?: string;
}

/** Runs all points and gives what is written of them. */
async function sweep(experiment: SweepExperiment, { executor = inlineExecutor(), signal, name = 'run' }: Trials = {}) {
  const opened = RunFolder.open(join(folder, name), { hash: 'h' });
  const { complete, broken } = await experiment.run({
    executor,
    folder: opened,
    signal: signal ?? new AbortController().signal,
    onProgress: () => {},
  });
  const report = new SweepReport('config.yaml', experiment, opened, complete);
  report.write();
  opened.close();
  const file = (written: string): string => readFileSync(join(folder, name, written), 'utf8');
  return { complete, broken, opened, report, summary: file('summary.json'), csv: file('points.csv') };
}

describe('points', () => {
  test('agree with what is known exactly, each with its own value', async () => {
    const { complete, summary, csv, report } = await sweep(experimentOf());
    expect(complete).toBe(true);
    const { rows, points, done } = JSON.parse(summary);
    expect([points, done]).toEqual([3, 3]);
    expect(rows.map((row: { measures: { mttf: object } }) => row.measures.mttf)).toMatchObject(
      [100, 200, 400].map((value) => ({ exact: { value: expect.closeTo(value, 9) }, agrees: true, trials: 400 })),
    );
    const [head, first] = csv.split('\n');
    expect(head).toMatch(
      /^point,activities\.fail\.rate,availability,availability\.low,availability\.high,availability\.exact,/,
    );
    expect(first).toMatch(/^0,1 \/ 100 h,0\.9\d+,/);
    expect(report.text()).toMatch(/^a machine sweep {2}\(3 of 3 points, seed s\)$/m);
  });

  test('are the same bytes in any order, shared out or not', async () => {
    const alone = await sweep(experimentOf());
    const whole = await sweep(experimentOf(), { executor: contrary(Infinity), name: 'whole' });
    const shared = await sweep(experimentOf(), { executor: contrary(1), name: 'shared' });
    for (const other of [whole, shared]) expect([other.summary, other.csv]).toEqual([alone.summary, alone.csv]);
  });

  test('go on where they were interrupted', async () => {
    const alone = await sweep(experimentOf());
    const interruption = new AbortController();
    const executor: Executor = {
      parallel: 1,
      async compute(job, chunk) {
        interruption.abort();
        return inlineExecutor().compute(job, chunk);
      },
      async close() {},
    };
    const half = await sweep(experimentOf(), { executor, signal: interruption.signal, name: 'half' });
    expect(half.complete).toBe(false);
    expect(JSON.parse(half.summary)).toMatchObject({ complete: false, points: 3, done: 1 });
    const rest = await sweep(experimentOf(), { name: 'half' });
    expect([rest.summary, rest.csv]).toEqual([alone.summary, alone.csv]);
  });

  test('that fail are reported, and the others go on', async () => {
    const wrong = { vary: { 'places.count.max': [0, -1, 100] } };
    const { complete, summary, report } = await sweep(experimentOf(overflowing, wrong));
    expect(complete).toBe(true);
    expect(JSON.parse(summary)).toMatchObject({ done: 3, failed: 2 });
    const [first, second] = [...report.failures()];
    expect(first).toMatch(/^point 0: trial 0: /);
    expect(second).toMatch(
      /^point 1: config\.yaml:3:\d+ places\.count.*: found .*, need .* \(at places\.count\.max = -1\)$/,
    );
  });

  test('get the more trials the wider their intervals are', async () => {
    const rare = { vary: { 'measures.mission.probability.within': ['2 h', '20 h', '200 h'] }, measures: ['mission'] };
    const { summary } = await sweep(experimentOf(exponentialMachine, rare, { totalTrials: 30_000 }));
    const { rows } = JSON.parse(summary);
    const found: { trials: number; estimate: number; halfWidth: number }[] = rows.map(
      (row: { measures: { mission: object } }) => row.measures.mission,
    );
    const [short = 0, middle = 0, long = 0] = found.map(({ trials }) => trials);
    expect(short).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(long);
    expect(short + middle + long).toBeLessThanOrEqual(30_000);
    expect(short + middle + long).toBeGreaterThan(29_990);
  });

  test('on which workers fail are said, and are missing until they are run again', async () => {
    const inline = inlineExecutor();
    const executor: Executor = {
      ...inline,
      async compute(job, chunk) {
        if ('values' in job && Object.values(job.values).includes('1 / 200 h')) {
          throw new WorkerFailure(chunk, new Error('out of memory'));
        }
        return inline.compute(job, chunk);
      },
    };
    const { complete, broken, opened } = await sweep(experimentOf(), { executor });
    expect(complete).toBe(false);
    expect(broken).toEqual([{ index: 1, message: expect.stringContaining('out of memory') }]);
    expect([0, 1, 2].map((index) => outcomeOf(opened, index)?.kind)).toEqual(['report', undefined, 'report']);
    expect((await sweep(experimentOf())).complete).toBe(true);
  });
});
