import fc from 'fast-check';
import type { BoundLaw, ParameterValue } from '../../../src/net/distributions/distribution.js';
import { distributions } from '../../../src/net/distributions/registry.js';

/** The law as a net would name it. */
export function law(name: string, values: readonly ParameterValue[], form = 0): BoundLaw {
  const distribution = distributions.get(name);
  if (distribution === undefined) throw new Error(`no distribution ${name}`);
  return distribution.bind(values, form);
}

/** One unit exponential, log-uniform over all that a stream can give and beyond. */
export const unitExponential: fc.Arbitrary<number> = fc
  .double({ min: Math.log(1e-17), max: Math.log(50), noNaN: true })
  .map(Math.exp);

/** 1e-17 to 50 in even steps of the logarithm. */
export function exponentialGrid(count: number): readonly number[] {
  const first = Math.log(1e-17);
  const last = Math.log(50);
  return Array.from({ length: count }, (_, index) => Math.exp(first + ((last - first) * index) / (count - 1)));
}

const size = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

const time = size(1e-3, 1e4);
const rate = size(1e-4, 1e3);
const three = fc.tuple(time, time, time).map((times) => times.toSorted((a, b) => a - b));

/** Laws with a density that is positive from 0 to infinity. */
export const smoothLaw: fc.Arbitrary<BoundLaw> = fc.oneof(
  time.map((mean) => law('exponential', [mean])),
  fc.tuple(fc.integer({ min: 1, max: 200 }), time).map((values) => law('erlang', values)),
  fc.array(rate, { minLength: 1, maxLength: 5 }).map((rates) => law('hypoexponential', [rates])),
  fc
    .array(fc.tuple(rate, size(1e-6, 1)), { minLength: 1, maxLength: 4 })
    .map((rows) => law('hyperexponential', [rows.map(([each]) => each), rows.map(([, weight]) => weight)])),
  fc.tuple(size(0.2, 500), time).map((values) => law('gamma', values)),
  fc.tuple(size(0.2, 50), time).map((values) => law('weibull', values)),
  fc.tuple(time, size(0.01, 10)).map((values) => law('lognormal', values)),
);

const simpleLaw: fc.Arbitrary<BoundLaw> = fc.oneof(
  smoothLaw,
  three.map(([from = 0, , to = 0]) => law('uniform', [from, to])),
  three.map((values) => law('triangular', values)),
  fc.tuple(rate, time).map((values) => law('truncated-exponential', values)),
  time.map((value) => law('deterministic', [value])),
  fc.array(time, { minLength: 1, maxLength: 8 }).map((values) => law('empirical', [values])),
  fc
    .tuple(three, three)
    .map(([[a = 0, b = 0, c = 0], [u = 0, v = 0]]) =>
      law('density', [[[a, a + b, u] as const, [a + b + c, a + b + c + u, v] as const]]),
    ),
);

/** Any law, nested ones too. */
export const anyLaw: fc.Arbitrary<BoundLaw> = fc.oneof(
  { weight: 4, arbitrary: simpleLaw },
  { weight: 1, arbitrary: fc.tuple(time, simpleLaw).map(([by, of]) => law('shifted', [by, of])) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.tuple(size(1e-3, 1), simpleLaw), { minLength: 1, maxLength: 3 })
      .map((rows) => law('mixture', [rows.map(([weight]) => weight), rows.map(([, of]) => of)])),
  },
);

/** For a failing property: the law as it was drawn. */
export function describeLaw(found: BoundLaw): string {
  return `${found.distribution.name} of mean ${found.mean} and variance ${found.variance}`;
}
