import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ModelReport } from '../../src/report/model-report.js';
import { machine, servers } from './nets.js';
import { folderWith, ninefold, projectFile } from './ninefold.js';

describe('a run', () => {
  test('stops at a precision', async () => {
    const folder = folderWith(machine);
    const args = ['run', 'config.yaml', '--precision', '5%', '--precise-measures', 'outages,mttf', '--json'];
    const { code, out } = await ninefold(args, folder);
    expect(code).toBe(0);
    const { outages, mttf } = (JSON.parse(out) as ModelReport).measures;
    for (const measure of [outages, mttf]) {
      const { estimate, halfWidth } = measure ?? { estimate: 0, halfWidth: 1 };
      expect(halfWidth / estimate).toBeLessThanOrEqual(0.05);
    }
  });

  test('replays one trial: the trials of a run are the trials it replays', async () => {
    const folder = folderWith(machine);
    const run = await ninefold(['run', 'config.yaml', '--trials', '2', '--json'], folder);
    const values = await Promise.all(
      ['0', '1'].map(async (trial) => {
        const { code, out } = await ninefold(['run', 'config.yaml', '--trial', trial, '--json'], folder);
        expect(code).toBe(0);
        const { runs } = JSON.parse(out) as { runs: { observations: Record<string, number> }[] };
        return Object.assign({}, ...runs.map(({ observations }) => observations)) as Record<string, number>;
      }),
    );
    const { measures } = JSON.parse(run.out) as ModelReport;
    for (const name of ['availability', 'outages', 'mttf']) {
      const mean = ((values[0]?.[name] ?? 0) + (values[1]?.[name] ?? 0)) / 2;
      expect(measures[name]?.estimate).toBeCloseTo(mean, 9);
    }
  });

  test('gives infinite ends as text that numbers are read from', async () => {
    const folder = folderWith(
      machine.replace(
        'mttf: {mean-time-to: machine == down}',
        'never: {mean-time-to: machine == up && machine == down}',
      ),
    );
    const { out } = await ninefold(['run', 'config.yaml', '--trials', '2', '--json'], folder);
    const { never } = JSON.parse(out).measures;
    expect(never.high).toBe('Infinity');
  });
});

describe('members that nothing tells apart', () => {
  test('are counted when that is asked for, in the config or besides, in a folder of their own', async () => {
    const folder = folderWith(`${servers}run: {trials: 500}`);
    writeFileSync(join(folder, 'counted.yaml'), `${servers}run: {trials: 500, lump: true}`);
    const each = await ninefold(['run', 'config.yaml', '--json'], folder);
    const counted = await ninefold(['run', 'config.yaml', '--json', '--lump'], folder);
    const config = await ninefold(['run', 'counted.yaml', '--json'], folder);
    const not = await ninefold(['run', 'counted.yaml', '--json', '--no-lump'], folder);
    const said = 'lumped: server(*): 3 in 2 counters\n';
    expect([each, counted, config, not].map(({ code, err }) => `${code} ${err}`)).toEqual([
      '0 ',
      `0 ${said}`,
      `0 ${said}`,
      '0 ',
    ]);
    const [first, second, third, fourth] = [each, counted, config, not].map(
      ({ out }) => (JSON.parse(out) as ModelReport).measures,
    );
    expect(second).toEqual(third);
    expect(first).toEqual(fourth);
    expect(first?.availability).not.toEqual(second?.availability);
    expect(second?.availability).toMatchObject({ agrees: true, exact: first?.availability?.exact });
    expect(readdirSync(join(folder, 'results'))).toHaveLength(4);
  });

  test('are not where trials are those of particular members', async () => {
    const folder = folderWith(`${servers}run: {lump: true}`);
    const trace = await ninefold(['trace', 'config.yaml', '--until', '1 h'], folder);
    expect(trace).toMatchObject({ code: 0, err: 'not lumped: a trace follows every member\n' });
    const example = projectFile('sim-configs/replicated-service.yaml');
    const { code, err } = await ninefold(['run', example, '--lump', '--trials', '20', '--json'], folder);
    expect([code, err]).toEqual([0, 'not lumped: trials are paired with those of the baseline\n']);
  });
});
