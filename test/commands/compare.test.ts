import { describe, expect, test } from 'vitest';
import { compareCommand } from '../../src/commands/compare.js';
import type { DesignsReport } from '../../src/report/comparison/designs-report.js';
import { configFile, said } from './said.js';

type Given = Omit<Parameters<typeof compareCommand.run>[0], 'configs' | 'json'>;

const compare = (texts: readonly string[], given: Given = {}, json = false, signal?: AbortSignal) =>
  said(compareCommand, { configs: texts.map(configFile), json, ...given }, signal);

async function reported(texts: readonly string[], given: Given): Promise<DesignsReport> {
  const { code, out, err } = await compare(texts, given, true);
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as DesignsReport;
}

const node = `
format: ninefold/system@1
name: three VMs
mission: 1000 h
hardware: {reliability: 0.95}
hypervisor: {reliability: 0.98}
vms: {count: 3, reliability: 0.8}
measures: [reliability, mttf]
baseline: {name: plain, software: {reliability: 0.8}}
`;

describe('designs on common random numbers', () => {
  const given = { trials: '4000', measures: ['reliability'] };

  test('have their difference and ratio with intervals beside the exact difference', async () => {
    const report = await reported([node], given);
    const [rival] = report.rivals;
    expect(rival?.name).toBe('plain');
    const row = rival?.measures.reliability;
    const exact = [0.95 * 0.98 * (1 - 0.2 ** 3), 0.95 * 0.8] as const;
    expect(row).toMatchObject({ side: 'above', better: 'higher', agrees: true, trials: 4000 });
    expect(row?.exact?.first).toBeCloseTo(exact[0], 12);
    expect(row?.exact?.second).toBeCloseTo(exact[1], 12);
    expect(row?.exact?.difference).toBeCloseTo(exact[0] - exact[1], 12);
    expect(row?.ratio.low).toBeLessThan(row?.ratio.estimate ?? 0);
    expect(row?.gain).toBeGreaterThan(1);
  });

  test('are held one by one against the first, and all intervals hold at once', async () => {
    const report = await reported([node], { ...given, with: ['vms.count=2', 'vms.count=4,vms.reliability=0.7'] });
    expect(report.rivals.map(({ name }) => name)).toEqual([
      'three VMs with vms.count = 2',
      'three VMs with vms.count = 4, vms.reliability = 0.7',
    ]);
    expect(report).toMatchObject({ intervals: 2, confidence: 0.95, confidenceEach: 0.975 });
    const [two] = report.rivals;
    expect(two?.measures.reliability?.side).toBe('above');
  });

  test('are not separated when nothing separates them', async () => {
    const { out, code } = await compare([node, node.replace('three VMs', 'the same')], given);
    expect(code).toBe(0);
    expect(out).toContain('not separated on reliability');
    expect(out).toContain('all 1 intervals hold at once with 95 % confidence');
  });

  test('say who is better, measure by measure', async () => {
    const { out } = await compare([node], { trials: '2000' });
    expect(out).toMatch(/^three VMs is better on reliability, mttf$/m);
    expect(out).toMatch(/^reliability .* agrees$/m);
  });

  test('give the same numbers again', async () => {
    expect(await reported([node], given)).toMatchObject({
      rivals: (await reported([node], given)).rivals.map(({ measures }) => ({ measures })),
    });
  });

  test('an interruption says so', async () => {
    const { code, err } = await compare([node], given, false, AbortSignal.abort());
    expect(code).toBe(3);
    expect(err).toContain('interrupted');
  });
});

test.each([
  [{ measures: ['availabilty'] }, '--measures: found availabilty, need one of reliability, mttf'],
  [{ with: ['vms=off'] }, 'vms = null'],
  [{ confidence: '2', trials: 'x' }, '--confidence: found 2'],
])('%j is refused', async (given, wanted) => {
  const { code, err } = await compare([node], given);
  expect(code).toBe(2);
  expect(err).toContain(wanted);
});

test('a config alone has nothing to be held against', async () => {
  const { code, err } = await compare([node.replace(/^baseline.*$/m, '')]);
  expect(code).toBe(2);
  expect(err).toContain('need another config, or --with');
});
