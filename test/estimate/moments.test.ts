import { describe, expect, test } from 'vitest';
import { Moments } from '../../src/estimate/moments.js';
import { PairMoments } from '../../src/estimate/pair-moments.js';
import { Draws } from './draws.js';

/** What rounding may do to sums of a thousand terms: 1000 units in the last place. */
const ROUNDING = 1000 * Number.EPSILON;

function sample(count: number, seed: string): { x: Float64Array; y: Float64Array } {
  const draws = new Draws(seed);
  const x = Float64Array.from({ length: count }, () => draws.exponential());
  return { x, y: x.map((value) => 3 + 2 * value * draws.exponential()) };
}

function direct(values: Float64Array): { mean: number; variance: number; skewness: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const second = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const third = values.reduce((sum, value) => sum + (value - mean) ** 3, 0);
  return { mean, variance: second / (n - 1), skewness: (Math.sqrt(n) * third) / second ** 1.5 };
}

function near(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(ROUNDING * (1 + Math.abs(expected)));
}

function inBlocks(values: Float64Array, size: number): Moments {
  const moments = new Moments();
  for (let at = 0; at < values.length; at += size) {
    const block = values.slice(at, at + size);
    moments.addBlock(block, block.length);
  }
  return moments;
}

describe('Moments', () => {
  test.each([1, 7, 256, 1000])('are those of the formulas in blocks of %d', (size) => {
    const { x } = sample(1000, 'moments');
    const known = direct(x);
    const moments = inBlocks(x, size);
    expect(moments.count).toBe(1000);
    near(moments.mean, known.mean);
    near(moments.variance, known.variance);
    near(moments.skewness, known.skewness);
    expect(moments.min).toBe(Math.min(...x));
    expect(moments.max).toBe(Math.max(...x));
  });

  test('keep their digits far from 0', () => {
    const { x } = sample(1000, 'far');
    const moved = inBlocks(
      x.map((value) => value + 1e8),
      100,
    );
    // 1e8 carries a unit in the last place of 1.5e-8.
    expect(Math.abs(moved.variance / direct(x).variance - 1)).toBeLessThan(1e-6);
  });

  test('joined block by block they are the bits of one pass over the blocks', () => {
    const { x } = sample(1000, 'merge');
    const merged = new Moments();
    for (let at = 0; at < 1000; at += 250) merged.merge(inBlocks(x.slice(at, at + 250), 250));
    expect(merged.toJSON()).toEqual(inBlocks(x, 250).toJSON());
  });

  test('come back from JSON bit for bit', () => {
    const moments = inBlocks(Float64Array.of(-0, 0.1, 1 / 3, Infinity), 4);
    const restored = new Moments();
    restored.restore(JSON.parse(JSON.stringify(moments)));
    for (const key of Object.keys(moments.toJSON()) as (keyof ReturnType<Moments['toJSON']>)[]) {
      expect(Object.is(restored[key], moments[key]), key).toBe(true);
    }
    expect(restored.infinite).toBe(1);
  });

  test('count how often the ends are seen', () => {
    const moments = inBlocks(Float64Array.of(1, 0, 0.5, 1, 1, 0), 2);
    expect(moments.countAt(1)).toBe(3);
    expect(moments.countAt(0)).toBe(2);
    expect(moments.countAt(0.5)).toBe(0);
  });

  test('of equal values are that value exactly', () => {
    const moments = inBlocks(new Float64Array(1000).fill(0.1), 37);
    expect([moments.mean, moments.variance, moments.skewness]).toEqual([0.1, 0, 0]);
  });

  test('refuse what is no observation', () => {
    expect(() => inBlocks(Float64Array.of(1, Number.NaN), 2)).toThrow(RangeError);
    expect(() => inBlocks(Float64Array.of(1, -Infinity), 2)).toThrow(RangeError);
  });
});

describe('PairMoments', () => {
  test.each([1, 9, 1000])('of any combination are those of the combined values, in blocks of %d', (size) => {
    const { x, y } = sample(1000, 'pairs');
    const pairs = new PairMoments();
    for (let at = 0; at < 1000; at += size) {
      const xs = x.slice(at, at + size);
      pairs.addBlock(xs, y.slice(at, at + size), xs.length);
    }
    for (const [p, q] of [
      [1, 0],
      [0, 1],
      [-2, 1],
      [3, 0.5],
    ] as const) {
      const known = direct(x.map((value, index) => p * value + q * (y[index] ?? 0)));
      const made = pairs.combination(p, q);
      near(made.mean, known.mean);
      expect(Math.abs(made.variance / known.variance - 1)).toBeLessThan(100 * ROUNDING);
      expect(Math.abs(made.skewness - known.skewness)).toBeLessThan(100 * ROUNDING);
    }
  });

  test('correlation is 1 of a line, 0 of a constant', () => {
    const { x } = sample(100, 'line');
    const line = new PairMoments();
    line.addBlock(
      x,
      x.map((value) => 2 * value + 1),
      100,
    );
    near(line.correlation, 1);
    const flat = new PairMoments();
    flat.addBlock(x, new Float64Array(100).fill(3), 100);
    expect(flat.correlation).toBe(0);
  });

  test('come back from JSON bit for bit and count pairs that are not (0, 0)', () => {
    const { x, y } = sample(100, 'json');
    x[3] = 0;
    y[3] = 0;
    const pairs = new PairMoments();
    pairs.addBlock(x, y, 100);
    const restored = new PairMoments();
    restored.restore(JSON.parse(JSON.stringify(pairs)));
    expect(restored).toEqual(pairs);
    expect(restored.active).toBe(99);
  });
});
