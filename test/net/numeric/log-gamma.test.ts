import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma, logGammaOnePlus, stirlingCorrection } from '../../../src/net/numeric/log-gamma.js';
import { expectWithinRoundings } from './closeness.js';

/** [x, log Gamma(x)], computed with mpmath 1.3 at 60 digits. */
const KNOWN: readonly (readonly [number, number])[] = [
  [1e-10, 23.025850929882736],
  [0.01, 4.599479878042022],
  [0.3, 1.0957979948180756],
  [0.5, 0.5723649429247001],
  [0.999999, 5.772164873855652e-7],
  [1.00001, -5.7720744027504825e-6],
  [1.3, -0.10817480950786047],
  [1.5, -0.12078223763524522],
  [1.75, -0.08440112102048555],
  [1.9999999, -4.2278430309861296e-8],
  [2.000001, 4.2278465762452923e-7],
  [2.4, 0.21685932244884157],
  [2.6, 0.35741186354897986],
  [3.7, 1.428072326665388],
  [7.5, 7.534364236758733],
  [9.99, 12.779315214350193],
  [10, 12.801827480081469],
  [12.5, 18.734347511936445],
  [100, 359.1342053695754],
  [12345.678, 103959.91990554606],
  [1000000, 12815504.569147611],
];

describe('logGamma', () => {
  it('has the known values, also beside its zeros', () => {
    for (const [x, wanted] of KNOWN) expectWithinRoundings(logGamma(x), wanted, 8, `logGamma(${x})`);
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
  });

  it('obeys the duplication formula', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (x) => {
        const doubled = logGamma(x) + logGamma(x + 0.5) + (2 * x - 1) * Math.LN2 - 0.5 * Math.log(Math.PI);
        const size = 1 + Math.abs(logGamma(2 * x)) + 2 * x;
        expect(Math.abs(doubled - logGamma(2 * x))).toBeLessThanOrEqual(size * 16 * 2 ** -53);
      }),
    );
  });
});

describe('logGammaOnePlus', () => {
  it('keeps its relative accuracy towards 0, where it is -EULER z + pi^2 z^2 / 12', () => {
    for (const z of [1e-300, -1e-100, 1e-20, -1e-12, 1e-9]) {
      const wanted = z * (-0.5772156649015329 + (Math.PI ** 2 / 12) * z);
      expectWithinRoundings(logGammaOnePlus(z), wanted, 8, `logGammaOnePlus(${z})`);
    }
  });
});

describe('stirlingCorrection', () => {
  it('is what the formula leaves out at 1', () => {
    expect(Math.abs(stirlingCorrection(1) - (1 - 0.5 * Math.log(2 * Math.PI)))).toBeLessThanOrEqual(1e-15);
  });

  it('joins its series without a step', () => {
    const step = stirlingCorrection(10 - 1e-9) - stirlingCorrection(10);
    expect(Math.abs(step - 1e-9 / 1200)).toBeLessThanOrEqual(1e-14);
  });
});
