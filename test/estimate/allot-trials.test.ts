import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allottedTrials } from '../../src/estimate/allot-trials.js';

const pilots = fc.array(
  fc.record({
    trials: fc.integer({ min: 10, max: 1000 }),
    relativeHalfWidth: fc.oneof(fc.double({ min: 0, max: 10, noNaN: true }), fc.constant(Infinity)),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('trials are shared out', () => {
  test('by the squares of the widths', () => {
    const widths = [1, 2, 3].map((relativeHalfWidth) => ({ trials: 10, relativeHalfWidth }));
    expect(allottedTrials(widths, 1400)).toEqual([100, 400, 900]);
  });

  test('to none fewer than it had, and never more than there are', () => {
    fc.assert(
      fc.property(pilots, fc.integer({ min: 0, max: 1_000_000 }), (given, more) => {
        const total = given.reduce((sum, { trials }) => sum + trials, 0) + more;
        const allotted = allottedTrials(given, total);
        expect(allotted.every((trials, index) => trials >= (given[index]?.trials ?? Infinity))).toBe(true);
        expect(allotted.reduce((sum, trials) => sum + trials, 0)).toBeLessThanOrEqual(total);
      }),
    );
  });

  test('so that all that got more are about equally wide', () => {
    fc.assert(
      fc.property(pilots, (given) => {
        const allotted = allottedTrials(given, 10_000_000);
        const finite = given.filter(({ relativeHalfWidth }) => Number.isFinite(relativeHalfWidth));
        const widths = given.flatMap(({ trials, relativeHalfWidth }, index) => {
          const now = allotted[index] ?? 0;
          const isMore = now > trials + 100 && finite.length === given.length;
          return isMore ? [relativeHalfWidth * Math.sqrt(trials / now)] : [];
        });
        if (widths.length > 0) expect(Math.max(...widths) / Math.min(...widths)).toBeLessThan(1.02);
      }),
    );
  });
});
