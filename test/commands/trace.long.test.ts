import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { expect, test } from 'vitest';
import { exponentialMachine, machine, overflowing } from './nets.js';
import { ninefold, projectFile, readText, temporaryFolder } from './ninefold.js';

function folderWith(config: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), config);
  return folder;
}

const system = projectFile('sim-configs/replicated-service.yaml');

test('the story of a trial of a system, of its seed, and of its baseline', async () => {
  const folder = temporaryFolder();
  const [told, other, baseline] = await Promise.all([
    ninefold(['trace', system, '--trial', '4'], folder),
    ninefold(['trace', system, '--trial', '4', '--seed', 'other', '--until', '90 d'], folder),
    ninefold(['trace', system, '--trial', '4', '--baseline', '--limit', '5'], folder),
  ]);
  expect(told).toMatchObject({ code: 0, err: '' });
  expect(told.out).toMatch(
    /^replicated service: trial 4 of seed ninefold, until 1 y\n {5}0 h {2}0 h +the story began with /,
  );
  expect(told.out).toMatch(
    / hypervisor failed\n( {36}vm \d fell with the hypervisor\n){3} {36}\u25bc the service went down, charged to hypervisor\n/,
  );
  expect(told.out).toMatch(/ 1 outage, down for 3\.16 min in all, up for 99\.9994 % of the time\n$/);
  expect(other.out).toMatch(/^replicated service: trial 4 of seed other, until 90 d\n/);
  expect(other.out.split('\n')[2]).not.toBe(told.out.split('\n')[2]);
  expect(baseline.out).toMatch(/^one machine: .*\n.*with hardware, software up\n(.*\n){3}\.\.\. and \d+ more lines\n$/);
});

test('the elements of a trial that only an event would end, and no more than asked for', async () => {
  const folder = folderWith(
    `${exponentialMachine.split('measures:')[0]}measures: {mttf: {mean-time-to: machine == down}}\n`,
  );
  const { code, out } = await ninefold(['trace', 'config.yaml', '--json'], folder);
  expect(code).toBe(0);
  const elements = JSON.parse(out);
  expect(elements).toEqual([
    { time: 0, activity: null, changes: [{ place: 'machine', from: null, to: 'up' }], immediate: false },
    {
      time: expect.any(Number),
      activity: 'fail',
      changes: [{ place: 'machine', from: 'up', to: 'down' }],
      immediate: false,
    },
  ]);
  const longer = ['trace', 'config.yaml', '--json', '--until', '1 y'];
  const [one, none] = await Promise.all(['1', '0'].map((limit) => ninefold([...longer, '--limit', limit], folder)));
  expect(JSON.parse(one?.out ?? '')).toEqual([elements[0]]);
  expect(one?.err).toMatch(/^\.\.\. and \d+ more\n$/);
  expect(JSON.parse(none?.out ?? '')).toEqual([]);
});

test('files for a viewer and a picture', async () => {
  const folder = temporaryFolder();
  const args = ['trace', system, '--perfetto', 'trial.json', '--svg', 'trial.svg', '--from', '10 d', '--to', '60 d'];
  expect(await ninefold(args, folder)).toEqual({ code: 0, out: '', err: 'trial.json\ntrial.svg\n' });
  const { traceEvents } = JSON.parse(readText(folder, 'trial.json')) as { traceEvents: { ph: string; ts: number }[] };
  const slices = traceEvents.filter(({ ph }) => ph === 'X');
  expect(slices.length).toBeGreaterThan(5);
  expect(Math.min(...slices.map(({ ts }) => ts))).toBe(240 * 3600e6);
  const svg = readText(folder, 'trial.svg');
  expect(() => new Resvg(svg)).not.toThrow();
  expect(svg).toContain('>vm 3</text>');
});

test('a trial that goes wrong is told up to there', async () => {
  const folder = folderWith(overflowing);
  const { code, out, err } = await ninefold(['trace', 'config.yaml', '--until', '100 h'], folder);
  expect(code).toBe(2);
  expect(
    out
      .trim()
      .split('\n')
      .slice(-2)
      .map((line) => line.slice(34)),
  ).toEqual(['count: 11 -> 12 (more)', 'the story ended after 12 events']);
  expect(err).toMatch(/^trial 0 went wrong at time [\d.]+ in more: count would become 13/);
});

test('what cannot be traced is said at once', async () => {
  const folder = folderWith(machine);
  const wrong = async (...args: string[]) => {
    const { code, out, err } = await ninefold(['trace', 'config.yaml', ...args], folder);
    expect(out).toBe('');
    return [code, err];
  };
  expect(
    await Promise.all([
      wrong('--trial', '-1', '--limit', 'x', '--until', '3', '--from', 'noon'),
      wrong('--from', '2 y'),
      wrong('--to', '2 y'),
      wrong('--from', '3 d', '--to', '3 d'),
      wrong('--baseline'),
      wrong('--perfetto', 'no/such/folder.json'),
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        2,
        "--trial: found -1, need a whole number of at least 0
    --limit: found x, need a whole number of at least 0
    --until: found '3' (no unit after 3), need a duration with its unit, like 90 min, 4.5 months or 1 h 30 min (units: ms, s, min, h, d, w, month or y)
    --from: found 'noon', need a duration with its unit, like 90 min, 4.5 months or 1 h 30 min (units: ms, s, min, h, d, w, month or y)
    ",
      ],
      [
        2,
        "--from: found 17520 h, need less than 8760 h, where the trial ends
    ",
      ],
      [
        2,
        "--to: found 17520 h, need at most 8760 h, where the trial ends; --until moves that
    ",
      ],
      [
        2,
        "--from: found 72 h, need less than --to
    ",
      ],
      [
        2,
        "--baseline: found no baseline in config.yaml, need one
    ",
      ],
      [
        3,
        "--perfetto: found ENOENT: no such file or directory, open 'no/such/folder.json', need a file that can be written
    ",
      ],
    ]
  `);
});
