import fc from 'fast-check';
import { describe, it } from 'vitest';
import { gammaHazard } from '../../../src/net/numeric/incomplete-gamma.js';
import { phasesInSequence } from '../../../src/net/numeric/phases-in-sequence.js';
import { expectWithinRoundings } from './closeness.js';

/** [rates, [[t, cumulative hazard], ...]], computed with mpmath 1.3 at 300 digits. */
const KNOWN: readonly (readonly [readonly number[], readonly (readonly [number, number])[]])[] = [
  [
    [1, 1],
    [
      [0.001, 4.996669164668332e-7],
      [1, 0.3068528194400547],
      [100, 95.38487948315874],
    ],
  ],
  [
    [1, 1.000000001],
    [
      [0.001, 4.996669169663337e-7],
      [1, 0.30685281969005473],
      [100, 95.38487953266369],
    ],
  ],
  [
    [1, 2, 3],
    [
      [0.001, 9.985012497488605e-10],
      [0.1, 0.0008621559940424193],
      [1, 0.2911286154002826],
      [10, 8.90143311160518],
      [100, 98.90138771133189],
    ],
  ],
  [
    [0.0001, 1, 1000],
    [
      [0.001, 1.3208601638703937e-11],
      [0.1, 4.743146538187491e-7],
      [1, 0.00003672412570978243],
      [10, 0.0008998995487455215],
      [100, 0.009899894999661643],
    ],
  ],
  [
    [1, 1, 1, 1.0000001, 2],
    [
      [0.001, 1.66500103917084e-17],
      [1, 0.0062991526236447],
      [10, 4.132588137788555],
      [100, 87.2825043121297],
    ],
  ],
  [
    [5, 4, 3, 2, 1, 0.5, 0.1],
    [
      [0.001, 1.1881572287729615e-24],
      [0.1, 9.812468892286686e-11],
      [1, 0.00019926195050039882],
      [10, 0.5525614447780426],
      [100, 9.540780571662923],
    ],
  ],
];

describe('phasesInSequence', () => {
  it('has the known values for equal, nearly equal and distant rates, in both tails', () => {
    for (const [rates, points] of KNOWN) {
      for (const [t, wanted] of points) {
        expectWithinRoundings(phasesInSequence(rates)(t).hazard, wanted, 64, `rates ${rates}, t ${t}`);
      }
    }
  });

  it('is the Erlang law when all rates are equal', () => {
    const logRatio = fc.double({ min: -7, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), logRatio, (count, logX) => {
        const x = Math.exp(logX);
        const found = phasesInSequence(new Array<number>(count).fill(2))(x / 2).hazard;
        expectWithinRoundings(found, gammaHazard(count).hazard(x), 32 * count + 128, `${count} phases, x=${x}`);
      }),
    );
  });

  it('does not depend on the order of the rates', () => {
    const rate = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(fc.array(rate, { minLength: 1, maxLength: 5 }), rate, (rates, t) => {
        const reversed = phasesInSequence(rates.toReversed())(t).hazard;
        const found = phasesInSequence(rates)(t).hazard;
        if (found < 700) expectWithinRoundings(found, reversed, 512, `rates ${rates}, t ${t}`);
      }),
    );
  });
});
