import { expect, test } from 'vitest';
import { TimeLeft } from '../../src/report/time-left.js';

test('time left goes by what was done since it was first looked at', () => {
  let now = 5000;
  const left = new TimeLeft(() => now);
  expect(left.of(0.5)).toBe('');
  now += 1000;
  expect(left.of(0.5)).toBe('');
  now += 1000;
  expect(left.of(0.75)).toBe('2 s left');
  now += 2000;
  expect(left.of(1)).toBe('0 s left');
});
