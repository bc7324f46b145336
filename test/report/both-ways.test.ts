import { expect, test } from 'vitest';
import { bothAgree, bothWays, bothWaysTolerance } from '../../src/report/both-ways.js';

const value = (value: number, complement?: number) => ({
  value,
  method: 'm',
  ...(complement === undefined ? {} : { complement }),
});

test('a closed form and a chain differ by a relative difference', () => {
  const found = bothWays([{ closedForm: value(4), chain: value(5), shown: true }]);
  expect(found).toEqual({ closedForm: 4, chain: 5, difference: 0.2 });
  expect(bothAgree(found)).toBe(false);
});

test('they agree to the tolerance, and no further', () => {
  const off = (by: number) => bothWays([{ closedForm: value(1 - by), chain: value(1), shown: true }]);
  expect(bothAgree(off(0.9 * bothWaysTolerance))).toBe(true);
  expect(bothAgree(off(1.1 * bothWaysTolerance))).toBe(false);
  expect(bothAgree(off(Number.NaN))).toBe(false);
});

test('close to 1 what is missing counts', () => {
  const found = bothWays([{ closedForm: value(1, 1e-12), chain: value(1, 2e-12), shown: true }]);
  expect(found.difference).toBe(0.5);
});

test('two infinities and two zeros are the same', () => {
  const points = [0, Infinity].map((each) => ({ closedForm: value(each), chain: value(each), shown: false }));
  expect(bothWays(points)).toEqual({ difference: 0 });
});

test('of a curve one point is kept and the largest difference', () => {
  const points = [1, 1.5, 1.25].map((each, index) => ({
    closedForm: value(1),
    chain: value(each),
    shown: index === 2,
  }));
  expect(bothWays(points)).toEqual({ closedForm: 1, chain: 1.25, difference: 1 / 3 });
});

test('one alone has nothing to differ from', () => {
  const found = bothWays([{ closedForm: value(4), chain: undefined, shown: true }]);
  expect(found).toEqual({ closedForm: 4 });
  expect(bothAgree(found)).toBe(true);
});
