import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalHazard, normalQuantile } from '../../../src/net/numeric/normal.js';
import { expectWithinRoundings } from './closeness.js';

/** [z, -log(1 - Phi(z))], computed with mpmath 1.3 at 60 digits. */
const KNOWN: readonly (readonly [number, number])[] = [
  [-8.5, 9.479534822203318e-18],
  [-5, 2.866516129637636e-7],
  [-3, 0.0013508099647481938],
  [-1, 0.17275377902344988],
  [-0.1, 0.6165050101150263],
  [0.1, 0.7761545927302733],
  [1, 1.8410216450092636],
  [2, 3.783184333682032],
  [3, 6.607726221510349],
  [5, 15.064998393988725],
  [8.5, 39.19739642821767],
  [20, 203.91715537109727],
  [37, 689.0305855768906],
];

describe('normalHazard', () => {
  it('has the known values in both tails', () => {
    for (const [z, wanted] of KNOWN) expectWithinRoundings(normalHazard(z), wanted, 64, `normalHazard(${z})`);
  });
});

describe('normalQuantile', () => {
  it('inverts the known values in both tails', () => {
    for (const [z, hazard] of KNOWN) expectWithinRoundings(normalQuantile(hazard), z, 16, `normalQuantile(${hazard})`);
  });

  it('gives the percentage points of the tables', () => {
    expectWithinRoundings(normalQuantile(-Math.log(0.025)), 1.959963984540054, 8, 'upper 2.5 %');
    expectWithinRoundings(normalQuantile(-Math.log1p(-0.025)), -1.959963984540054, 8, 'lower 2.5 %');
    expect(Math.abs(normalQuantile(Math.LN2))).toBeLessThanOrEqual(2 ** -53);
  });

  it('is the inverse of the hazard for any unit exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: Math.log(1e-17), max: Math.log(700), noNaN: true }), (logE) => {
        const e = Math.exp(logE);
        const z = normalQuantile(e);
        // dH / dz is below 1 + |z|, so a rounding of z is worth that much of H; beside z = 0 a rounding of 1.
        const sensitivity = (1 + z * z) * Math.max(1, Math.exp(-Math.abs(z)) / e);
        expectWithinRoundings(normalHazard(z), e, 64 + 8 * sensitivity, `e=${e}`);
      }),
    );
  });
});
