import fc from 'fast-check';
import type { ActivityDocument, LawText } from '../../src/net/document.js';
import { gridTime, positive, rate, type Scope, speed, type Text } from './random-expressions.js';

/** Random laws of every family, and every way in which an activity may be timed. */
type LawIn = (scope: Scope) => LawText;

const withParameter = (parameter: fc.Arbitrary<Text>, law: (parameter: string) => LawText): fc.Arbitrary<LawIn> =>
  parameter.map((inner) => (scope) => law(inner(scope)));
const fixed = (law: LawText): fc.Arbitrary<LawIn> => fc.constant(() => law);

const law: fc.Arbitrary<LawIn> = fc.oneof(
  { weight: 4, arbitrary: positive },
  withParameter(positive, (mean) => ({ exponential: { mean } })),
  withParameter(positive, (mean) => ({ weibull: { shape: 1.5, mean } })),
  withParameter(positive, (scale) => ({ weibull: { shape: 0.7, scale } })),
  withParameter(positive, (mean) => ({ lognormal: { mean, cv: 0.8 } })),
  withParameter(positive, (mean) => ({ erlang: { stages: 3, mean } })),
  withParameter(positive, (scale) => ({ gamma: { shape: 1.7, scale } })),
  withParameter(positive, (most) => ({ uniform: { min: 0.1, max: `0.1 + ${most}` } })),
  withParameter(positive, (max) => ({ 'truncated-exponential': { rate: 2, max } })),
  withParameter(positive, (by) => ({ shifted: { by, of: { exponential: { mean: 0.5 } } } })),
  withParameter(positive, (value) => ({ empirical: { values: [0.25, value, 1.25] } })),
  withParameter(positive, (mean) => ({
    mixture: { weights: [1, 2], of: [{ deterministic: { value: 0.5 } }, { exponential: { mean } }] },
  })),
  fixed({ triangular: { min: 0.1, mode: 0.5, max: 1.5 } }),
  fixed({ hypoexponential: { rates: [2, 3, 5] } }),
  fixed({ hyperexponential: { rates: [1, 4], weights: [0.3, 0.7] } }),
  fixed({
    density: {
      pieces: [
        [0.1, 0.5, 1],
        [0.5, 2, 3],
      ],
    },
  }),
);

const every = fc
  .record({
    period: gridTime,
    offset: fc.constantFrom(0, 0.25, 0.6),
    chance: fc.constantFrom(undefined, '0.5', '1 / (1 + abs(count1))', '0', '1'),
  })
  .map(({ period, offset, chance }): LawText => {
    const calendar = { period, offset };
    return { every: chance === undefined ? calendar : { ...calendar, probability: chance } };
  });

const at = fc
  .array(fc.constantFrom(0, 0.25, 0.5, 1, 1.5, 2.25, 3), { minLength: 1, maxLength: 3 })
  .map((times): LawText => ({ at: times }));

type Delay = NonNullable<ActivityDocument['delay']>;
export type TimingIn = (scope: Scope) => Pick<ActivityDocument, 'rate' | 'delay' | 'speed' | 'age'>;

export const timing: fc.Arbitrary<TimingIn> = fc.oneof(
  {
    weight: 5,
    arbitrary: rate.map(
      (inner): TimingIn =>
        (scope) => ({ rate: inner(scope) }),
    ),
  },
  {
    weight: 6,
    arbitrary: law.map(
      (inner): TimingIn =>
        (scope) => ({ delay: inner(scope) as Delay }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(law, speed).map(
      ([inner, pace]): TimingIn =>
        (scope) => ({ delay: inner(scope) as Delay, speed: pace(scope) }),
    ),
  },
  {
    weight: 1,
    arbitrary: gridTime.map(
      (age): TimingIn =>
        () => ({ delay: { weibull: { shape: 2, mean: 1.5 } }, age }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.oneof(every, at).map(
      (calendar): TimingIn =>
        () => ({ delay: calendar as Delay }),
    ),
  },
);
