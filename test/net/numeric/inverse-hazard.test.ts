import { describe, expect, it } from 'vitest';
import { type HazardPoint, inverseHazard } from '../../../src/net/numeric/inverse-hazard.js';
import { expectWithinRoundings } from './closeness.js';

const square = (x: number): HazardPoint => ({ hazard: x * x, rate: 2 * x, slope: 1 / x - 2 * x });

describe('inverseHazard', () => {
  it('finds the root from a guess that is wrong by a factor of 1e100', () => {
    for (const guess of [1e-100, 1e-3, 3, 7, 1e100]) {
      for (const e of [1e-17, 0.5, 9, 1e5]) {
        expectWithinRoundings(inverseHazard(square, e, guess, 1e-5), Math.sqrt(e), 4, `e=${e} guess=${guess}`);
      }
    }
  });

  it('finds it where the derivatives say nothing', () => {
    const blind = (x: number): HazardPoint => ({ hazard: x * x, rate: Number.NaN, slope: Number.NaN });
    expectWithinRoundings(inverseHazard(blind, 9, 1, 1e-5), 3, 4, 'bisection alone');
  });

  it('refuses a hazard that is not a number', () => {
    const broken = (): HazardPoint => ({ hazard: Number.NaN, rate: 1, slope: 0 });
    expect(() => inverseHazard(broken, 1, 1, 1e-5)).toThrow(/hazard NaN at x=1, e=1/);
  });
});
