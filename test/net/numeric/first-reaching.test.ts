import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstReaching } from '../../../src/net/numeric/first-reaching.js';

it('firstReaching agrees with looking at every entry', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: 0, max: 10 }), (entries, bound) => {
      const ascending = entries.toSorted((a, b) => a - b);
      const index = ascending.findIndex((entry) => entry >= bound);
      expect(firstReaching(ascending, bound)).toBe(index === -1 ? ascending.length : index);
    }),
  );
});
