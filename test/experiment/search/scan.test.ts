import { expect, test } from 'vitest';
import { scan, scanSpace } from '../../../src/experiment/search/scan.js';
import { real, whole } from '../boundary/scales.js';

test('few whole numbers are all looked at, however they are spaced', () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8];
  expect(scan(whole(1, 8), 17)).toEqual(all);
  expect(scanSpace([{ ...whole(1, 8), spacing: 'log' }], 17)).toEqual(all.map((number) => [number]));
});

test('one range is looked at from end to end, several all over', () => {
  expect(scanSpace([real(2, 4)], 5)).toEqual([[2], [2.5], [3], [3.5], [4]]);
  const places = scanSpace([real(0, 1), real(10, 20)], 16);
  for (const axis of [0, 1]) {
    const sixteenths = places.map((place) =>
      Math.floor((16 * ((place[axis] ?? 0) - 10 * axis)) / (axis === 0 ? 1 : 10)),
    );
    expect(new Set(sixteenths).size).toBe(16);
  }
});
