import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutOfRangeError } from '../../../src/exact/closed-forms/out-of-range.js';
import {
  all,
  any,
  asProbability,
  both,
  difference,
  given,
  not,
  ofComplement,
  ofHazard,
  type Probability,
  power,
} from '../../../src/exact/closed-forms/probability.js';
import { plainReliability, reliability, smallNumber } from './arbitraries.js';
import { one, Rational } from './rational.js';

/** Exact unreliability and reliability of a pair: whichever of the two is smaller is taken as given. */
const exact = (p: Probability): Rational =>
  p.value < p.complement ? Rational.from(p.value) : one.minus(Rational.from(p.complement));

/** Rounding of m operations, each within 2 units of 2^-53. */
const rounding = (operations: number): number => 2 * operations * 2 ** -53;

describe('a probability with its complement', () => {
  test('products keep both sides to a few units in the last place', () => {
    fc.assert(
      fc.property(fc.array(reliability, { minLength: 1, maxLength: 8 }), (events) => {
        const product = events.map(exact).reduce((a, b) => a.times(b));
        const result = all(events);
        expect(product.relativeError(result.value)).toBeLessThan(rounding(2 * events.length));
        expect(one.minus(product).relativeError(result.complement)).toBeLessThan(rounding(4 * events.length));
        const gap = events.map((p) => one.minus(exact(p))).reduce((a, b) => a.times(b));
        const either = any(events);
        expect(gap.relativeError(either.complement)).toBeLessThan(rounding(2 * events.length));
        expect(one.minus(gap).relativeError(either.value)).toBeLessThan(rounding(4 * events.length));
      }),
    );
  });

  test('powers keep the complement of a tiny unreliability', () => {
    fc.assert(
      fc.property(smallNumber, fc.integer({ min: 1, max: 60 }), (q, n) => {
        const p = ofComplement(q / 2);
        const exactPower = exact(p).power(n);
        const size = 1 + n * Math.abs(Math.log1p(-q / 2));
        expect(exactPower.relativeError(power(p, n).value)).toBeLessThan(rounding(4 * size));
        expect(one.minus(exactPower).relativeError(power(p, n).complement)).toBeLessThan(rounding(8));
      }),
    );
  });

  test('a quotient and a difference use the smaller numbers', () => {
    fc.assert(
      fc.property(reliability, reliability, (a, b) => {
        const small = both(a, b);
        expect(given(small, b).value).toBeCloseTo(a.value, 12);
        expect(difference(a, b) + difference(b, a)).toBe(0);
      }),
    );
    const tiny = 2 ** -66;
    expect(difference(ofComplement(tiny), ofComplement(3 * tiny))).toBe(2 * tiny);
    expect(given(ofComplement(3 * tiny), ofComplement(tiny)).complement).toBe(2 * tiny);
  });

  test('a hazard too small to move 1 keeps its unreliability', () => {
    expect(ofHazard(1e-20)).toEqual({ value: 1, complement: 1e-20 });
    expect(ofHazard(Infinity)).toEqual({ value: 0, complement: 1 });
  });

  test('not is its own inverse and both is the plain product', () => {
    fc.assert(
      fc.property(plainReliability, plainReliability, (a, b) => {
        const p = asProbability(a, 'p');
        expect(not(not(p))).toEqual(p);
        expect(both(p, asProbability(b, 'p')).value).toBe(a * b);
      }),
    );
  });

  test.each([-0.1, 1.1, Number.NaN, Infinity])('refuses %s, naming the argument', (p) => {
    expect(() => asProbability(p, 'R_M')).toThrow(OutOfRangeError);
    expect(() => asProbability(p, 'R_M')).toThrow(/^R_M: found/);
  });

  test('refuses a pair that does not add up and a negative hazard', () => {
    expect(() => asProbability({ value: 0.5, complement: 0.4 }, 'R_M')).toThrow(OutOfRangeError);
    expect(() => asProbability({ value: 0.5, complement: Number.NaN }, 'R_M')).toThrow(OutOfRangeError);
    expect(() => ofHazard(-1)).toThrow(OutOfRangeError);
    expect(() => ofHazard(Number.NaN)).toThrow(OutOfRangeError);
  });
});
