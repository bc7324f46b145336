import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latentErrorMttf, latentErrorSurvival } from '../../../src/exact/closed-forms/latent-error.js';
import { smallNumber } from './arbitraries.js';
import { one, Rational } from './rational.js';

/** (b e^-a - a e^-b) / (b - a) in exact arithmetic, T = 1. */
function exactSurvival(a: number, b: number): Rational {
  const [ra, rb] = [Rational.from(a), Rational.from(b)];
  if (a === b) return one.plus(ra).times(ra.expOfMinus());
  return rb.times(ra.expOfMinus()).minus(ra.times(rb.expOfMinus())).over(rb.minus(ra));
}

describe('latent', () => {
  test('1/a = 7 d, 1/b = 3 d: MTTF without rejuvenation and every 14, 7, 3, 1 d', () => {
    const latent = { errorRate: 1 / 7, failureRate: 1 / 3 };
    expect(latentErrorMttf(latent, Infinity).toFixed(1)).toBe('10.0');
    expect([14, 7, 3, 1].map((interval) => latentErrorMttf(latent, interval).toFixed(2))).toEqual([
      '10.86',
      '13.32',
      '20.95',
      '48.76',
    ]);
  });

  const rate = fc.oneof(smallNumber, fc.double({ min: 0.01, max: 10, noNaN: true }));

  test('S(T) and its complement to 1e-14, for any rates', () => {
    fc.assert(
      fc.property(rate, rate, (errorRate, failureRate) => {
        const exact = exactSurvival(errorRate, failureRate);
        const survival = latentErrorSurvival({ errorRate, failureRate }, 1);
        expect(exact.relativeError(survival.value)).toBeLessThan(1e-14);
        expect(one.minus(exact).relativeError(survival.complement)).toBeLessThan(1e-14);
      }),
    );
  });

  test.each([0, 2 ** -50, 2 ** -30, 2 ** -10])('equal rates and rates apart by %s give no division by 0', (gap) => {
    for (const a of [1e-9, 1e-3, 0.5, 3]) {
      const survival = latentErrorSurvival({ errorRate: a, failureRate: a * (1 + gap) }, 1);
      const exact = exactSurvival(a, a * (1 + gap));
      expect(exact.relativeError(survival.value)).toBeLessThan(1e-14);
      expect(one.minus(exact).relativeError(survival.complement)).toBeLessThan(1e-14);
    }
  });

  test('MTTF is the integral of S over the loss within T', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        (errorRate, failureRate, interval) => {
          const latent = { errorRate, failureRate };
          const steps = 2000;
          const h = interval / steps;
          const integral = Array.from({ length: steps + 1 }, (_, i) => {
            const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
            return (weight * latentErrorSurvival(latent, i * h).value * h) / 3;
          }).reduce((a, b) => a + b);
          const expected = integral / latentErrorSurvival(latent, interval).complement;
          expect(latentErrorMttf(latent, interval) / expected).toBeCloseTo(1, 8);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('falls with the interval; 2 / (a b T) for tiny T, 1/a + 1/b in the limit', () => {
    fc.assert(
      fc.property(rate, rate, fc.double({ min: 0.01, max: 5, noNaN: true }), (errorRate, failureRate, interval) => {
        const latent = { errorRate, failureRate };
        const at = latentErrorMttf(latent, interval);
        expect(latentErrorMttf(latent, interval * 2)).toBeLessThanOrEqual(at * (1 + 1e-13));
        expect(at).toBeGreaterThanOrEqual(latentErrorMttf(latent, Infinity) * (1 - 1e-13));
      }),
    );
    const latent = { errorRate: 1 / 7, failureRate: 1 / 7 };
    expect((latentErrorMttf(latent, 1e-12) * 1e-12) / (2 * 49)).toBeCloseTo(1, 11);
    expect(latentErrorMttf(latent, 1e6)).toBeCloseTo(14, 12);
  });

  test('survives at 0 and dies in the end', () => {
    expect(latentErrorSurvival({ errorRate: 1, failureRate: 2 }, 0)).toEqual({ value: 1, complement: 0 });
    expect(latentErrorSurvival({ errorRate: 1, failureRate: 2 }, 1e6)).toEqual({ value: 0, complement: 1 });
  });

  test('refuses rates and times that are none', () => {
    expect(() => latentErrorSurvival({ errorRate: 0, failureRate: 1 }, 1)).toThrow(/^a: found 0/);
    expect(() => latentErrorSurvival({ errorRate: 1, failureRate: Number.NaN }, 1)).toThrow(/^b: found NaN/);
    expect(() => latentErrorSurvival({ errorRate: 1, failureRate: 1 }, -1)).toThrow(/^a T: found -1/);
    expect(() => latentErrorMttf({ errorRate: 1, failureRate: 1 }, 0)).toThrow(/^T: found 0/);
  });
});
