import { expect, test } from 'vitest';
import { generate } from '../../src/kernel/compile/program.js';
import { Observation } from '../../src/kernel/observation.js';
import { bothTrials, netOf, planOf } from './trials.js';

/**
 * Large nets are compiled to one piece of code for all members of a shape. These nets have members that look alike and are not.
 */
const oneOf = (choices: readonly string[], index: number): string => choices[index % choices.length] ?? '';

/** A net of so many members with the activities that `member` gives for each; `other` is the member seven times as far. */
function check(count: number, member: (index: number, other: number) => string, more = ''): void {
  const each = (text: (index: number) => string): string[] => Array.from({ length: count }, (_, index) => text(index));
  const net = netOf(`
places:
  last: {min: -1000}
  power: {states: [on, off]}
${each((index) => `  p${index}: {max: 2}`).join('\n')}
let: {busy: "sum(${each((index) => `p${index} == 1`).join(', ')})"}
activities:${more}${each((index) => member(index, (7 * index) % count)).join('')}
measures: {busy: {accumulated: busy, until: [1, 2]}}
`);
  const plan = planOf(net, 2.5);
  const constants = net.constants.map(({ value }) => value);
  const { source } = generate(net, plan, constants, [], new Observation(plan, () => () => 0));
  expect(source).toMatch(/member = held -|function time\d+\(member\)/);
  bothTrials(net, plan, 2);
}

test('firings alike that set clocks of different laws', () => {
  const laws = ['{weibull: {shape: 2, mean: 1}}', '{lognormal: {mean: 1, cv: 2}}', '{gamma: {shape: 3, mean: 1}}'];
  check(
    90,
    (index) => `
  go${index}: {when: p${index} == 0, rate: 1, then: {p${index}: 1}}
  back${index}: {when: p${index} == 1, delay: ${oneOf(laws, index)}, then: {p${index}: 0}}`,
  );
});

test('firings alike that enable immediates with different effects', () => {
  const more = ', last: (last + 1) % 4';
  check(
    40,
    (index) => `
  go${index}: {when: p${index} == 0, rate: 1, then: {p${index}: 1}}
  now${index}: {when: p${index} == 1, immediate: ${index % 4}, then: {p${index}: 2${index % 3 === 0 ? more : ''}}}
  back${index}: {when: p${index} == 2, rate: 1 + last, then: {p${index}: 0}}`,
  );
});

test('members with their own numbers: not whole, huge, negative, in no progression', () => {
  const numbers = ['0.1', '1e300', '-3', '2.5e-8', '7', '2147483648', '-0'];
  const shape = (index: number): number => 1 + (index % 5);
  const mark = (index: number): number => ((index * index) % 97) - 50;
  const end = (index: number): string => `"if(last > ${oneOf(numbers, index + 3)}, 0, 2)"`;
  check(
    45,
    (index) => `
  go${index}:
    when: p${index} == 0 && last != ${oneOf(numbers, index)}
    rate: 1
    then: {p${index}: 1, last: ${mark(index)}}
  back${index}: {when: p${index} == 1, delay: {weibull: {shape: ${shape(index)}, mean: 1}}, then: {p${index}: ${end(index)}}}
  end${index}: {when: p${index} == 2, rate: 1 + abs(last) / 100, then: {p${index}: 0}}`,
  );
});

test('a firing that drops the clocks of all, whose numbers are in no progression', () => {
  const timings = ['rate: 1', 'delay: 0.7', 'delay: {uniform: {min: 0, max: 1}}'];
  const rates = ['1', '2', '1 + p0'];
  check(
    90,
    (index, other) => `
  go${index}: {when: power == on && p${index} == 0, ${oneOf(timings, index)}, then: {p${index}: 1}}
  back${index}: {when: power == on && p${other} == 1, rate: ${oneOf(rates, index)}, then: {p${other}: 0}}`,
    `
  cut: {when: power == on, rate: 1, then: {power: off}}
  mend: {when: power == off, delay: 0.25, then: {power: on}}`,
  );
});
