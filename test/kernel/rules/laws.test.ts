import { expect, test } from 'vitest';
import { distributions } from '../../../src/net/distributions/registry.js';
import { evaluate } from '../../../src/net/expression/evaluate.js';
import { bindLaw } from '../../../src/net/law.js';
import { story } from '../story.js';
import { clockVariates, netOf } from '../trials.js';

/** A delay of each family, with a parameter P of 2 that is once a number and once a place. */
const delays: readonly [string, string][] = [
  ['deterministic', 'P'],
  ['deterministic', '{deterministic: {value: P}}'],
  ['exponential', '{exponential: {mean: P}}'],
  ['erlang', '{erlang: {stages: 3, mean: P}}'],
  ['hypoexponential', '{hypoexponential: {rates: [P, 3, 5]}}'],
  ['hyperexponential', '{hyperexponential: {rates: [P, 7], weights: [0.4, 0.6]}}'],
  ['gamma', '{gamma: {shape: 1.7, mean: P}}'],
  ['gamma', '{gamma: {shape: 0.4, scale: P}}'],
  ['weibull', '{weibull: {shape: 1.5, mean: P}}'],
  ['weibull', '{weibull: {shape: P, scale: 3}}'],
  ['weibull', '{weibull: {shape: 0.83, scale: P}}'],
  ['lognormal', '{lognormal: {mean: P, cv: 0.8}}'],
  ['lognormal', '{lognormal: {mu: 0.3, sigma: P}}'],
  ['uniform', '{uniform: {min: 0.5, max: P}}'],
  ['triangular', '{triangular: {min: 1, mode: P, max: 3}}'],
  ['truncated-exponential', '{truncated-exponential: {rate: 0.7, max: P}}'],
  ['shifted', '{shifted: {by: P, of: {weibull: {shape: 3, mean: 1}}}}'],
  ['mixture', '{mixture: {weights: [1, 2], of: [1.5, {exponential: {mean: P}}]}}'],
  ['empirical', '{empirical: {values: [1, P, 3.5]}}'],
  ['density', '{density: {pieces: [[0.5, 1, 1], [1, P, 2]]}}'],
];

test('every family is here', () => {
  expect(new Set(delays.map(([name]) => name))).toEqual(new Set(distributions.keys()));
});

test.each(delays)('%s: the k-th delay is the inverse hazard of the k-th variate (%s)', (_, delay) => {
  const text = (parameter: string): string => `
places: {two: 2, count: 0}
activities: {work: {delay: ${delay.replace('P', parameter)}, then: {count: count + 1}}}
spans: {gap: {from: [work], to: [work]}}
`;
  const [work] = netOf(text('2')).activities;
  if (work?.timing.kind !== 'delay') throw new Error('no delay');
  const law = bindLaw(work.timing.law, (expression) => evaluate(expression, { state: [], constants: [], lets: [] }));
  const variates =
    work.timing.law.distribution.name === 'deterministic' ? [0, 0, 0, 0, 0, 0] : clockVariates('story', 0, 'work', 6);
  let time = 0;
  const times = variates.map((variate) => {
    time += law.draw(variate);
    return `${+time.toPrecision(9)} work count=`;
  });
  for (const parameter of ['2', 'two']) {
    const { firings } = story(text(parameter), 200);
    expect(firings.length).toBeGreaterThan(3);
    expect(firings.slice(0, 6)).toEqual(times.slice(0, firings.length).map((line, index) => `${line}${index + 1}`));
  }
});
