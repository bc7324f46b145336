import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bisect } from '../../../src/exact/closed-forms/bisect.js';
import { breakEvenTime } from '../../../src/exact/closed-forms/break-even-time.js';
import { ofHazard } from '../../../src/exact/closed-forms/probability.js';
import { virtualisingPays } from '../../../src/exact/closed-forms/virtualising-pays.js';
import { votingPays } from '../../../src/exact/closed-forms/voting-pays.js';

const until = (node: Parameters<typeof breakEvenTime>[0]): number => {
  const found = breakEvenTime(node);
  if (found.kind !== 'until') throw new Error(`no break-even time: ${found.kind}`);
  return found.time;
};

describe('t*', () => {
  // Digits by bisection in 50-digit decimal arithmetic.
  test.each([
    { n: 2, time: '6.9265637649' },
    { n: 3, time: '10.9859535066' },
    { n: 4, time: '13.8629293059' },
    { n: 8, time: '20.7944153842' },
  ])('lambda_V = .1 lambda_M, n = $n', ({ n, time }) => {
    expect(until({ hypervisorRate: 0.1, vmRate: 1, vmCount: n }).toFixed(10)).toBe(time);
  });

  test('2-of-3 with lambda_V = .1 lambda_M', () => {
    expect(until({ hypervisorRate: 0.1, vmRate: 1, vmCount: 3, need: 2 }).toFixed(10)).toBe('0.5667079528');
  });

  const rates = fc.record({
    hypervisorRate: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    vmCount: fc.integer({ min: 2, max: 9 }),
  });

  test('A holds before and fails after', () => {
    fc.assert(
      fc.property(rates, ({ hypervisorRate, vmCount }) => {
        const time = until({ hypervisorRate, vmRate: 1, vmCount });
        const pays = (t: number) =>
          virtualisingPays({ hypervisor: ofHazard(hypervisorRate * t), vm: ofHazard(t), vmCount }).holds;
        expect(pays(time * (1 - 1e-9))).toBe(true);
        expect(pays(time / 10)).toBe(true);
        expect(pays(time * (1 + 1e-9))).toBe(false);
        expect(pays(time * 2)).toBe(false);
      }),
    );
  });

  test('V4 holds before and fails after', () => {
    fc.assert(
      fc.property(rates, ({ hypervisorRate }) => {
        const time = until({ hypervisorRate, vmRate: 1, vmCount: 3, need: 2 });
        const pays = (t: number) => votingPays({ hypervisor: ofHazard(hypervisorRate * t), vm: ofHazard(t) }).holds;
        expect([pays(time * (1 - 1e-9)), pays(time * (1 + 1e-9))]).toEqual([true, false]);
      }),
    );
  });

  test('tends to ln n / lambda_V for a small lambda_V, and scales with the unit of time', () => {
    expect((until({ hypervisorRate: 1e-6, vmRate: 1, vmCount: 5 }) * 1e-6) / Math.log(5)).toBeCloseTo(1, 12);
    expect(until({ hypervisorRate: 0.1 / 720, vmRate: 1 / 720, vmCount: 2 }) / 720).toBeCloseTo(
      until({ hypervisorRate: 0.1, vmRate: 1, vmCount: 2 }),
      12,
    );
  });

  test('is resolved when the rates are nearly equal: about 1 - lambda_V / lambda_M for two VMs', () => {
    const gap = 2 ** -30;
    expect(until({ hypervisorRate: 1 - gap, vmRate: 1, vmCount: 2 }) / gap).toBeCloseTo(1, 7);
  });

  test('never and always', () => {
    expect(breakEvenTime({ hypervisorRate: 1, vmRate: 1, vmCount: 9 })).toEqual({ kind: 'never' });
    expect(breakEvenTime({ hypervisorRate: 0.1, vmRate: 1, vmCount: 1 })).toEqual({ kind: 'never' });
    expect(breakEvenTime({ hypervisorRate: 0.1, vmRate: 1, vmCount: 3, need: 3 })).toEqual({ kind: 'never' });
    expect(breakEvenTime({ hypervisorRate: 0, vmRate: 1, vmCount: 2 })).toEqual({ kind: 'always' });
    // Voting without hypervisor failures pays until R_M = 1/2.
    expect(until({ hypervisorRate: 0, vmRate: 1, vmCount: 3, need: 2 })).toBeCloseTo(Math.LN2, 14);
  });

  test('refuses what is no rate', () => {
    expect(() => breakEvenTime({ hypervisorRate: -1, vmRate: 1, vmCount: 2 })).toThrow(/^lambda_V: found -1/);
    expect(() => breakEvenTime({ hypervisorRate: 1, vmRate: 0, vmCount: 2 })).toThrow(/^lambda_M: found 0/);
    expect(() => breakEvenTime({ hypervisorRate: 1, vmRate: 2, vmCount: 2, need: 3 })).toThrow(/^k: found 3/);
  });
});

test('bisection ends at neighbouring doubles', () => {
  const root = bisect((x) => 2 - x * x, 1, 2);
  expect(Math.abs(root - Math.SQRT2)).toBeLessThanOrEqual(Number.EPSILON);
});
