import { expect, test } from 'vitest';
import type { Curve, Estimate } from '../../../src/estimate/result.js';
import { agreementOf } from '../../../src/experiment/findings/agreement.js';

const about = { halfWidth: 1, relativeHalfWidth: 1, confidence: 1 - 1e-6, method: 'm', unit: '', trials: 9 };
const value: Estimate = { ...about, kind: 'value', estimate: 5, low: 4, high: 7 };
const point = { estimate: 0.5, low: 0.48, high: 0.52, bandLow: 0.4, bandHigh: 0.6 };
const curve: Curve = { ...about, kind: 'curve', points: [0, 1, 2, 3].map((at) => ({ ...point, at })) };

test.each([
  [4, true],
  [7, true],
  [3.999, false],
  [7.001, false],
  [Number.NaN, false],
  [Infinity, false],
])('an exact value of %d lies in 4 .. 7: %s', (exact, agrees) => {
  const found = agreementOf(value, () => ({ value: exact, method: 'closed form' }));
  expect(found).toEqual({ estimate: 5, low: 4, high: 7, exact, method: 'closed form', agrees });
});

test('a mean that is infinite is not judged by trials that all end', () => {
  const exact = { value: Infinity, method: 'm', infiniteMean: true } as const;
  const found = agreementOf(value, () => exact);
  expect(found?.agrees).toBeUndefined();
  expect(found?.unjudged).toContain('infinite');
  expect(agreementOf({ ...value, high: Infinity }, () => exact)).toMatchObject({ agrees: true });
});

test('nothing known exactly is no agreement', () => {
  expect(agreementOf(value, () => undefined)).toBeUndefined();
  expect(agreementOf(curve, () => undefined)).toBeUndefined();
});

test('a curve is judged at its worst point, by its band', () => {
  const exact = [0.5, 0.55, 0.41, 0.5];
  const found = agreementOf(curve, (at) => ({ value: exact[at ?? 0] as number, method: 'm' }));
  expect(found).toEqual({ at: 2, estimate: 0.5, low: 0.4, high: 0.6, exact: 0.41, method: 'm', agrees: true });
  const wrong = agreementOf(curve, (at) => ({ value: at === 1 ? 0.61 : 0.4, method: 'm' }));
  expect(wrong).toMatchObject({ at: 1, agrees: false });
});

test('a point of a curve without an exact value is left out', () => {
  const found = agreementOf(curve, (at) => (at === 3 ? { value: 0.5, method: 'm' } : undefined));
  expect(found).toMatchObject({ at: 3, agrees: true });
});

test('a band without any width disagrees with anything else', () => {
  const flat: Curve = { ...curve, points: [{ ...point, at: 0, bandLow: 0.5, bandHigh: 0.5 }] };
  expect(agreementOf(flat, () => ({ value: 0.5, method: 'm' }))?.agrees).toBe(true);
  expect(agreementOf(flat, () => ({ value: 0.5001, method: 'm' }))?.agrees).toBe(false);
});
