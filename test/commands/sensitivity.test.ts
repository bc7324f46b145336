import { describe, expect, test } from 'vitest';
import { sensitivityCommand } from '../../src/commands/sensitivity.js';
import type { SensitivityReport } from '../../src/report/sensitivity-report.js';
import { projectFile } from './ninefold.js';
import { configFile, said } from './said.js';

type Given = Omit<Parameters<typeof sensitivityCommand.run>[0], 'config' | 'json'>;

const sensitivity = (config: string, given: Given & { readonly json?: boolean } = {}, signal?: AbortSignal) =>
  said(sensitivityCommand, { config, json: false, ...given }, signal);

const system = projectFile('sim-configs/validation/availability-any.yaml');

describe('a system on its chain', () => {
  test('as a ranked table, with the importance of its components', async () => {
    const { code, out, err } = await sensitivity(system);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('sensitivity of availability-long-run = 0.9347');
    expect(out).toMatch(/^1 +vms\.mttf +20 h +-1\.10\d +0\.0035\d+ +1\/h$/m);
    expect(out).toMatch(/^2 +vms\.mttr +10 h +1\.10\d /m);
    expect(out).toMatch(/^vm \(each of 3\) +0\.6666\d+ +0\.107\d/m);
    expect(out).toContain('left out: vms.count, service.needs (structural');
  });

  test('as JSON', async () => {
    const { out } = await sensitivity(system, { json: true, measure: 'nines' });
    const report = JSON.parse(out) as SensitivityReport;
    expect(report).toMatchObject({ config: system, measure: 'nines', complete: true, elasticityOf: 'value' });
    // A = a_H a_V (1 - u^3): each availability a = up / (up + down).
    const [hardware, hypervisor, down] = [500 / 510, 300 / 303, 1 / 3];
    const missing = 1 - hardware * hypervisor * (1 - down ** 3);
    expect(report.value).toBeCloseTo(-Math.log10(missing), 12);
    const byRepair = (hypervisor * (1 - down ** 3) * 500) / 510 ** 2 / (missing * Math.LN10);
    const row = report.parameters.find(({ name }) => name === 'hardware.mttr');
    expect(row?.derivative).toBeCloseTo(-byRepair, 12);
    expect(row).toMatchObject({ value: 10, text: '10 h', unit: 'h', method: 'exact' });
    expect(row?.elasticity).toBeCloseTo((-byRepair * 10) / report.value, 12);
    const sizes = report.parameters.map(({ elasticity = 0 }) => Math.abs(elasticity));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(report.components?.map(({ component }) => component)).toEqual(['hardware', 'hypervisor', 'vm']);
  });
});

const [shape, life, mission] = [3, 100, 60];
/** Lives that wear out; the confidence leaves a true value out once in a million times. */
const wearing = `
format: ninefold/net@1
name: wearing out
constants: {life: ${life}, shape: ${shape}, idle: 4, mission: ${mission}}
places: {up: {initial: 1, max: 1}, ticks: {initial: 0, max: 1}}
activities:
  fail: {when: up == 1, delay: {weibull: {shape: shape, scale: life}}, then: {up: 0}}
  tick: {rate: 1 / idle, then: {ticks: 1 - ticks}}
measures:
  survives: {probability: {stay: up == 1, within: mission}}
  median: {quantile: 0.5, of: work, until: mission}
spans: {work: {while: ticks == 1}}
run: {confidence: 0.999999}
`;

describe('lives that no chain follows', () => {
  const survival = (scale: number, power: number): number => Math.exp(-((mission / scale) ** power));

  test('are moved both ways in pairs of trials', async () => {
    const config = configFile(wearing);
    const { code, out } = await sensitivity(config, { json: true, trials: '20000', measure: 'survives' });
    expect(code).toBe(0);
    const report = JSON.parse(out) as SensitivityReport;
    expect(report).toMatchObject({ confidence: 0.999999, seed: 'ninefold', elasticityOf: 'complement' });
    expect(report.method).toContain('central differences of pairs of trials');
    const quotients = {
      life: (survival(1.05 * life, shape) - survival(0.95 * life, shape)) / (0.1 * life),
      shape: (survival(life, 1.05 * shape) - survival(life, 0.95 * shape)) / (0.1 * shape),
    };
    for (const [name, wanted] of Object.entries(quotients)) {
      const row = report.parameters.find((each) => each.name === name);
      expect(row?.low, name).toBeLessThan(wanted);
      expect(row?.high, name).toBeGreaterThan(wanted);
      expect((row?.low ?? 0) > 0, `${name} is separated from 0`).toBe(true);
    }
    expect(report.parameters[0]?.name).toBe('life');
    expect(report.skipped).toContainEqual({ name: 'idle', reason: 'has no part in survives' });
    expect((await sensitivity(config, { json: true, trials: '20000', measure: 'survives' })).out).toBe(out);
  });

  test('in a table that says what is not separated', async () => {
    const { out } = await sensitivity(configFile(wearing), { trials: '10', measure: 'survives', seed: 'few' });
    expect(out).toMatch(/^\d +shape .*(not separated from 0|no trial differed)$/m);
    expect(out).toContain('(seed few)');
    expect(out).toMatch(/^note: simulated: fail has a weibull delay/m);
  });

  test('an interruption leaves what is done, and says so', async () => {
    const { code, err } = await sensitivity(configFile(wearing), { measure: 'survives' }, AbortSignal.abort());
    expect(code).toBe(3);
    expect(err).toContain('interrupted');
  });
});

describe('what cannot be asked', () => {
  test('an unknown measure, a wrong count and a config that is none are all said at once', async () => {
    const { code, err } = await sensitivity(system, { measure: 'availabilty', trials: 'many' });
    expect(code).toBe(2);
    expect(err).toMatch(/--trials: found many/);
    const unknown = await sensitivity(system, { measure: 'availabilty' });
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(/--measure: found availabilty, need one of availability-long-run/);
    expect((await sensitivity('no-such-file.yaml')).err).toContain('no such file');
  });

  test('a measure without a single derivative', async () => {
    const curve = await sensitivity(projectFile('sim-configs/validation/any-of-3.yaml'), {
      measure: 'reliability-curve',
    });
    expect(curve.code).toBe(2);
    expect(curve.err).toContain('curve');
  });

  test('a state that the net forbids', async () => {
    const { code, err } = await sensitivity(
      configFile(`
format: ninefold/net@1
name: one too many
constants: {rate: 1}
places: {x: {initial: 0, max: 1}}
activities: {grow: {rate: rate, then: {x: x + 1}}}
measures: {m: {steady-state: x}}
`),
    );
    expect(code).toBe(2);
    expect(err).toMatch(/m: grow: x would become 2/);
  });
});
