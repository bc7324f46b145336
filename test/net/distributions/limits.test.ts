import { describe, expect, it } from 'vitest';
import type { BoundLaw } from '../../../src/net/distributions/distribution.js';
import { exponentialGrid, law } from './laws.js';

/** Pairs that are the same law in two spellings, computed in two ways. */
const PAIRS: readonly (readonly [string, BoundLaw, BoundLaw])[] = [
  ['a mean and a rate', law('exponential', [4]), law('exponential', [0.25], 1)],
  ['one stage', law('erlang', [1, 4]), law('exponential', [4])],
  ['a Weibull of shape 1', law('weibull', [1, 4]), law('exponential', [4])],
  ['a gamma of shape 1', law('gamma', [1, 4]), law('exponential', [4])],
  ['a gamma of whole shape', law('gamma', [5, 4]), law('erlang', [5, 4])],
  ['equal phases', law('hypoexponential', [[2, 2, 2]]), law('erlang', [3, 1.5])],
  ['nearly equal phases', law('hypoexponential', [[2, 2 + 1e-15, 2]]), law('erlang', [3, 1.5])],
  ['a phase of no length', law('hypoexponential', [[0.25, 1e40]]), law('exponential', [4])],
  [
    'equal branches',
    law('hyperexponential', [
      [0.25, 0.25],
      [1, 2],
    ]),
    law('exponential', [4]),
  ],
  [
    'a branch of no weight',
    law('hyperexponential', [
      [0.25, 9],
      [1, 0],
    ]),
    law('exponential', [4]),
  ],
  [
    'a mixture of exponentials',
    law('mixture', [
      [1, 2],
      [law('exponential', [1]), law('exponential', [5])],
    ]),
    law('hyperexponential', [
      [1, 0.2],
      [1, 2],
    ]),
  ],
  ['a mixture of one', law('mixture', [[3], [law('weibull', [2, 4])]]), law('weibull', [2, 4])],
  ['a mean and a scale', law('gamma', [2.5, 10]), law('gamma', [2.5, 4], 1)],
  ['a median and a logarithm', law('lognormal', [Math.exp(2), 0.7], 2), law('lognormal', [2, 0.7], 1)],
  ['no shift', law('shifted', [0, law('weibull', [2, 4])]), law('weibull', [2, 4])],
  ['a cut that cuts nothing', law('truncated-exponential', [0.25, 1e6]), law('exponential', [4])],
  ['a cut so early that nothing decays', law('truncated-exponential', [1e-20, 3]), law('uniform', [0, 3])],
  ['one piece', law('density', [[[1, 3, 7]]]), law('uniform', [1, 3])],
  [
    'two equal pieces',
    law('density', [
      [
        [1, 2, 1],
        [2, 3, 1],
      ],
    ]),
    law('uniform', [1, 3]),
  ],
  ['one observation', law('empirical', [[3, 3]]), law('deterministic', [3])],
  [
    'a mixture of constants',
    law('mixture', [[1, 1, 2], [1, 2, 4].map((value) => law('deterministic', [value]))]),
    law('empirical', [[1, 2, 4, 4]]),
  ],
];

describe('the same law in two spellings', () => {
  it.each(PAIRS)('%s: the same draws', (_, one, other) => {
    for (const e of exponentialGrid(200)) {
      expect(Math.abs(one.draw(e) / other.draw(e) - 1), `e=${e}`).toBeLessThanOrEqual(1e-12);
    }
  });

  it.each(PAIRS)('%s: the same moments', (_, one, other) => {
    expect(Math.abs(one.mean / other.mean - 1)).toBeLessThanOrEqual(1e-12);
    expect(Math.abs(one.variance - other.variance)).toBeLessThanOrEqual(1e-12 * other.mean ** 2);
    expect(one.atoms).toBe(other.atoms);
  });
});
