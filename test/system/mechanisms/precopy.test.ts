import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preCopy } from '../../../src/system/pieces/precopy.js';

describe('a live migration by pre-copy', () => {
  it('sends the memory, then what was written meanwhile, until little is left', () => {
    expect(preCopy({ memory: 4, dirtyRate: 0.25, bandwidth: 1, threshold: 0.1, rounds: 30 })).toEqual({
      rounds: 3,
      copySeconds: 4 + 1 + 0.25,
      downtimeSeconds: 0.0625,
    });
  });

  it('stops the VM after the last round, whatever is left', () => {
    expect(preCopy({ memory: 4, dirtyRate: 2, bandwidth: 1, threshold: 0.1, rounds: 3 })).toEqual({
      rounds: 3,
      copySeconds: 12,
      downtimeSeconds: 4,
    });
  });

  it('sends the rounds of a geometric series', () => {
    const share = fc.double({ min: 0.01, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 20 }), (ratio, rounds) => {
        const found = preCopy({ memory: 10, dirtyRate: ratio, bandwidth: 1, threshold: 0, rounds });
        expect(found.copySeconds).toBeCloseTo((10 * (1 - ratio ** rounds)) / (1 - ratio), 9);
        expect(found.downtimeSeconds).toBeCloseTo(10 * ratio ** rounds, 9);
      }),
    );
  });
});
