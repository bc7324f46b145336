import fc from 'fast-check';
import { expect, test } from 'vitest';
import { propertySeed } from './property-seed.js';

test('properties are tried on the same examples in every run, unless others are asked for', () => {
  const tried = fc.check(fc.property(fc.integer(), () => true));
  expect(propertySeed(process.env.PROPERTY_SEED) ?? tried.seed).toBe(tried.seed);
  expect(propertySeed('17')).toBe(17);
  expect(propertySeed('random')).toBeUndefined();
  expect(() => propertySeed('seventeen')).toThrow('PROPERTY_SEED: found seventeen, need random or a whole number');
});
