import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { boundaryCommand } from '../../src/commands/boundary.js';
import { functionBound } from '../../src/exact/closed-forms/function-placement.js';
import { vmsForTarget } from '../../src/exact/closed-forms/vms-for-target.js';
import { votingRange } from '../../src/exact/closed-forms/voting-range.js';
import { solveExact } from '../../src/exact/solve.js';
import type { BoundaryReport } from '../../src/report/boundary/boundary-report.js';
import { loadModel } from '../../src/system/model.js';
import { wearing } from './nets.js';
import { ninefold, temporaryFolder } from './ninefold.js';
import { configFile, said } from './said.js';

type Given = Omit<Parameters<typeof boundaryCommand.run>[0], 'configs' | 'simulate' | 'json'>;

/** The command on one config. */
function boundary(text: string, given: Given, more: { json?: boolean; simulate?: boolean; signal?: AbortSignal } = {}) {
  const { signal, json = false, simulate = false } = more;
  const out = join(temporaryFolder(), 'kept');
  return said(boundaryCommand, { configs: [configFile(text)], json, simulate, out, ...given }, signal);
}

async function reported(text: string, given: Given, simulate = false): Promise<BoundaryReport> {
  const { code, out, err } = await boundary(text, given, { json: true, simulate });
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out) as BoundaryReport;
}

const estimates = ({ exact }: BoundaryReport) => exact?.boundaries.map(({ estimate }) => estimate);

/** A virtualised node (A) and one without (B), of independent parts. */
const node = (parts: { hypervisor?: number; vms: string; software?: number; more?: string }): string => `
format: ninefold/system@1
name: virtual
mission: 1000 h
hardware: {reliability: 0.95}
hypervisor: {reliability: ${parts.hypervisor ?? 0.98}}
vms: ${parts.vms}
measures: [reliability]
${parts.more ?? ''}
baseline: {name: plain, software: {reliability: ${parts.software ?? 0.9}}}
`;

describe('the inequalities of virtualised nodes are found as boundaries', () => {
  test('A: how good the hypervisor must be, with so many VMs', async () => {
    for (const [n, bound] of [
      [2, 1 / 1.1],
      [3, 0.9 / 0.999],
      [4, 0.9 / 0.9999],
    ] as const) {
      const vary = 'hypervisor.reliability=0.5..1';
      const report = await reported(node({ vms: `{count: ${n}, reliability: 0.9}` }), { vary });
      expect(report).toMatchObject({ answer: 'boundaries', better: 'higher', complete: true });
      expect(report.exact?.boundaries).toMatchObject([{ before: 'below', after: 'above' }]);
      expect(estimates(report)).toEqual([expect.closeTo(bound, 12)]);
    }
  });

  test('A: one VM never pays, and is equal on a hypervisor that never fails', async () => {
    const report = await reported(node({ vms: '{count: 1, reliability: 0.9}' }), {
      vary: 'hypervisor.reliability=0.5..1',
    });
    expect(report.answer).toBe('boundaries');
    expect(report.exact?.segments.map(({ side }) => side)).toEqual(['below', 'equal']);
    const inside = await reported(node({ vms: '{count: 1, reliability: 0.9}' }), {
      vary: 'hypervisor.reliability=0.5..0.999',
    });
    expect(inside.answer).toBe('never');
  });

  test('A: how many VMs it takes', async () => {
    const poor = node({ hypervisor: 0.3, vms: '{count: 1, reliability: 0.1}', software: 0.1 });
    const { out } = await boundary(poor, { vary: 'vms.count=1..8' });
    expect(out).toContain('plain is better up to 3, virtual is better from 4 on');
    const report = await reported(poor, { vary: 'vms.count=5..8' });
    expect(report.answer).toBe('always');
  });

  test('n_min: how many VMs reach a target', async () => {
    for (const [vm, least] of [
      [0.1, 38],
      [0.5, 6],
      [0.9, 2],
    ] as const) {
      const config = node({ hypervisor: 0.999, vms: `{count: 2, reliability: ${vm}}` }).replace('0.95', '1');
      const report = await reported(config, { vary: 'vms.count=1..60', above: '0.98' });
      expect(report.B).toBeUndefined();
      expect(report.exact?.boundaries).toMatchObject([
        { before: 'below', after: 'above', low: least - 1, high: least },
      ]);
      expect(vmsForTarget({ target: 0.98, hypervisor: 0.999, vm })).toBe(least);
    }
    const good = node({ hypervisor: 0.999, vms: '{count: 2, reliability: 0.99}' }).replace('0.95', '1');
    expect((await reported(good, { vary: 'vms.count=1..60', above: '0.98' })).answer).toBe('always');
    expect((await reported(good, { vary: 'vms.count=1..60', below: '0.98' })).answer).toBe('never');
  });

  test('V4: between which qualities of VMs voting pays', async () => {
    const voting = node({ vms: '{count: 3, reliability: 0.75}', more: 'service: {voting: {of: 3, needs: 2}}' });
    const report = await reported(voting, { vary: 'vms.reliability,B:software.reliability=0.01..0.999' });
    const roots = votingRange(0.98);
    expect(report.exact?.segments.map(({ side }) => side)).toEqual(['below', 'above', 'below']);
    const [lower, upper] = [roots?.lower.value ?? 0, roots?.upper.value ?? 0];
    expect([lower, upper]).toEqual([expect.closeTo(0.5213, 4), expect.closeTo(0.9787, 4)]);
    expect(estimates(report)).toEqual([expect.closeTo(lower, 12), expect.closeTo(upper, 12)]);
  });

  test('B: how good a function must be in the hypervisor', async () => {
    const moved = `
format: ninefold/system@1
name: in VMs
mission: 1000 h
hardware: {reliability: 0.95}
hypervisor: {reliability: 0.9}
vms: {count: 3, reliability: 0.75}
function: {in: vms, reliability: 0.75}
measures: [reliability]
`;
    const report = await reported(moved, {
      with: ['function.in=hypervisor'],
      vary: 'B:function.reliability=0.5..1',
    });
    const bound = functionBound({ inVm: 0.75, restOfVm: 0.75, vmCount: 3 }).value;
    expect(bound).toBeCloseTo(0.930804, 6);
    expect(estimates(report)).toEqual([expect.closeTo(bound, 12)]);
    expect(report.B).toMatchObject({ values: { 'function.in': 'hypervisor' }, paths: ['function.reliability'] });
  });
});

