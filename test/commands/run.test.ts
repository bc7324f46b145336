import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ModelReport } from '../../src/report/model-report.js';
import { exponentialMachine, machine, overflowing } from './nets.js';
import { folderWith, ninefold, projectFile, readText, temporaryFolder } from './ninefold.js';

describe('a run', () => {
  test('prints and writes one summary, the points and what it takes to run it again', async () => {
    const folder = folderWith(exponentialMachine);
    const { code, out, err } = await ninefold(
      ['run', 'config.yaml', '--trials', '500', '--seed', 'a b', '--json'],
      folder,
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    const [results = ''] = readdirSync(join(folder, 'results'));
    expect(results).toMatch(/^a-machine-a-b-[0-9a-f]{8}$/);
    const kept = join(folder, 'results', results);
    const report = JSON.parse(out) as ModelReport;
    expect(JSON.parse(readText(kept, 'summary.json'))).toEqual(report);
    expect(report).toMatchObject({ config: 'config.yaml', seed: 'a b', trials: 500, complete: true });
    const { availability, mttf } = report.measures;
    expect(availability).toMatchObject({ confidence: 0.95, unit: '', trials: 500, agrees: true });
    expect(availability?.halfWidth).toBeCloseTo(((availability?.high ?? 0) - (availability?.low ?? 0)) / 2, 12);
    expect(mttf).toMatchObject({ unit: 'h', agrees: true });
    expect(mttf?.exact?.value).toBeCloseTo(200, 9);
    expect(report.curves.survival?.points.map(({ at }) => at)).toEqual([0, 100, 200, 300, 400]);
    expect(report.curves.survival?.agrees).toBe(true);

    const rows = readText(kept, 'points.csv').trim().split('\n');
    expect(rows[0]).toBe('design,measure,at,estimate,low,high,confidence,unit,trials,exact,method');
    expect(rows.length).toBe(1 + Object.keys(report.measures).length + 5);
    const manifest = JSON.parse(readText(kept, 'manifest.json'));
    expect(manifest).toMatchObject({
      seed: 'a b',
      settings: { trials: 500 },
      command: 'run',
      configs: [{ file: 'config.yaml', text: exponentialMachine }],
      node: process.version,
    });
    expect(manifest.counts.design.trials.availability).toBe(500);
  });

  test('is drawn as tables with the exact values', async () => {
    const folder = folderWith(exponentialMachine);
    const { code, out, err } = await ninefold(['run', 'config.yaml', '--trials', '300'], folder);
    expect(code).toBe(0);
    expect(out).toMatch(/^a machine {2}\(300 trials, /);
    expect(out).toMatch(/^mttf +[\d.]+ +[\d.]+ \.\. [\d.]+ +d +8\.333\d* +agrees$/m);
    expect(err).toMatch(/^report: results\/[^/]+\/report\.html$/m);
  });

  test('compares a system with its baseline and puts inequality A to it', async () => {
    const folder = temporaryFolder();
    const config = projectFile('sim-configs/replicated-service.yaml');
    const { code, out } = await ninefold(['run', config, '--trials', '100', '--json', '--out', 'kept'], folder);
    expect(code).toBe(0);
    const report = JSON.parse(out) as ModelReport;
    expect(report.baseline?.measures.availability?.trials).toBe(100);
    expect(report.comparison?.availability?.difference.low).toBeGreaterThan(0);
    expect(report.inequalityA).toMatchObject({ applies: true, leavesOut: [expect.stringContaining('shared-bug')] });
    const causes = Object.keys(report.measures).filter((name) => /^downtime-(?!year)/.test(name));
    const total = causes.reduce((sum, name) => sum + (report.measures[name]?.estimate ?? 0), 0);
    expect(total / (report.measures['downtime-year']?.estimate ?? 0)).toBeCloseTo(1, 9);
    expect(existsSync(join(folder, 'kept', 'summary.json'))).toBe(true);
  });
});

describe('bad input', () => {
  test('is all said at once, with nothing written', async () => {
    const folder = folderWith(machine.replace('machine == up, until: 1 y', 'machine = up, until: 1 parsec'));
    const args = [
      'run',
      'config.yaml',
      '--trials',
      'many',
      '--precision',
      '200%',
      '--workers',
      '0',
      '--confidence',
      '1',
    ];
    const { code, out, err } = await ninefold(args, folder);
    expect(code).toBe(2);
    expect(out).toBe('');
    const lines = err.trimEnd().split('\n');
    expect(lines.slice(0, 4)).toEqual([
      '--trials: found many, need a whole number of at least 2',
      '--precision: found 200%, need a share above 0 and below 1, such as 1% or 0.01',
      '--confidence: found 1, need a number above 0 and below 1, such as 0.95',
      '--workers: found 0, need a whole number from 1 to 256',
    ]);
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines.slice(4)) expect(line).toMatch(/^config\.yaml:\d+:\d+ .*: found .*, need /);
    expect(readdirSync(folder)).toEqual(['config.yaml']);
  });

  test.each([
    [
      'an unknown option',
      ['run', 'config.yaml', '--trails', '3'],
      /^--trails: found an unknown option, need --trials \(did you mean that\?\)$/m,
    ],
    [
      'an unknown command',
      ['rum', 'config.yaml'],
      /^rum: found an unknown command, need run \(did you mean that\?\)$/m,
    ],
    [
      'one thing too many',
      ['run', 'config.yaml', 'more.yaml'],
      /^more\.yaml: found more than run takes, need ninefold run <config>$/m,
    ],
    ['an option without its value', ['run', 'config.yaml', '--seed'], /^--seed: found nothing, need a value$/m],
    ['no config', ['run'], /^run: found no <config>, need ninefold run <config>$/m],
    ['no such config', ['run', 'nowhere.yaml'], /^nowhere\.yaml: found no such file, need a readable config file$/m],
    [
      'an unknown measure',
      ['run', 'config.yaml', '--precision', '1%', '--precise-measures', 'mttx'],
      /--precise-measures: found mttx, need one of availability/,
    ],
    [
      'measures that are to be precise, but not how',
      ['run', 'config.yaml', '--precise-measures', 'mttf'],
      /^--precise-measures: found no --precision beside it, need --precision 1% too$/m,
    ],
    [
      'more trials than can be counted',
      ['run', 'config.yaml', '--trials', '1e99'],
      /^--trials: found 1e99, need a whole number of at most 9007199254740991$/m,
    ],
    ['no folder', ['run', 'config.yaml', '--out='], /^--out: found nothing, need a folder$/m],
    [
      'a folder that is a file',
      ['run', 'config.yaml', '--out', 'config.yaml'],
      /^config\.yaml: results cannot be kept, it is a file$/m,
    ],
  ])('%s', async (_, args, message) => {
    const folder = folderWith(machine);
    const { code, out, err } = await ninefold(args, folder);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^ +at /m);
    expect(out).toBe('');
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual(['config.yaml']);
  });

  test('a folder with the results of another run is left alone', async () => {
    const folder = folderWith(machine);
    const args = ['run', 'config.yaml', '--trials', '20', '--out', 'kept', '--seed'];
    expect((await ninefold([...args, 'one'], folder)).code).toBe(0);
    const summary = readText(folder, 'kept', 'summary.json');
    const { code, err } = await ninefold([...args, 'two'], folder);
    expect(err).toBe("kept: found the results of another run, need an empty folder or this run's own\n");
    expect(code).toBe(2);
    expect(readText(folder, 'kept', 'summary.json')).toBe(summary);
  });

  test('a trial that meets what the net forbids is named, with the command that replays it', async () => {
    const folder = folderWith(overflowing, 'over flowing.yaml');
    const args = ['run', 'over flowing.yaml', '--seed', 's', '--trials', '100000'];
    const { code, err } = await ninefold(args, folder);
    expect(code).toBe(2);
    expect(err).toMatch(/^trial \d+ went wrong at time [\d.]+ in more: count would become 13/);
    const replay = /^replay it alone: ninefold (run 'over flowing.yaml' --seed s --trial (\d+))$/m.exec(err);
    const again = await ninefold(['run', 'over flowing.yaml', '--seed', 's', '--trial', replay?.[2] ?? ''], folder);
    expect(again.code).toBe(2);
    expect(again.err.split('\n')[0]).toBe(err.split('\n')[0]);
  });
});
