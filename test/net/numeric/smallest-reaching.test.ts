import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestReaching } from '../../../src/net/numeric/smallest-reaching.js';

/** The next double below a positive one. */
function justBelow(x: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  bits.setBigInt64(0, bits.getBigInt64(0) - 1n);
  return bits.getFloat64(0);
}

describe('smallestReaching', () => {
  it('finds the place of a jump exactly', () => {
    const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(positive, positive, (jump, room) => {
        const step = (x: number): number => (x < jump ? 0.1 : Infinity);
        expect(smallestReaching(step, 1, 0, jump + room)).toBe(jump);
      }),
    );
  });

  it('gives the very double at which a continuous hazard reaches e', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-10, max: 40, noNaN: true }), (e) => {
        const cube = (x: number): number => x * x * x;
        const x = smallestReaching(cube, e, 0, 10);
        expect(cube(x)).toBeGreaterThanOrEqual(e);
        expect(cube(justBelow(x))).toBeLessThan(e);
      }),
    );
  });

  it('takes few evaluations where the hazard is smooth', () => {
    let calls = 0;
    const smooth = (x: number): number => {
      calls++;
      return x ** 1.5;
    };
    smallestReaching(smooth, 3, 0.5, 50);
    expect(calls).toBeLessThanOrEqual(20);
  });

  it('takes an end that is already there', () => {
    expect(smallestReaching(() => 5, 1, 2, 3)).toBe(2);
    expect(smallestReaching(() => 0, 1, 3, 3)).toBe(3);
  });

  it('takes the upper end when the hazard misses e there by a rounding', () => {
    expect(smallestReaching((x) => (x < 2 ? 0 : 1 - 2 ** -53), 1, 1, 2)).toBe(2);
  });
});
