import { expect, test } from 'vitest';
import { edges, outsideLayer, unitExponential, widths } from '../../../src/kernel/random/unit-exponential.js';
import { distance, distanceMax, meanMax, unevenness } from './statistics.js';

const stream = (number: number): Int32Array => Int32Array.of(0x9e3779b9 | 0, number, 0x243f6a88, 77 * number);

function sampleOf(count: number, number: number): Float64Array {
  const states = stream(number);
  for (let discarded = 0; discarded < 20; discarded++) unitExponential(states, 0);
  return Float64Array.from({ length: count }, () => unitExponential(states, 0));
}

const COUNT = 400_000;
const sample = sampleOf(COUNT, 1);

test('layers of equal area under the density, the last one ending at 0', () => {
  const base = (edges[0] ?? 0) * Math.exp(-(edges[1] ?? 0));
  for (let layer = 1; layer < 256; layer++) {
    const [right = 0, above = 0] = [edges[layer], edges[layer + 1]];
    expect(right).toBeGreaterThan(above);
    expect(Math.abs((right * (Math.exp(-above) - Math.exp(-right))) / base - 1)).toBeLessThan(1e-11);
  }
  expect(edges[256]).toBe(0);
  expect(Array.from(widths, (width) => width * 2 ** 52)).toEqual([...edges.slice(0, 256)]);
  // The base strip is the rectangle up to the tail and the tail itself.
  const tail = edges[1] ?? 0;
  expect(Math.abs(((tail + 1) * Math.exp(-tail)) / base - 1)).toBeLessThan(1e-11);
});

test('variates are finite and above 0', () => {
  expect(sample.every((variate) => variate > 0 && variate < 50)).toBe(true);
});

test('their distribution is 1 - exp(-x)', () => {
  expect(distance(sample, (x) => -Math.expm1(-x))).toBeLessThan(distanceMax(COUNT));
});

test('their distribution is right within single layers and far out too', () => {
  // Equally likely cells, about one a layer and several beyond the tail's beginning at 7.7 (P = 1/2200).
  const cells = 20_000;
  const counts = new Int32Array(cells);
  for (const variate of sample) {
    const cell = Math.floor(-Math.expm1(-variate) * cells);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  expect(unevenness(counts)).toBeLessThan(1);
});

test('a position beside the density is kept with the probability of lying under it', () => {
  const states = stream(3);
  const count = 20_000;
  for (const layer of [1, 2, 40, 128, 200, 255]) {
    const [right = 0, left = 0] = [edges[layer], edges[layer + 1]];
    const [lower, upper] = [Math.exp(-right), Math.exp(-left)];
    for (const share of [0.1, 0.5, 0.9]) {
      const position = left + share * (right - left);
      let kept = 0;
      for (let draw = 0; draw < count; draw++) kept += outsideLayer(states, 0, layer, position) === position ? 1 : 0;
      const probability = (Math.exp(-position) - lower) / (upper - lower);
      expect(Math.abs(kept / count - probability)).toBeLessThan(meanMax(count, 1));
    }
  }
});

test('the tail begins again: beyond its start it is the same law', () => {
  const states = stream(2);
  const tail = edges[1] ?? 0;
  const excess = Float64Array.from({ length: 50_000 }, () => outsideLayer(states, 0, 0, 0) - tail);
  expect(distance(excess, (x) => -Math.expm1(-x))).toBeLessThan(distanceMax(excess.length));
});

test('mean, variance and third moment are 1, 1 and 6', () => {
  // Standard errors of the k-th moments: sqrt(((2k)! - k!^2) / n); 6.2 of them are exceeded with probability 1e-9.
  const moment = (power: number): number => sample.reduce((sum, x) => sum + x ** power, 0) / COUNT;
  const factorial = [1, 1, 2, 6, 24, 120, 720];
  for (const power of [1, 2, 3]) {
    const [mean = 0, square = 0] = [factorial[power], factorial[2 * power]];
    expect(Math.abs(moment(power) - mean)).toBeLessThan(6.2 * Math.sqrt((square - mean ** 2) / COUNT));
  }
});

test('successive variates are independent', () => {
  const side = 20;
  const counts = new Int32Array(side * side);
  const cell = (variate = 0): number => Math.min(side - 1, Math.floor(-Math.expm1(-variate) * side));
  for (let index = 0; index + 1 < COUNT; index += 2) {
    const at = side * cell(sample[index]) + cell(sample[index + 1]);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  expect(unevenness(counts)).toBeLessThan(1);
});
