import { describe, expect, it } from 'vitest';
import { ParameterError, type ParameterValue } from '../../../src/net/distributions/distribution.js';
import { exponentialGrid, law } from './laws.js';

const life = law('exponential', [1]);

/** [distribution, form, values, the parameter that is wrong, what is needed]. */
const WRONG: readonly (readonly [string, number, readonly ParameterValue[], string, string])[] = [
  ['exponential', 0, [0], 'mean', '> 0'],
  ['exponential', 0, [-1], 'mean', '> 0'],
  ['exponential', 0, [Number.NaN], 'mean', '> 0'],
  ['exponential', 0, [Infinity], 'mean', '> 0'],
  ['exponential', 0, [1e300], 'mean', '> 0, from 1e-50 to 1e+50'],
  ['exponential', 1, [1e-300], 'rate', '> 0, from 1e-50 to 1e+50'],
  ['erlang', 0, [0, 1], 'stages', 'a whole number, 1..10000'],
  ['erlang', 0, [2.5, 1], 'stages', 'a whole number, 1..10000'],
  ['erlang', 0, [10_001, 1], 'stages', 'a whole number, 1..10000'],
  ['erlang', 0, [2, 0], 'mean', '> 0'],
  ['hypoexponential', 0, [[]], 'rates', 'at least one'],
  ['hypoexponential', 0, [[1, 0]], 'rates[1]', '> 0'],
  ['hypoexponential', 0, [new Array<number>(101).fill(1)], 'rates', 'at most 100'],
  ['hyperexponential', 0, [[1, 2], [1]], 'weights', '2'],
  [
    'hyperexponential',
    0,
    [
      [1, 2],
      [1, -1],
    ],
    'weights[1]',
    '>= 0',
  ],
  [
    'hyperexponential',
    0,
    [
      [1, 2],
      [0, 0],
    ],
    'weights',
    'one > 0',
  ],
  [
    'hyperexponential',
    0,
    [
      [1, Number.NaN],
      [1, 1],
    ],
    'rates[1]',
    '> 0',
  ],
  ['gamma', 0, [0.001, 1], 'shape', '0.01..1000000'],
  ['gamma', 1, [2, -1], 'scale', '> 0'],
  ['weibull', 0, [0.01, 1], 'shape', '0.02..10000'],
  ['weibull', 0, [2, 0], 'mean', '> 0'],
  ['weibull', 1, [2, Number.NaN], 'scale', '> 0'],
  ['lognormal', 0, [1, 0], 'cv', '1e-9..1000000'],
  ['lognormal', 0, [0, 1], 'mean', '> 0'],
  ['lognormal', 1, [1000, 1], 'mu', '-115..115'],
  ['lognormal', 1, [1, -1], 'sigma', '1e-9..10'],
  ['lognormal', 2, [-3, 1], 'median', '> 0'],
  ['uniform', 0, [-1, 2], 'min', '>= 0'],
  ['uniform', 0, [3, 2], 'min', 'at most max, 2'],
  ['uniform', 0, [3, Infinity], 'max', '>= 0'],
  ['triangular', 0, [2, 1, 3], 'min', 'at most mode, 1'],
  ['triangular', 0, [1, 4, 3], 'mode', 'at most max, 3'],
  ['deterministic', 0, [-1], 'value', '>= 0'],
  ['deterministic', 0, [Number.NaN], 'value', '>= 0'],
  ['truncated-exponential', 0, [0, 1], 'rate', '> 0'],
  ['truncated-exponential', 0, [1, 0], 'max', '> 0'],
  ['shifted', 0, [-1, life], 'by', '>= 0'],
  ['mixture', 0, [[1], [life, life]], 'weights', '2'],
  [
    'mixture',
    0,
    [
      [0, 0],
      [life, life],
    ],
    'weights',
    'one > 0',
  ],
  ['empirical', 0, [[]], 'values', 'at least one'],
  ['empirical', 0, [[1, -2]], 'values[1]', '>= 0'],
  ['density', 0, [[[1, 1, 1]]], 'pieces[0][1]', "more than the piece's start, 1"],
  [
    'density',
    0,
    [
      [
        [0, 2, 1],
        [1, 3, 1],
      ],
    ],
    'pieces[1][0]',
    'at least the end of the piece before, 2',
  ],
  ['density', 0, [[[0, 2, -1]]], 'pieces[0][2]', '>= 0'],
  ['density', 0, [[[0, 2, 0]]], 'pieces', 'one > 0'],
  ['density', 0, [[]], 'pieces', 'at least one'],
  ['density', 0, [[[-1, 2, 1]]], 'pieces[0][0]', '>= 0'],
];

