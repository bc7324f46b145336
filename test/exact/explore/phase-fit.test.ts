import { describe, expect, test } from 'vitest';
import { phaseFit } from '../../../src/exact/explore/phase-fit.js';
import type { PhaseType } from '../../../src/net/distributions/distribution.js';

/** Mean and squared coefficient of variation of phases that are only ever left forwards. */
function moments({ initial, exit, next }: PhaseType): { mean: number; variation: number } {
  const first: number[] = [];
  const second: number[] = [];
  for (let i = exit.length - 1; i >= 0; i--) {
    const rate = exit[i] as number;
    const on = (moment: number[]): number =>
      (next[i] ?? []).reduce((sum, share, j) => sum + share * (moment[j] ?? 0), 0);
    first[i] = 1 / rate + on(first);
    second[i] = 2 / rate ** 2 + (2 / rate) * on(first) + on(second);
  }
  const mean = initial.reduce((sum, share, i) => sum + share * (first[i] as number), 0);
  const square = initial.reduce((sum, share, i) => sum + share * (second[i] as number), 0);
  return { mean, variation: square / mean ** 2 - 1 };
}

describe('fitted phases', () => {
  test.each([0.125, 0.13, 0.2, 0.25, 1 / 3, 0.34, 0.5, 0.7, 0.999, 1, 1.001, 2, 50])('have the variation %d', (c) => {
    const { phases, matches } = phaseFit(3, c, 8);
    const found = moments(phases);
    expect(found.mean).toBeCloseTo(3, 12);
    expect(found.variation).toBeCloseTo(c, 9);
    expect(matches).toBe('mean and variance');
    expect(phases.exit.length).toBeLessThanOrEqual(8);
    expect(Math.min(...phases.initial)).toBeGreaterThanOrEqual(0);
  });

  test.each([0, 0.1])('keep only the mean where the variation %d needs more of them', (c) => {
    const { phases, matches } = phaseFit(3, c, 8);
    expect(moments(phases).mean).toBeCloseTo(3, 12);
    expect(moments(phases).variation).toBeCloseTo(1 / 8, 12);
    expect(matches).toBe('mean');
  });

  test('the example', () => expect(phaseFit(6, 0.5, 8).phases.exit).toEqual([1 / 3, 1 / 3]));
});
