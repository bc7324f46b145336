import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { optimiseCommand } from '../../src/commands/optimise.js';
import type { OptimiseReport } from '../../src/report/optimise/optimise-report.js';
import { optimiseText } from '../../src/report/optimise/optimise-text.js';
import { bestAge, costPerHour, partsText } from '../experiment/optimise/parts.js';
import { projectFile, temporaryFolder } from './ninefold.js';
import { configFile, said } from './said.js';

type Given = Omit<Parameters<typeof optimiseCommand.run>[0], 'config' | 'json' | 'simulate'>;

const optimise = (
  config: string,
  given: Given & { readonly simulate?: boolean; readonly json?: boolean },
  signal?: AbortSignal,
) => {
  const out = join(temporaryFolder(), 'kept');
  return said(optimiseCommand, { config, json: false, simulate: false, out, ...given }, signal);
};

async function reportOf(config: string, given: Parameters<typeof optimise>[1]): Promise<OptimiseReport> {
  const { code, out, err } = await optimise(config, { ...given, json: true });
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as OptimiseReport;
}

const textOf = (report: OptimiseReport) => optimiseText(report, { colour: false });

const periodic = projectFile('sim-configs/published/periodic-rejuvenation.yaml');

const parts = configFile(partsText);

describe('the exact optimum', () => {
  test('of the published rejuvenation period is the published one', async () => {
    const { exact } = await reportOf(periodic, { vary: ['constants.p=100h..3000h'], minimise: 'unavailable' });
    expect(exact?.at[0]).toBeCloseTo(1041.94, 2);
    expect(exact?.value).toBeCloseTo(0.007973788, 9);
    expect(exact?.values).toEqual({ 'constants.p': `${exact?.at[0]} h` });
    expect(exact?.atEnds).toEqual([]);
  });

  test('of replacement by age is that of the closed form', async () => {
    const { exact } = await reportOf(parts, { vary: ['constants.T=10h..400h:log'], minimise: 'cost' });
    const best = bestAge();
    expect(exact?.at[0]).toBeCloseTo(best, 2);
    expect(exact?.value).toBeCloseTo(costPerHour(best), 9);
  });

  test('at the end of a range is said to be there', async () => {
    const given = { vary: ['constants.T=1h..20h'], minimise: 'cost' };
    const { exact } = await reportOf(parts, given);
    expect(exact).toMatchObject({ at: [20], atEnds: [{ path: 'constants.T', end: 'high' }] });
    expect((await optimise(parts, given)).out).toContain(
      'at the upper end of constants.T: a better one may lie beyond',
    );
  });

  test('of whole numbers is the whole number, and designs that cannot be are left out', async () => {
    // A third of the time each of n is down: 3^-n, and 0.02 for each.
    const crew = configFile(
      `format: ninefold/net@1
name: crew
constants: {n: 1}
places: {up: {initial: n, max: n}}
activities:
  fail: {when: up > 0, rate: up, then: {up: up - 1}}
  repair: {when: up < n, rate: 2 * (n - up), then: {up: up + 1}}
measures: {cost: {steady-state: 0.02 * n + (up == 0)}}
`,
    );
    const small = await reportOf(crew, { vary: ['constants.n=1..9'], minimise: 'cost' });
    expect(small.exact?.at).toEqual([4]);
    expect(small.exact?.value).toBeCloseTo(0.08 + 1 / 81, 12);
    const large = await reportOf(crew, { vary: ['constants.n=1..400'], maximise: 'cost' });
    expect(large.exact?.at).toEqual([400]);
    const system = configFile(
      `format: ninefold/system@1
name: three of n
mission: 10 d
hardware: {mttf: 1 y}
hypervisor: {mttf: 1 y}
vms: {count: 3, mttf: 30 d}
service: {needs: 3}
`,
    );
    const { exact } = await reportOf(system, { vary: ['vms.count=1..5'], maximise: 'reliability' });
    expect(exact).toMatchObject({ at: [5], atEnds: [{ path: 'vms.count', end: 'high' }] });
    expect(exact?.impossible.map(({ at }) => at)).toEqual([[1], [2]]);
  });

  test('of several numbers is that of the valley they share', async () => {
    const bowl = configFile(
      `format: ninefold/net@1
name: bowl
constants: {x: 0.5, z: 10 h}
places: {up: 1}
activities:
  fail: {when: up == 1, rate: 1, then: {up: 0}}
  repair: {when: up == 0, rate: 1, then: {up: 1}}
measures: {cost: {steady-state: (x - 0.3)^2 + (z / 10 - 0.6)^2 + x * z / 100 + up}}
`,
    );
    const given = { vary: ['constants.x=0..1', 'constants.z=0h..10h'], minimise: 'cost' };
    const { exact } = await reportOf(bowl, given);
    // 2 (x - 0.3) + z / 100 = 0 and (z / 10 - 0.6) / 5 + x / 100 = 0, the second times 5: z + x / 2 = 6.
    const z = (6 - 0.15) / (1 - 1 / 400);
    const x = 0.3 - z / 200;
    expect(exact?.at[0]).toBeCloseTo(x, 5);
    expect(exact?.at[1]).toBeCloseTo(z, 4);
    // Where a surface is one, it is found from the differences at whatever places.
    const { simulated } = await reportOf(bowl, { ...given, simulate: true, trials: '10' });
    expect(simulated?.at[0]).toBeCloseTo(x, 6);
    expect(simulated?.at[1]).toBeCloseTo(z, 6);
  });
});

