import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shockKOfN, shockParallel, shockSeries } from '../../../src/exact/closed-forms/common-shock.js';
import { kOfN } from '../../../src/exact/closed-forms/k-of-n.js';
import { all, any, asProbability } from '../../../src/exact/closed-forms/probability.js';

const shocked = fc
  .tuple(
    fc.double({ min: 0.3, max: 1, noNaN: true }),
    fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
  )
  .map(([s, shares]) => ({ s, components: shares.map((share) => s * share) }));

describe('shock', () => {
  test('R_H = .95, R_M = .9, s = .96: .8906 against .8550', () => {
    expect(shockSeries([0.95, 0.9], 0.96).value.toFixed(4)).toBe('0.8906');
    expect(shockSeries([0.95, 0.9], 1).value.toFixed(4)).toBe('0.8550');
  });

  test('the parallel group is s [1 - (1 - R_M / s)^n]', () => {
    expect(shockParallel([0.9, 0.9, 0.9], 0.96).value).toBeCloseTo(0.96 * (1 - (1 - 0.9 / 0.96) ** 3), 15);
  });

  test('marginals are kept and s = 1 is independence', () => {
    fc.assert(
      fc.property(shocked, ({ s, components }) => {
        for (const r of components) expect(shockParallel([r], s).value).toBeCloseTo(r, 14);
        const independent = components.map((r) => asProbability(r, 'R'));
        expect(shockParallel(components, 1).value).toBe(any(independent).value);
        expect(shockSeries(components, 1).value).toBeCloseTo(all(independent).value, 14);
      }),
    );
  });

  test('independence is an upper bound for the parallel group and a lower bound for the series node', () => {
    fc.assert(
      fc.property(shocked, ({ s, components }) => {
        expect(shockParallel(components, s).value).toBeLessThanOrEqual(shockParallel(components, 1).value + 1e-14);
        expect(shockSeries(components, s).value).toBeGreaterThanOrEqual(shockSeries(components, 1).value - 1e-14);
      }),
    );
  });

  test('a shock helps 2-of-3 voting when R_M < 1/2', () => {
    const vms = [0.3, 0.3, 0.3];
    expect(shockKOfN(2, vms, 0.8).value).toBeGreaterThan(kOfN(2, vms).value);
  });

  test('tiny shock and tiny unreliabilities are resolved', () => {
    const vm = { value: 1, complement: 3e-20 };
    const s = { value: 1, complement: 1e-20 };
    expect(shockParallel([vm, vm], s).complement).toBeCloseTo(1e-20, 34);
    expect(shockSeries([vm, vm], s).complement / 5e-20).toBeCloseTo(1, 14);
  });

  test('refuses a component better than the shock allows, and s = 0', () => {
    expect(() => shockParallel([0.9, 0.97], 0.96)).toThrow(/^R_2: found 0.97, need at most s = 0.96/);
    expect(() => shockSeries([0], 0)).toThrow(/^s: found 0/);
    expect(() => shockSeries([], 0.5)).toThrow(/^n: found 0/);
  });
});
