import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaHazard } from '../../../src/net/numeric/incomplete-gamma.js';
import { inverseGammaHazard } from '../../../src/net/numeric/inverse-incomplete-gamma.js';
import { expectWithinRoundings } from './closeness.js';

describe('inverseGammaHazard', () => {
  it('undoes the hazard for any shape and any unit exponential', () => {
    const logShape = fc.double({ min: Math.log(0.06), max: Math.log(2000), noNaN: true });
    const logHazard = fc.double({ min: Math.log(1e-17), max: Math.log(600), noNaN: true });
    fc.assert(
      fc.property(logShape, logHazard, (logA, logE) => {
        const a = Math.exp(logA);
        const e = Math.exp(logE);
        const standard = gammaHazard(a);
        const x = inverseGammaHazard(a, standard)(e);
        // A rounding of x moves H by the elasticity times a rounding of H.
        const { hazard, rate } = standard.at(x);
        expectWithinRoundings(hazard, e, 64 + 4 * ((x * rate) / hazard) + 2 * Math.abs(logE), `a=${a} e=${e} x=${x}`);
      }),
      { numRuns: 300 },
    );
  });

  it('needs two or three evaluations', () => {
    for (const a of [0.3, 1.5, 2, 10, 100, 10_000]) {
      for (const e of [1e-17, 1e-3, 0.3, 0.7, 2, 10, 40]) {
        const standard = gammaHazard(a);
        let calls = 0;
        const counted = {
          ...standard,
          at: (x: number) => {
            calls++;
            return standard.at(x);
          },
        };
        inverseGammaHazard(a, counted)(e);
        expect(calls, `a=${a} e=${e}`).toBeLessThanOrEqual(4);
      }
    }
  });

  it('gives the percentage points of chi-squared tables', () => {
    // Upper 5 % of chi-squared with 10 degrees of freedom: 18.307038053275146 (twice the gamma quantile of shape 5).
    const x = inverseGammaHazard(5, gammaHazard(5))(-Math.log(0.05));
    expectWithinRoundings(2 * x, 18.307038053275146, 16, 'chi-squared 10, 5 %');
  });

  it('goes to 0, not to NaN, where a draw underflows', () => {
    expect(inverseGammaHazard(0.01, gammaHazard(0.01))(1e-17)).toBe(0);
  });
});