describe('the simulated optimum', () => {
  const given = { vary: ['constants.T=10h..400h:log'], minimise: 'cost', simulate: true, trials: '300', seed: 'a' };

  test('has the exact one within its interval, narrower than the range; its value is of other trials', async () => {
    const report = await reportOf(parts, given);
    const { simulated, agrees } = report;
    expect(agrees).toBe(true);
    const [within] = simulated?.within ?? [];
    expect(within?.low).toBeGreaterThan(10);
    expect(within?.high).toBeLessThan(400);
    expect(simulated?.value?.trials).toBe(300);
    expect(simulated?.exactThere).toBeCloseTo(costPerHour(simulated?.at[0] ?? 0), 9);
    expect(textOf(report)).toContain('simulation agrees with the exact optimum');
    expect(textOf(report)).toMatch(/cost is least at constants.T = \d+ h \(within [\d.]+ h \.\. [\d.]+ h\)/);
  });

  test('at the end of a range, and where all is flat, is said to be so', async () => {
    const edge = await reportOf(parts, { ...given, vary: ['constants.T=2h..10h'], trials: '100' });
    expect(edge.simulated).toMatchObject({ at: [10], flat: false, atEnds: [{ path: 'constants.T', end: 'high' }] });
    const flat = await optimise(parts, { ...given, vary: ['constants.T=80h..81h'], trials: '20' });
    expect(flat.out).toContain('cost is flat: anything in the range is as good as can be told');
  });

  test('interrupted, tells what it has', async () => {
    const interruption = new AbortController();
    interruption.abort();
    expect((await optimise(parts, given, interruption.signal)).code).toBe(3);
  });
});

test('a picture of the measure over the range', async () => {
  const file = join(temporaryFolder(), 'curve.svg');
  await optimise(parts, { vary: ['constants.T=10h..400h'], minimise: 'cost', svg: file });
  expect(readFileSync(file, 'utf8')).toMatch(/^<svg[\s\S]*constants\.T, h/);
});

test('all that is wrong is said at once', async () => {
  const wrong = await optimise(parts, {
    vary: ['constants.T=9', 'constants.T=1h..2h'],
    trials: '1',
    minimise: 'cost',
    maximise: 'cost',
  });
  expect(wrong.code).toBe(2);
  expect(
    wrong.err
      .trimEnd()
      .split('\n')
      .map((line) => line.split(':')[0]),
  ).toEqual(['--trials', '--vary', '--minimise']);
  const unknown = await optimise(parts, { vary: ['constants.t=1h..2h'], minimise: 'costs' });
  expect(unknown.err.trimEnd()).toBe(
    "--minimise: found costs, need one of cost\n--vary: found no constant 't', need T (did you mean that?)",
  );
  expect((await optimise(parts, { minimise: 'cost' })).err.trimEnd()).toBe(
    '--vary: found nothing, need a path and its range, such as rejuvenation.every=1d..60d',
  );
});
