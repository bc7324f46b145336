import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaHazard } from '../../../src/net/numeric/incomplete-gamma.js';
import { expectWithinRoundings } from './closeness.js';

/** [a, x, -log Q(a, x)], computed with mpmath 1.3 at 60 digits. */
const KNOWN: readonly (readonly [number, number, number])[] = [
  [0.01, 1e-8, 1.811005010399157],
  [0.01, 0.003, 2.9743618798651448],
  [0.01, 0.1, 4.00989407871855],
  [0.01, 0.5, 5.180222167358926],
  [0.05, 0.9, 4.296687898302612],
  [0.01, 0.6, 5.3875468247631275],
  [0.3, 3e-7, 0.01238232166256681],
  [0.3, 0.09, 0.755259098565398],
  [0.3, 0.6, 1.8528570819976462],
  [0.3, 0.99, 2.4584662050670945],
  [0.3, 1, 2.4730668920496033],
  [0.3, 18, 21.15538658539844],
  [0.5, 5e-7, 0.0007982029070198693],
  [0.5, 0.475, 1.1095136007031596],
  [0.5, 5, 6.459612454150122],
  [0.99, 0.0099, 0.010414134933945688],
  [0.99, 1.0395, 1.0515422847379876],
  [0.99, 59.4, 59.44686334264752],
  [1.01, 0.0101, 0.009602753196234734],
  [1.01, 1.0605, 1.0484842957792402],
  [1.01, 60.6, 60.553104351197895],
  [2, 0.000002, 1.999997333337333e-12],
  [2, 1.9, 0.8352892630075716],
  [2, 2.1, 0.9685978885088995],
  [2, 120, 115.20420945440326],
  [2.5, 0.025, 0.00002920996660587093],
  [2.5, 2.375, 0.8048703357479943],
  [2.5, 5, 2.5871354590744855],
  [2.5, 150, 142.75874670464486],
  [10, 0.1, 2.5163478067703163e-17],
  [10, 9.5, 0.6504210373865179],
  [10, 10.5, 0.9234850506591202],
  [10, 600, 555.2143726241463],
  [33.3, 9.989999999999998, 4.985203564173655e-9],
  [33.3, 31.634999999999994, 0.522451447929482],
  [33.3, 34.964999999999996, 1.0040532937467075],
  [33.3, 1997.9999999999998, 1835.1106003855734],
  [100, 95, 0.3817829734442565],
  [100, 105, 1.2047909468838265],
  [100, 6000, 5497.865610497676],
  [1000, 950, 0.05662822219010707],
  [1000, 1050, 2.8358078133685227],
  [1000, 60000, 54914.10589196381],
  [10000, 9900, 0.17274895136141594],
  [10000, 10000, 0.69581034030382],
  [10000, 10200, 3.759846180932281],
  [10000, 12000, 180.70209048800146],
];

describe('gammaHazard', () => {
  it('has the known values on every branch', () => {
    for (const [a, x, wanted] of KNOWN) {
      const roundings = 64 * Math.max(1, Math.sqrt(a / 10));
      expectWithinRoundings(gammaHazard(a).hazard(x), wanted, roundings, `gammaHazard(${a}).hazard(${x})`);
    }
  });

  it('is 0 at 0 and infinite at infinity', () => {
    for (const a of [0.2, 1, 7.5]) {
      expect(gammaHazard(a).hazard(0)).toBe(0);
      expect(gammaHazard(a).hazard(Infinity)).toBe(Infinity);
    }
  });

  it('obeys the recurrence Q(a + 1, x) = Q(a, x) + x^a e^-x / Gamma(a + 1), across the branches', () => {
    const shape = fc.double({ min: 0.02, max: 60, noNaN: true });
    fc.assert(
      fc.property(shape, fc.double({ min: 0.01, max: 3, noNaN: true }), (a, ratio) => {
        const x = a * ratio;
        const lower = gammaHazard(a).at(x);
        // The density is rate times survival, and x density / a is the term that is added.
        const wanted = Math.exp(-lower.hazard) * (1 + (x * lower.rate) / a);
        const found = Math.exp(-gammaHazard(a + 1).hazard(x));
        expectWithinRoundings(found, wanted, 64 * (1 + lower.hazard) * Math.max(1, Math.sqrt(a)), `a=${a} x=${x}`);
      }),
    );
  });
});
