import { expect, test } from 'vitest';
import { sobolCoordinate, sobolDimensionsMax } from '../../../src/experiment/sweep/sobol.js';

const point = (index: number) =>
  Array.from({ length: sobolDimensionsMax }, (_, dimension) => sobolCoordinate(dimension)(index));

// By scipy 1.17.1: scipy.stats.qmc.Sobol(21, scramble=False, bits=32), which reads the same table.
test.each([
  [0, [0, 0, 0, 0, 0, 0, 0, 0]],
  [1, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
  [2, [0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.25, 0.75]],
  [3, [0.25, 0.75, 0.75, 0.75, 0.25, 0.25, 0.75, 0.25]],
  [4, [0.375, 0.375, 0.625, 0.875, 0.375, 0.125, 0.375, 0.875]],
  [5, [0.875, 0.875, 0.125, 0.375, 0.875, 0.625, 0.875, 0.375]],
  [7, [0.125, 0.625, 0.375, 0.125, 0.125, 0.375, 0.625, 0.625]],
])('point %i begins as published', (index, coordinates) => {
  expect(point(index).slice(0, 8)).toEqual(coordinates);
});

test('point 1023 is the known one in every dimension', () => {
  expect(point(1023)).toEqual([
    0.0009765625, 0.7529296875, 0.6123046875, 0.1455078125, 0.1865234375, 0.4384765625, 0.1396484375, 0.6181640625,
    0.3447265625, 0.8505859375, 0.6787109375, 0.0361328125, 0.1298828125, 0.6650390625, 0.3623046875, 0.4638671875,
    0.3134765625, 0.8759765625, 0.5849609375, 0.3193359375, 0.8662109375,
  ]);
});

test('the first 2^k points have one in each of 2^k equal parts of every axis', () => {
  for (let dimension = 0; dimension < sobolDimensionsMax; dimension++) {
    const coordinate = sobolCoordinate(dimension);
    for (let count = 1; count <= 1024; count *= 2) {
      const parts = Array.from({ length: count }, (_, index) => Math.floor(coordinate(index) * count));
      expect(new Set(parts).size).toBe(count);
    }
  }
});
