import { expect, test } from 'vitest';
import { anyDifference, independentDifference, widened } from '../../../src/estimate/intervals/difference-interval.js';

test('of symmetric intervals half-widths add in squares when independent, plainly whatever they share', () => {
  const a = { estimate: 10, low: 7, high: 13 };
  const b = { estimate: 20, low: 16, high: 24 };
  expect(independentDifference(a, b)).toEqual({ estimate: 10, low: 5, high: 15 });
  expect(anyDifference(a, b)).toEqual({ estimate: 10, low: 3, high: 17 });
});

test('an end counts on the side on which it makes the difference larger', () => {
  const nearlyOne = { estimate: 1, low: 0.9, high: 1 };
  const half = { estimate: 0.5, low: 0.5, high: 0.5 };
  expect(independentDifference(half, nearlyOne)).toEqual({ estimate: 0.5, low: expect.closeTo(0.4, 12), high: 0.5 });
  expect(independentDifference(nearlyOne, half)).toEqual({ estimate: -0.5, low: -0.5, high: expect.closeTo(-0.4, 12) });
});

test('a never-seen event has the interval of the smaller error, and a larger error narrows nothing', () => {
  // The upper end of a share that was never seen in n trials is about ln(2 / error) / n.
  const upper = (error: number): number => Math.log(2 / error) / 1000;
  const seen = { estimate: 0, low: 0, high: upper(0.05) };
  expect(widened(seen, 0.05, 0.005)).toEqual({ estimate: 0, low: 0, high: expect.closeTo(upper(0.005), 12) });
  expect(widened(seen, 0.05, 0.5)).toEqual(seen);
});
