import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyLaw, describeLaw, exponentialGrid, law, smoothLaw, unitExponential } from './laws.js';

/** Relative error allowed to a draw and to a hazard: what the docstrings promise, with room for a nested law. */
const DRAW = 2 ** -44;
const HAZARD = 1e-12;

describe('every law', () => {
  it('draws the delay whose hazard is the unit exponential', () => {
    fc.assert(
      fc.property(smoothLaw, unitExponential, (law, e) => {
        const x = law.draw(e);
        expect(Math.abs(law.hazard(x) / e - 1), describeLaw(law)).toBeLessThanOrEqual(HAZARD);
      }),
      { numRuns: 1000 },
    );
  });

  it('draws the smallest delay whose hazard reaches the unit exponential, also at jumps and bounds', () => {
    fc.assert(
      fc.property(anyLaw, unitExponential, (law, e) => {
        const x = law.draw(e);
        expect(x >= 0 && x < Infinity, `${describeLaw(law)} drew ${x}`).toBe(true);
        expect(law.hazard(x * (1 + DRAW)), describeLaw(law)).toBeGreaterThanOrEqual(e * (1 - HAZARD));
        expect(law.hazard(x * (1 - DRAW)), describeLaw(law)).toBeLessThanOrEqual(e * (1 + HAZARD));
      }),
      { numRuns: 2000 },
    );
  });

  it('is drawn right where the members of a mixture begin and end within some roundings of each other', () => {
    // The largest member's draw falls short of e by a rounding of so narrow a law, and must not send the search astray.
    for (const width of [7e-16, 1e-15, 2e-11, 4e-11, 2e-9, 3e-9]) {
      const narrow = law('mixture', [
        [1, 1],
        [law('exponential', [1]), law('uniform', [1, 1 + width])],
      ]);
      for (const e of exponentialGrid(500).filter((each) => each > 0.4 && each < 1.6)) {
        const x = narrow.draw(e);
        expect(narrow.hazard(x * (1 + DRAW)), `width ${width}, e ${e}`).toBeGreaterThanOrEqual(e * (1 - HAZARD));
        expect(narrow.hazard(x * (1 - DRAW)), `width ${width}, e ${e}`).toBeLessThanOrEqual(e * (1 + HAZARD));
      }
    }
  });

  it('draws a longer delay for a larger unit exponential', () => {
    fc.assert(
      fc.property(anyLaw, unitExponential, unitExponential, (law, one, other) => {
        const shorter = law.draw(Math.min(one, other));
        expect(law.draw(Math.max(one, other)), describeLaw(law)).toBeGreaterThanOrEqual(shorter * (1 - DRAW));
      }),
      { numRuns: 500 },
    );
  });

  it('has a hazard that is 0 before the law begins, never falls, and is infinite at infinity', () => {
    fc.assert(
      fc.property(anyLaw, unitExponential, unitExponential, (law, one, other) => {
        const [near, far] = [Math.min(one, other) * law.mean, Math.max(one, other) * law.mean];
        expect(law.hazard(0), describeLaw(law)).toBe(0);
        expect(law.hazard(near), describeLaw(law)).toBeGreaterThanOrEqual(0);
        expect(law.hazard(far) * (1 + HAZARD), describeLaw(law)).toBeGreaterThanOrEqual(law.hazard(near));
        expect(law.hazard(Infinity), describeLaw(law)).toBe(Infinity);
      }),
      { numRuns: 500 },
    );
  });
});
