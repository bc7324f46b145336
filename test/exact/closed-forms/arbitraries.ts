import fc from 'fast-check';
import type { Probability } from '../../../src/exact/closed-forms/probability.js';

/** A number in (0, 1], evenly spread over magnitudes down to 1e-12. */
export const smallNumber = fc.double({ min: -12, max: 0, noNaN: true }).map((exponent) => 10 ** exponent);

/** A reliability as a pair: near 0, in the middle or near 1 down to 1e-12, never 0 or 1. */
export const reliability: fc.Arbitrary<Probability> = fc.oneof(
  fc.double({ min: 0.01, max: 0.99, noNaN: true }).map((value) => ({ value, complement: 1 - value })),
  smallNumber.map((q) => ({ value: 1 - q / 2, complement: q / 2 })),
  smallNumber.map((p) => ({ value: p / 2, complement: 1 - p / 2 })),
);

/** A plain number well inside (0, 1). */
export const plainReliability = fc.double({ min: 0.01, max: 0.99, noNaN: true });

export const vmCount = fc.integer({ min: 1, max: 12 });
