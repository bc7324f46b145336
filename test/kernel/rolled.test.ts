import { expect, test } from 'vitest';
import { generate } from '../../src/kernel/compile/program.js';
import { Observation } from '../../src/kernel/observation.js';
import { bothTrials, netOf, planOf } from './trials.js';

/**
 * Large nets are compiled to one piece of code for all members of a shape. These nets have members that look alike and are not.
 */
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const oneOf = (choices: readonly string[], index: number): string => choices[index % choices.length] ?? '';

function check(text: string): void {
  const net = netOf(text);
  const plan = planOf(net, 6);
  const constants = net.constants.map(({ value }) => value);
  const { source } = generate(net, plan, constants, [], new Observation(plan, () => () => 0));
  expect(source).toContain('member = held -');
  bothTrials(net, plan, 2);
}

const sums = (count: number): string => `
let: {busy: "sum(${Array.from({ length: count }, (_, index) => `p${index} == 1`).join(', ')})"}
measures: {busy: {accumulated: busy, until: [1, 2, 3]}}
`;

test('firings alike that set clocks of different laws', () => {
  const count = 90;
  const laws = ['{weibull: {shape: 2, mean: 1}}', '{lognormal: {mean: 1, cv: 2}}', '{gamma: {shape: 3, mean: 1}}'];
  check(`
places:
${lines(count, (index) => `  p${index}: {max: 2}`)}
activities:
${lines(
  count,
  (index) => `  go${index}: {when: p${index} == 0, rate: 1, then: {p${index}: 1}}
  back${index}: {when: p${index} == 1, delay: ${oneOf(laws, index)}, then: {p${index}: 0}}`,
)}
${sums(count)}`);
});

test('firings alike that enable immediates with different effects', () => {
  const count = 40;
  check(
    `
places:
  level: {max: 3}
${lines(count, (index) => `  p${index}: {max: 2}`)}
activities:
${lines(
  count,
  (index) => `  go${index}: {when: p${index} == 0, rate: 1, then: {p${index}: 1}}
  now${index}: {when: p${index} == 1, immediate: ${index % 4}, then: {p${index}: 2${index % 3 === 0 ? ', level: (level + 1) % 4' : ''}}}
  back${index}: {when: p${index} == 2, rate: 1 + level, then: {p${index}: 0}}`,
)}
${sums(count)}`.replaceAll('log', 'count'),
  );
});

test('members with their own numbers: not whole, huge, negative, in no progression', () => {
  const count = 45;
  const numbers = ['0.1', '1e300', '-3', '2.5e-8', '7', '2147483648', '-0'];
  check(`
places:
  last: {min: -1000}
${lines(count, (index) => `  p${index}: {max: 2}`)}
activities:
${lines(
  (
    index,
  ) => `  go${index}: {when: p${index} == 0 && last != ${oneOf(numbers, index)}, rate: 1, then: {p${index}: 1, last: ${(index * index) % 97} - 50}}
  back${index}: {when: p${index} == 1, delay: {weibull: {shape: ${1 + (index % 5)}, mean: 1}}, then: {p${index}: "if(last > ${oneOf(numbers, index + 3)}, 0, 2)"}}
  end${index}: {when: p${index} == 2, rate: 1 + abs(last) / 100, then: {p${index}: 0}}`,
)}
${sums(count)}`);
});

test('a firing that drops the clocks of all, whose numbers are in no progression', () => {
  const count = 50;
  check(`
places:
  power: {states: [on, off]}
${lines(count, (index) => `  p${index}: {max: 2}`)}
activities:
  cut: {when: power == on, rate: 1, then: {power: off}}
  mend: {when: power == off, delay: 0.25, then: {power: on}}
${lines(
  (
    index,
  ) => `  go${index}: {when: power == on && p${index} == 0, ${oneOf(['rate: 1', 'delay: 0.7', 'delay: {uniform: {min: 0, max: 1}}'], index)}, then: {p${index}: 1}}
  back${index}: {when: power == on && p${(index * 7) % count} == 1, rate: ${oneOf(['1', '2', '1 + p0'], index)}, then: {p${(index * 7) % count}: 0}}`,
)}
${sums(count)}`);
});