/** The ends of the ranges, where draws come closest to the ends of the doubles. */
const EXTREME: readonly (readonly [string, number, readonly ParameterValue[]])[] = [
  ['exponential', 0, [1e50]],
  ['exponential', 1, [1e50]],
  ['erlang', 0, [1, 1e-50]],
  ['erlang', 0, [10_000, 1e50]],
  ['hypoexponential', 0, [[1e-50, 1e50]]],
  ['hypoexponential', 0, [[1e-50, 1e-50, 1e50]]],
  ['hypoexponential', 0, [new Array<number>(40).fill(1e50)]],
  [
    'hyperexponential',
    0,
    [
      [1e-50, 1e50],
      [1e-50, 1e50],
    ],
  ],
  [
    'hyperexponential',
    0,
    [
      [1e-50, 1e50],
      [1e50, 1e-50],
    ],
  ],
  ['gamma', 0, [0.01, 1e50]],
  ['gamma', 0, [1e6, 1e-50]],
  ['gamma', 1, [1e6, 1e50]],
  ['weibull', 0, [0.02, 1e50]],
  ['weibull', 0, [0.02, 1e-50]],
  ['weibull', 1, [0.02, 1e50]],
  ['weibull', 1, [10_000, 1e-50]],
  ['lognormal', 0, [1e50, 1e6]],
  ['lognormal', 1, [115, 10]],
  ['lognormal', 1, [-115, 10]],
  ['lognormal', 0, [1e50, 1e-9]],
  ['uniform', 0, [0, 1e50]],
  ['uniform', 0, [1e50, 1e50]],
  ['triangular', 0, [0, 0, 1e50]],
  ['triangular', 0, [0, 0, 0]],
  ['truncated-exponential', 0, [1e-50, 1e-50]],
  ['truncated-exponential', 0, [1e50, 1e50]],
  ['truncated-exponential', 0, [1e-50, 1e50]],
  ['shifted', 0, [1e50, life]],
  [
    'mixture',
    0,
    [
      [1e-50, 1e50],
      [law('exponential', [1e50]), law('exponential', [1e-50])],
    ],
  ],
  [
    'mixture',
    0,
    [
      [1, 1],
      [law('deterministic', [0]), law('deterministic', [1e50])],
    ],
  ],
  ['empirical', 0, [[0, 1e50]]],
  [
    'density',
    0,
    [
      [
        [0, 1e-50, 1e50],
        [1e50 - 1e40, 1e50, 1e-50],
      ],
    ],
  ],
];

describe('parameters', () => {
  it.each(WRONG)('%s form %i with %j: %s', (name, form, values, parameter, need) => {
    let thrown: unknown;
    try {
      law(name, values, form);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ParameterError);
    expect(thrown).toMatchObject({ parameter, need });
  });

  it.each(EXTREME)(
    '%s form %i at the end of its range draws finite delays and has finite moments',
    (name, form, values) => {
      const extreme = law(name, values, form);
      for (const e of exponentialGrid(60)) {
        const x = extreme.draw(e);
        if (!(x >= 0 && x < Infinity)) expect.fail(`drew ${x} at e=${e}`);
        expect(extreme.hazard(x)).not.toBeNaN();
      }
      expect(extreme.mean >= 0 && extreme.mean < Infinity).toBe(true);
      expect(extreme.variance >= 0 && extreme.variance < Infinity, `variance ${extreme.variance}`).toBe(true);
      for (const coefficient of extreme.coefficients) expect(coefficient).not.toBeNaN();
    },
  );

  it('of the wrong type are a mistake of the program', () => {
    expect(() => law('exponential', [life])).toThrow(TypeError);
    expect(() => law('shifted', [1, 2])).toThrow(TypeError);
    expect(() => law('hypoexponential', [3])).toThrow(TypeError);
    expect(() => law('mixture', [[1], 3])).toThrow(TypeError);
    expect(() => law('density', [[1, 2, 3]])).toThrow(TypeError);
  });
});
