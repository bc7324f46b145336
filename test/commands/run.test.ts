import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ModelReport } from '../../src/report/model-report.js';
import { exponentialMachine, machine, overflowing } from './nets.js';
import { ninefold, projectFile, readText, temporaryFolder } from './ninefold.js';

/** A folder with a config in it. */
function folderWith(config: string, name = 'config.yaml'): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), config);
  return folder;
}

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

/** Three servers alike. */
const servers = `format: ninefold/net@1
name: servers
indices: {i: 3}
places: {server(i): {states: [up, down]}}
activities:
  fail(i): {when: server(i) == up, rate: 1 / 100 h, then: {server(i): down}}
  repair(i): {when: server(i) == down, delay: {exponential: {mean: 5 h}}, then: {server(i): up}}
measures: {availability: {average: any(server(*) == up), until: 100 h}}
run: {trials: 500}
`;

describe('members that nothing tells apart', () => {
  test('are counted when that is asked for, in the config or besides, in a folder of their own', async () => {
    const folder = folderWith(servers);
    writeFileSync(join(folder, 'counted.yaml'), servers.replace('{trials: 500}', '{trials: 500, lump: true}'));
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
    const folder = folderWith(servers.replace('{trials: 500}', '{lump: true}'));
    const trace = await ninefold(['trace', 'config.yaml', '--until', '1 h'], folder);
    expect(trace).toMatchObject({ code: 0, err: 'not lumped: a trace follows every member\n' });
    const example = projectFile('sim-configs/replicated-service.yaml');
    const { code, err } = await ninefold(['run', example, '--lump', '--trials', '20', '--json'], folder);
    expect([code, err]).toEqual([0, 'not lumped: trials are paired with those of the baseline\n']);
  });
});