/** A VM that ages and is rebooted now and then: no closed form knows it. */
const rejuvenated = `
format: ninefold/system@1
name: rejuvenated
horizon: 60 d
hardware: {mttf: 3 y, mttr: 4 h}
hypervisor: {mttf: 1 y, mttr: 10 min}
vms:
  count: 1
  ageing: {latent: 7 d, failure: 3 d}
  repair: {exponential: {mean: 2 h}}
  boot: {exponential: {mean: 10 min}}
rejuvenation: {of: vms, every: 7 d}
measures: [availability, availability-long-run, mttf]
`;

describe('with mechanisms, where no closed form holds', () => {
  const without = { with: ['rejuvenation=off'], vary: 'rejuvenation.every=6h..30d:log' };

  test('the break-even period of rejuvenation is where the exact solutions meet', async () => {
    const report = await reported(rejuvenated, { ...without, measure: 'availability-long-run' });
    expect(report.exact?.segments.map(({ side }) => side)).toEqual(expect.arrayContaining(['below', 'above']));
    const [root = 0] = estimates(report) ?? [];
    const solvedAt = (hours: number): number => {
      const text = rejuvenated.replace('every: 7 d', `every: ${hours} h`);
      return availabilityOf(text) - availabilityOf(rejuvenated.replace(/^rejuvenation:.*$/m, ''));
    };
    expect(solvedAt(root * (1 - 1e-7))).toBeLessThan(0);
    expect(solvedAt(root * (1 + 1e-7))).toBeGreaterThan(0);
  });

  test('and where simulation puts it, which says how sure it is', async () => {
    const given = {
      ...without,
      vary: 'rejuvenation.every=6h..4d:log',
      measure: 'availability',
      trials: '1500',
      precision: '10%',
    };
    const report = await reported(rejuvenated, given, true);
    const { exact, simulated } = report;
    expect(report.agrees).toBe(true);
    expect(simulated).toMatchObject({ confidence: 0.95, testsMost: 4 * 49, seed: 'ninefold' });
    const [known] = exact?.boundaries ?? [];
    const [seen] = simulated?.boundaries ?? [];
    expect(seen).toMatchObject({ before: 'below', after: 'above' });
    // A false alarm: once in twenty seeds at most, and this one is fixed.
    expect(seen?.low).toBeLessThan(known?.estimate ?? 0);
    expect(seen?.high).toBeGreaterThan(known?.estimate ?? 0);
    expect(simulated?.places.every((place) => place.trials <= 1500)).toBe(true);
  });
});

