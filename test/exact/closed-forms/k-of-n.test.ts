import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOfEqual } from '../../../src/exact/closed-forms/any-vm.js';
import { kOfEqual, kOfN, kOfNVms } from '../../../src/exact/closed-forms/k-of-n.js';
import { all, any } from '../../../src/exact/closed-forms/probability.js';
import { twoOfThree } from '../../../src/exact/closed-forms/two-of-three.js';
import { plainReliability, reliability } from './arbitraries.js';
import { one, Rational } from './rational.js';

/** Sum over all subsets of at least k working components, in exact arithmetic. */
function bySubsets(k: number, reliabilities: readonly number[]): Rational {
  let sum = Rational.of(0n);
  for (let subset = 0; subset < 2 ** reliabilities.length; subset += 1) {
    const works = reliabilities.map((_, i) => ((subset >> i) & 1) === 1);
    if (works.filter(Boolean).length < k) continue;
    const term = reliabilities.reduce((product, r, i) => {
      const p = Rational.from(r);
      return product.times(works[i] ? p : one.minus(p));
    }, one);
    sum = sum.plus(term);
  }
  return sum;
}

const group = fc
  .array(plainReliability, { minLength: 1, maxLength: 6 })
  .chain((components) => fc.tuple(fc.integer({ min: 1, max: components.length }), fc.constant(components)));

describe('k-of-n', () => {
  test('equals the sum over all subsets, in value and complement', () => {
    fc.assert(
      fc.property(group, ([k, components]) => {
        const exact = bySubsets(k, components);
        const result = kOfN(k, components);
        expect(exact.relativeError(result.value)).toBeLessThan(1e-14);
        expect(one.minus(exact).relativeError(result.complement)).toBeLessThan(1e-14);
      }),
    );
  });

  test('falls with k; 1-of-n is the parallel, n-of-n the series group', () => {
    fc.assert(
      fc.property(fc.array(reliability, { minLength: 2, maxLength: 7 }), (components) => {
        const values = components.map((_, i) => kOfN(i + 1, components).value);
        for (const [i, value] of values.entries())
          expect(value).toBeLessThanOrEqual((values[i - 1] ?? 1) * (1 + 1e-14));
        expect(values[0]).toBeCloseTo(any(components).value, 13);
        expect(values.at(-1)).toBeCloseTo(all(components).value, 13);
        expect(kOfN(1, components).complement / any(components).complement).toBeCloseTo(1, 12);
      }),
    );
  });

  test('exactly j working, summed over j, is certain', () => {
    fc.assert(
      fc.property(fc.array(reliability, { minLength: 1, maxLength: 7 }), (components) => {
        const atLeast = [1, ...components.map((_, i) => kOfN(i + 1, components).value), 0];
        const exactly = atLeast.slice(1).map((p, i) => (atLeast[i] ?? 0) - p);
        expect(exactly.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 13);
        for (const p of exactly) expect(p).toBeGreaterThan(-1e-15);
      }),
    );
  });

  test('does not depend on the order of the components', () => {
    fc.assert(
      fc.property(group, ([k, components]) => {
        const reversed = kOfN(k, components.toReversed());
        expect(kOfN(k, components).value / reversed.value).toBeCloseTo(1, 13);
      }),
    );
  });

  test('2-of-3 is 3 R^2 - 2 R^3, its complement exact near 1', () => {
    fc.assert(
      fc.property(reliability, (vm) => {
        const voted = twoOfThree({ hardware: 1, hypervisor: 1, vm });
        const counted = kOfEqual(2, vm, 3);
        expect(voted.value / counted.value).toBeCloseTo(1, 13);
        expect(voted.complement / counted.complement).toBeCloseTo(1, 13);
      }),
    );
    expect(twoOfThree({ hardware: 1, hypervisor: 1, vm: 0.9 }).value).toBeCloseTo(0.972, 15);
    expect(twoOfThree({ hardware: 0.95, hypervisor: 0.9, vm: 0.9 }).value).toBeCloseTo(0.95 * 0.9 * 0.972, 15);
  });

  test('layers below multiply, and 1-of-n is form n', () => {
    const vms = [0.9, 0.8, 0.7];
    const node = { hardware: 0.95, hypervisor: 0.99, vms };
    expect(kOfNVms({ ...node, need: 2 }).value).toBeCloseTo(0.95 * 0.99 * kOfN(2, vms).value, 15);
    expect(kOfEqual(1, 0.3, 40).value).toBeCloseTo(anyOfEqual(0.3, 40).value, 14);
  });

  test('large groups neither underflow nor drift', () => {
    const half = kOfEqual(501, 0.5, 1001);
    expect(half.value).toBeCloseTo(0.5, 12);
    expect(half.complement).toBeCloseTo(0.5, 12);
    expect(kOfEqual(2000, { value: 1, complement: 1e-12 }, 2000).complement).toBeCloseTo(2e-9, 17);
  });

  test.each([0, 4, 1.5, Number.NaN])('refuses k = %s of 3', (k) => {
    expect(() => kOfN(k, [0.5, 0.5, 0.5])).toThrow(/^k: found/);
  });
});
