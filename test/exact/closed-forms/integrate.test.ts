import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { integrate, integrateSurvival } from '../../../src/exact/closed-forms/integrate.js';

describe('integrate', () => {
  test('is exact for polynomials up to degree 22', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 22 }), fc.double({ min: 0.5, max: 3, noNaN: true }), (degree, to) => {
        const found = integrate((x) => x ** degree, 0, to).value;
        expect(found / (to ** (degree + 1) / (degree + 1))).toBeCloseTo(1, 13);
      }),
    );
  });

  test('resolves jumps and kinks', () => {
    expect(integrate((x) => (x < Math.SQRT1_2 ? 1 : 0.25), 0, 1).value).toBeCloseTo(Math.SQRT1_2 * 0.75 + 0.25, 12);
    expect(integrate((x) => Math.abs(x - 0.3), 0, 1).value).toBeCloseTo(0.09 / 2 + 0.49 / 2, 13);
  });

  test('a bound on the error accompanies what cannot be resolved', () => {
    const found = integrate((x) => (Math.sin(1e7 * x) > 0 ? 1 : 0), 0, 1);
    expect(found.error).toBeGreaterThan(1e-6);
  });
});

describe('the integral of a survival function', () => {
  test('is the mean, whatever the unit of time', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (exponent) => {
        const rate = 10 ** exponent;
        expect((integrateSurvival((t) => Math.exp(-rate * t))?.value ?? 0) * rate).toBeCloseTo(1, 12);
      }),
    );
    // Weibull of shape 1/2 and scale 1 has mean Gamma(3) = 2, of shape 1/10 mean 10!.
    expect(integrateSurvival((t) => Math.exp(-Math.sqrt(t)))?.value).toBeCloseTo(2, 11);
    expect((integrateSurvival((t) => Math.exp(-(t ** 0.1)))?.value ?? 0) / 3_628_800).toBeCloseTo(1, 10);
    // A tail of weight 1e-18 and mean 1e6 adds 1e-12.
    const tailed = integrateSurvival((t) => Math.exp(-t) + 1e-18 * Math.exp(-t * 1e-6));
    expect(tailed?.value).toBeCloseTo(1 + 1e-12, 13);
    expect(integrateSurvival((t) => (t < 7 ? 1 : 0))?.value).toBeCloseTo(7, 11);
    expect(integrateSurvival(() => 0)?.value).toBe(0);
    expect(integrateSurvival((t) => 0.25 * Math.exp(-t))?.value).toBeCloseTo(0.25, 13);
  });

  test('is refused for what never dies', () => {
    expect(integrateSurvival((t) => 0.5 + 0.5 * Math.exp(-t))).toBeUndefined();
  });
});