function availabilityOf(text: string): number {
  const result = solveExact(loadModel(text).net, { measures: ['availability-long-run'] })['availability-long-run'];
  if (result?.kind !== 'value') throw new Error('not solved');
  return result.value;
}

describe('where only simulation answers', () => {
  const given = { vary: 'hypervisor.mttf=5d..100d:log', trials: '1000', precision: '10%' };

  test('the answer is a sentence with an interval and the confidence behind it', async () => {
    const { out } = await boundary(wearing, given);
    expect(out).toMatch(
      /^availability of replicated against single, hypervisor\.mttf = 5 d \.\. 100 d; higher is better$/m,
    );
    expect(out).toMatch(
      /single is better up to [\d.]+ \([\d.]+ \.\. [\d.]+\) d, replicated is better from [\d.]+ \([\d.]+ \.\. [\d.]+\) d on/,
    );
    expect(out).toContain('every side below is right at once with 95 % confidence');
  });

  test('the same for any number of workers', async () => {
    const config = configFile(wearing);
    const args = ['boundary', config, '--vary', 'vms.count=1..3', '--trials', '4000', '--json'];
    const one = await ninefold([...args, '--workers', '1'], temporaryFolder());
    const three = await ninefold([...args, '--workers', '3'], temporaryFolder());
    expect(three.out).toBe(one.out);
    const report = JSON.parse(one.out) as BoundaryReport;
    expect(report.simulated?.segments.at(-1)).toMatchObject({ side: 'above', high: 3 });
  });

  test('a value that a measure crosses', async () => {
    const report = await reported(wearing, { ...given, above: '0.98' });
    expect(report.simulated?.boundaries).toMatchObject([{ before: 'below', after: 'above' }]);
    expect(report.B).toBeUndefined();
  });

  test('what is too close is not told apart', async () => {
    const { out, code } = await boundary(wearing, { ...given, vary: 'hardware.mttr=1h..2h', with: ['horizon=60d'] });
    expect(code).toBe(0);
    expect(out).toContain('not told apart anywhere in 1 h .. 2 h');
  });

  test('an interruption keeps the places that are done', async () => {
    const { code, err } = await boundary(wearing, given, { signal: AbortSignal.abort() });
    expect(code).toBe(3);
    expect(err).toMatch(/^interrupted: go on with ninefold resume .*kept$/m);
  });
});

describe('what cannot be asked', () => {
  const config = node({ vms: '{count: 2, reliability: 0.9}' });

  test('is said all at once', async () => {
    const { code, err } = await boundary(config, {
      vary: 'vms.cuont=1..8',
      measure: 'mttf',
      trials: '1',
    });
    expect(code).toBe(2);
    expect(err).toContain('--trials: found 1, need');
    const more = await boundary(config, { vary: 'vms.cuont=1..8', measure: 'mttf' });
    expect(more.err).toContain('--vary: found vms.cuont, where neither config has anything');
    expect(more.err).toContain('--measure: found mttf, need one of reliability');
  });

  test.each([
    [{ vary: 'vms.count=8..1' }, 'the lower end first'],
    [{ vary: 'vms.count' }, "found 'vms.count', need paths and a range"],
    [{ vary: 'C:vms.count=1..8' }, 'found C:vms.count, need one of A, B'],
    [{}, '--vary: found nothing'],
    [{ vary: 'vms.count=0..8' }, 'vms.count = 0'],
    [{ vary: 'vms.count=1..8', above: '1 d' }, '--above: found 1 d, need a number'],
    [{ vary: 'vms.count=1..8', above: '0.9', below: '0.9' }, 'one of the two'],
    [{ vary: 'vms.count=1..8', with: ['vms'] }, "--with: found 'vms', need a path and a value"],
    [{ vary: 'vms.count=1..8', with: ['vms.count=two'] }, "found 'two'"],
    [{ vary: 'vms.count=1..8', better: 'more' }, '--better: found more, need higher or lower'],
  ])('%j', async (given, wanted) => {
    const { code, err } = await boundary(config, given);
    expect(code).toBe(2);
    expect(err).toContain(wanted);
  });

  test('a config alone, with nothing to hold it against', async () => {
    const { code, err } = await boundary(rejuvenated, { vary: 'vms.count=1..2' });
    expect(code).toBe(2);
    expect(err).toContain('need a second config, --with, --above or --below');
  });
});
