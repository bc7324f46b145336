import { describe, expect, test } from 'vitest';
import { QuantileSketch, SKETCH_ACCURACY } from '../../src/estimate/quantile-sketch.js';
import { Draws } from './draws.js';

function sketchOf(values: readonly number[]): QuantileSketch {
  const sketch = new QuantileSketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

const draws = new Draws('sketch');
const values = Array.from({ length: 5000 }, () => draws.lognormal(3) * 10 ** (draws.below(9) - 4));

describe('QuantileSketch', () => {
  const sketch = sketchOf(values);
  const sorted = [...values].sort((a, b) => a - b);

  test('holds each rank between its bounds and within its accuracy', () => {
    for (let rank = 1; rank <= sorted.length; rank += 97) {
      const truth = sorted[rank - 1] ?? Number.NaN;
      const { low, value, high } = sketch.atRank(rank);
      // A value on the edge of a bucket may be rounded to either side.
      expect(low).toBeLessThanOrEqual(truth * (1 + 1e-12));
      expect(high).toBeGreaterThanOrEqual(truth * (1 - 1e-12));
      expect(Math.abs(value / truth - 1)).toBeLessThanOrEqual(SKETCH_ACCURACY * (1 + 1e-9));
    }
  });

  test('merging in any order counts exactly', () => {
    const parts = [0, 1, 2].map((part) => sketchOf(values.filter((_, index) => index % 3 === part)));
    for (const order of [parts, parts.toReversed()]) {
      const merged = new QuantileSketch();
      for (const part of order) merged.merge(part);
      expect(merged.toJSON()).toEqual(sketch.toJSON());
    }
  });

  test('comes back from JSON', () => {
    const restored = new QuantileSketch();
    restored.restore(JSON.parse(JSON.stringify(sketch)));
    expect(restored.toJSON()).toEqual(sketch.toJSON());
    expect(restored.atRank(2500)).toEqual(sketch.atRank(2500));
    const empty = new QuantileSketch();
    empty.restore(JSON.parse(JSON.stringify(new QuantileSketch())));
    empty.merge(sketch);
    expect(empty.toJSON()).toEqual(sketch.toJSON());
  });

  test('a single value is reported exactly, zeros are kept', () => {
    expect(sketchOf([0.1, 0.1, 0.1]).atRank(2)).toEqual({ low: 0.1, value: 0.1, high: 0.1 });
    const zeros = sketchOf([0, 0, 5]);
    expect(zeros.atRank(2).value).toBe(0);
    expect(zeros.atRank(3).high).toBe(5);
    expect(zeros.countUpTo(0)).toBe(2);
    expect(zeros.countUpTo(5)).toBe(3);
  });

  test('refuses what is no duration', () => {
    for (const wrong of [-1, Number.NaN, Infinity]) expect(() => sketchOf([wrong])).toThrow(RangeError);
    expect(() => sketch.atRank(0)).toThrow(RangeError);
  });
});
