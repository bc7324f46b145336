import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { votingBound, votingPays } from '../../../src/exact/closed-forms/voting-pays.js';
import { votingRange } from '../../../src/exact/closed-forms/voting-range.js';
import { plainReliability } from './arbitraries.js';

describe('V4', () => {
  test('the bound is 8/9 at R_M = 3/4, its least value, and 1 at 1/2 and 1', () => {
    expect(votingBound(0.75)).toBe(8 / 9);
    expect(votingBound(0.5)).toBe(1);
    expect(votingBound(1)).toBe(1);
    fc.assert(
      fc.property(plainReliability, (vm) => {
        expect(votingBound(vm)).toBeGreaterThanOrEqual(8 / 9);
        expect(votingBound(vm)).toBeCloseTo(1 / (3 * vm - 2 * vm ** 2), 10);
      }),
    );
    expect(() => votingBound(0)).toThrow(/^R_M: found 0/);
  });

  test('holds exactly above the bound; never for R_M <= 1/2', () => {
    fc.assert(
      fc.property(plainReliability, plainReliability, (hypervisor, vm) => {
        expect(votingPays({ hypervisor, vm }).holds).toBe(hypervisor > votingBound(vm));
        expect(votingPays({ hypervisor, vm: vm / 2 }).holds).toBe(false);
      }),
    );
    expect(votingPays({ hypervisor: 1, vm: 0 }).holds).toBe(false);
    expect(votingPays({ hypervisor: 1, vm: 0.5 }).holds).toBe(false);
  });
});

describe('V4-roots', () => {
  test.each([
    { hypervisor: 0.9, lower: '0.6667', upper: '0.8333' },
    { hypervisor: 0.98, lower: '0.5213', upper: '0.9787' },
  ])('R_V = $hypervisor', ({ hypervisor, lower, upper }) => {
    const range = votingRange(hypervisor);
    expect([range?.lower.value.toFixed(4), range?.upper.value.toFixed(4)]).toEqual([lower, upper]);
  });

  test('real iff R_V >= 8/9', () => {
    expect(votingRange(0.8888)).toBeUndefined();
    expect(votingRange(8 / 9)?.lower.value).toBe(0.75);
    expect(votingRange(1)).toEqual({
      lower: { value: 0.5, complement: 0.5 },
      upper: { value: 1, complement: 0 },
    });
    expect(() => votingRange(0)).toThrow(/^R_V: found 0/);
  });

  test('the ends satisfy V4 with equality, and the range widens with R_V', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.89, max: 0.99, noNaN: true }), (hypervisor) => {
        const range = votingRange(hypervisor);
        const wider = votingRange(hypervisor + 0.005);
        if (range === undefined || wider === undefined) throw new Error(`no range at ${hypervisor}`);
        for (const end of [range.lower, range.upper]) {
          expect(Math.abs(votingPays({ hypervisor, vm: end }).margin)).toBeLessThan(1e-15);
        }
        expect(votingPays({ hypervisor, vm: (range.lower.value + range.upper.value) / 2 }).holds).toBe(true);
        expect(wider.lower.value).toBeLessThan(range.lower.value);
        expect(wider.upper.value).toBeGreaterThan(range.upper.value);
      }),
    );
  });

  test('the upper end keeps its complement when the hypervisor is nearly perfect', () => {
    // 1 - R_M solves q (1 - 2q) = 1/R_V - 1, so q tends to 1 - R_V.
    expect(votingRange({ value: 1, complement: 1e-18 })?.upper.complement).toBe(1e-18);
  });
});
