import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, marginOf, relations, verdictOf } from '../../src/experiment/claims/verdict.js';

describe('a check', () => {
  test.each([
    ['<', -2, -1, 'confirmed'],
    ['<', 0, 1, 'refuted'],
    ['<', -1, 0, 'undecided'],
    ['<', -1, 1, 'undecided'],
    ['<', 0, 0, 'refuted'],
    ['<=', -1, 0, 'confirmed'],
    ['<=', 0, 0, 'confirmed'],
    ['<=', 1e-9, 1, 'refuted'],
    ['<=', -1, 1, 'undecided'],
    ['>', 1, 2, 'confirmed'],
    ['>', 0, 1, 'undecided'],
    ['>', -1, 0, 'refuted'],
    ['>=', 0, 1, 'confirmed'],
    ['>=', -1, -1e-9, 'refuted'],
    ['>=', -1, 1, 'undecided'],
  ] as const)('left %s right, the difference from %d to %d: %s', (relation, low, high, decision) => {
    expect(decide(relation, { low, high }, 0)).toBe(decision);
  });

  test.each([
    [-0.1, 0.1, 'confirmed'],
    [-0.05, 0.05, 'confirmed'],
    [-0.11, 0.05, 'undecided'],
    [0.05, 0.2, 'undecided'],
    [0.11, 0.2, 'refuted'],
    [-0.3, -0.11, 'refuted'],
    [-Infinity, Infinity, 'undecided'],
  ])('of two sides within 0.1, the difference from %d to %d: %s', (low, high, decision) => {
    expect(decide('=', { low, high }, 0.1)).toBe(decision);
  });

  const interval = fc
    .tuple(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }))
    .map(([low, width]) => ({ low, high: low + width }));
  const within = fc.double({ min: 0, max: 3, noNaN: true });

  test('that is decided stays so when the interval shrinks, and has a margin only when it is decided', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...relations),
        interval,
        within,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (relation, wide, apart, share) => {
          const at = wide.low + share * (wide.high - wide.low);
          const decision = decide(relation, wide, apart);
          if (decision === 'undecided') expect(marginOf(relation, wide, apart)).toBe(0);
          else expect(decide(relation, { low: at, high: at }, apart)).toBe(decision);
        },
      ),
    );
  });
});

describe('a claim', () => {
  test.each([
    [['confirmed', 'confirmed'], 'confirmed'],
    [['confirmed', 'undecided'], 'undecided'],
    [['confirmed', 'refuted'], 'refuted in part'],
    [['refuted', 'refuted'], 'refuted'],
    [['refuted', 'undecided'], 'refuted'],
    [['confirmed', 'undecided', 'refuted'], 'refuted in part'],
    [['undecided'], 'undecided'],
  ] as const)('of checks that are %j is %s', (parts, verdict) => {
    expect(verdictOf(parts)).toBe(verdict);
  });
});
