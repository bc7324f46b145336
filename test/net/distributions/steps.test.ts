import { describe, expect, it } from 'vitest';
import { law } from './laws.js';

describe('laws that jump', () => {
  it('count a value as dead at the value itself: the hazard is that of P(X > x)', () => {
    const observed = law('empirical', [[4, 1, 2, 2]]);
    expect([0.5, 1, 1.5, 2, 3].map((x) => Math.exp(-observed.hazard(x)))).toEqual(
      [1, 0.75, 0.75, 0.25, 0.25].map((share) => Math.exp(Math.log(share))),
    );
    expect(observed.hazard(4)).toBe(Infinity);
    expect([2.999, 3].map((x) => law('deterministic', [3]).hazard(x))).toEqual([0, Infinity]);
    expect([4.999, 5].map((x) => law('shifted', [2, law('deterministic', [3])]).hazard(x))).toEqual([0, Infinity]);
  });

  it('draw a value exactly, and the next one only beyond its hazard', () => {
    const mixed = law('mixture', [
      [1, 1],
      [law('deterministic', [0.1]), law('deterministic', [0.7])],
    ]);
    expect([1e-17, 0.3, Math.LN2, 0.694, 40].map((e) => mixed.draw(e))).toEqual([0.1, 0.1, 0.1, 0.7, 0.7]);
    const observed = law('empirical', [[0.7, 0.1]]);
    expect([1e-17, 0.3, Math.LN2, 0.694, 40].map((e) => observed.draw(e))).toEqual([0.1, 0.1, 0.1, 0.7, 0.7]);
  });

  it('draw the jump within a continuous law', () => {
    // P(X > x) = (e^-x + 1) / 2 below 1 and e^-x / 2 from 1: every e between their hazards draws 1 itself.
    const mixed = law('mixture', [
      [1, 1],
      [law('exponential', [1]), law('deterministic', [1])],
    ]);
    const before = -Math.log((Math.exp(-1) + 1) / 2);
    const after = 1 + Math.LN2;
    expect([before + 1e-12, 1, after - 1e-12].map((e) => mixed.draw(e))).toEqual([1, 1, 1]);
    expect(mixed.draw(before - 1e-9)).toBeLessThan(1);
    expect(mixed.draw(after + 1e-9)).toBeGreaterThan(1);
  });

  it('say so, and no other law does', () => {
    expect(law('deterministic', [0]).atoms).toBe(true);
    expect(law('uniform', [2, 2]).atoms).toBe(true);
    expect(law('uniform', [2, 3]).atoms).toBe(false);
    expect(law('triangular', [2, 2, 2]).atoms).toBe(true);
    expect(law('triangular', [2, 2, 3]).atoms).toBe(false);
    expect(law('shifted', [1, law('empirical', [[1]])]).atoms).toBe(true);
    expect(
      law('mixture', [
        [0, 1],
        [law('deterministic', [1]), law('exponential', [1])],
      ]).atoms,
    ).toBe(false);
  });
});
