import { describe, expect, it } from 'vitest';
import type { BoundLaw } from '../../../src/net/distributions/distribution.js';
import { law } from './laws.js';

/** Each law with the places where its survival has a corner; a jump too. */
const LAWS: readonly (readonly [BoundLaw, readonly number[]])[] = [
  [law('exponential', [20]), []],
  [law('erlang', [3, 20]), []],
  [law('erlang', [400, 20]), []],
  [law('hypoexponential', [[1, 1, 0.2]]), []],
  [
    law('hyperexponential', [
      [1, 0.01],
      [0.95, 0.05],
    ]),
    [],
  ],
  [law('gamma', [0.4, 20]), []],
  [law('gamma', [7.5, 2], 1), []],
  [law('weibull', [0.7, 30]), []],
  [law('weibull', [3, 30], 1), []],
  [law('weibull', [300, 30]), []],
  [law('lognormal', [5, 0.8]), []],
  [law('lognormal', [0.5, 0.4], 1), []],
  [law('lognormal', [8, 0.3], 2), []],
  [law('uniform', [2, 6]), [2, 6]],
  [law('triangular', [1, 2, 6]), [1, 2, 6]],
  [law('triangular', [1, 6, 6]), [1, 6]],
  [law('deterministic', [3]), [3]],
  [law('truncated-exponential', [1e-7, 3]), [3]],
  [law('truncated-exponential', [0.2, 3]), [3]],
  [law('truncated-exponential', [0.24, 3]), [3]],
  [law('truncated-exponential', [5, 3]), [3]],
  [law('shifted', [2, law('weibull', [2, 5])]), [2]],
  [
    law('mixture', [
      [1, 3],
      [law('deterministic', [1]), law('erlang', [2, 5])],
    ]),
    [1],
  ],
  [law('empirical', [[4, 1, 2, 2]]), [1, 2, 4]],
  [
    law('density', [
      [
        [0, 2, 1],
        [2, 3, 4],
        [5, 9, 2],
      ],
    ]),
    [2, 3, 5, 9],
  ],
];

/** Points and weights of Gauss and Legendre with five points on -1..1 (Abramowitz & Stegun 1964, table 25.4). */
const INNER = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3;
const OUTER = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3;
const RULE: readonly (readonly [number, number])[] = [
  [0, 128 / 225],
  [-INNER, (322 + 13 * Math.sqrt(70)) / 900],
  [INNER, (322 + 13 * Math.sqrt(70)) / 900],
  [-OUTER, (322 - 13 * Math.sqrt(70)) / 900],
  [OUTER, (322 - 13 * Math.sqrt(70)) / 900],
];

/** int_0^inf x^power exp(-H(x)) dx over panels between draws at an even grid of log e from 1e-17 to 200 and times even in log x, cut at the corners. */
function integral(of: BoundLaw, corners: readonly number[], power: 0 | 1): number {
  const grid = Array.from({ length: 1200 }, (_, index) =>
    of.draw(Math.exp(-39 + (index * (39 + Math.log(200))) / 1199)),
  );
  const times = Array.from({ length: 600 }, (_, index) => of.mean * Math.exp(-6 + index / 50));
  const edges = [...new Set([0, ...grid, ...times, ...corners])].sort((a, b) => a - b);
  let sum = 0;
  for (const [index, to] of edges.entries()) {
    const from = edges[index - 1] ?? 0;
    for (const [point, weight] of RULE) {
      const x = 0.5 * (from + to) + 0.5 * (to - from) * point;
      sum += 0.5 * (to - from) * weight * x ** power * Math.exp(-of.hazard(x));
    }
  }
  return sum;
}

describe('moments', () => {
  it('agree with the integrals of survival: E X = int S, E X^2 = 2 int x S', () => {
    for (const [of, corners] of LAWS) {
      const mean = integral(of, corners, 0);
      const square = 2 * integral(of, corners, 1);
      const name = `${of.distribution.name}, mean ${of.mean}`;
      // The quadrature's own error is below 1e-10 of each integral; the variance is their difference.
      expect(Math.abs(of.mean - mean), name).toBeLessThanOrEqual(1e-10 * mean);
      expect(Math.abs(of.variance - (square - mean * mean)), name).toBeLessThanOrEqual(1e-9 * square);
    }
  });

  it('have the textbook values', () => {
    // Gamma(1 + 1/2) = sqrt(pi) / 2, Gamma(2) = 1.
    expect(law('weibull', [2, 10], 1).mean).toBeCloseTo(5 * Math.sqrt(Math.PI), 13);
    expect(law('weibull', [2, 10], 1).variance).toBeCloseTo(100 * (1 - Math.PI / 4), 12);
    expect(law('erlang', [4, 20]).variance).toBeCloseTo(100, 12);
    expect(
      law('hyperexponential', [
        [1, 3],
        [1, 1],
      ]).variance,
    ).toBeCloseTo(1 + 1 / 9 - 4 / 9, 14);
    expect(law('lognormal', [5, 0.8]).variance).toBeCloseTo(16, 12);
    expect(law('uniform', [2, 6]).variance).toBeCloseTo(16 / 12, 14);
    expect(law('triangular', [0, 1, 2]).variance).toBeCloseTo(1 / 6, 14);
    expect(law('empirical', [[1, 2, 3, 4, 5]]).variance).toBeCloseTo(2, 14);
  });

  it('are kept when a law is given by its mean', () => {
    for (const name of ['erlang', 'gamma', 'weibull', 'lognormal']) {
      expect(Math.abs(law(name, [3, 7]).mean / (name === 'lognormal' ? 3 : 7) - 1)).toBeLessThanOrEqual(2 ** -50);
    }
  });

  it('of a sharp Weibull do not cancel: the variance is pi^2 / 6 (mean / shape)^2', () => {
    const sharp = law('weibull', [10_000, 1]);
    expect(Math.abs(sharp.variance / (Math.PI ** 2 / 6e8) - 1)).toBeLessThanOrEqual(1e-3);
  });
});
