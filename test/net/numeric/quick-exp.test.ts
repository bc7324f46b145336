import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickExp } from '../../../src/net/numeric/quick-exp.js';

/** Math.exp errs by less than one unit in the last place, 2.3e-16. */
const errorMax = 4e-16 + 2.3e-16;

describe('quickExp', () => {
  it('is e^x to a few 1e-16 wherever e^x is a normal number', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(quickExp(x) / Math.exp(x) - 1)).toBeLessThanOrEqual(errorMax);
      }),
      { numRuns: 20_000 },
    );
  });

  it('is exact where it must be and falls back beyond its range', () => {
    expect(quickExp(0)).toBe(1);
    expect(quickExp(-0)).toBe(1);
    for (const x of [-800, -745.2, 700.5, 709.7, 800, -Infinity, Infinity]) expect(quickExp(x)).toBe(Math.exp(x));
    expect(quickExp(Number.NaN)).toBeNaN();
  });

  it('has its examples', () => {
    expect(quickExp(1)).toBe(Math.E);
  });
});
