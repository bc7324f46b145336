import { expect, test } from 'vitest';
import { chiSquareQuantile } from '../../../src/estimate/numeric/chi-square-quantile.js';
import { story } from '../story.js';
import { bothTrials, netOf, planOf } from '../trials.js';

/** Probability that a right program fails a test here. */
const FALSE_ALARM = 1e-7;

/** Pearson's statistic against its quantile; every expected count is large. */
function expectCounts(counts: readonly number[], probabilities: readonly number[]): void {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const statistic = counts.reduce((sum, count, index) => {
    const expected = total * (probabilities[index] ?? 0);
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  expect(statistic).toBeLessThan(chiSquareQuantile(1 - FALSE_ALARM, counts.length - 1));
}

/** The final values of the `at` measures, trial by trial. */
function finals(text: string, horizon: number, count: number): number[][] {
  const net = netOf(text);
  const plan = planOf(net, horizon);
  const { rows } = bothTrials(net, plan, count, 'chance');
  const width = rows.length / count;
  const first = width - plan.finals.length;
  return Array.from({ length: count }, (_, trial) => [...rows.slice(trial * width + first, (trial + 1) * width)]);
}

test('a case is chosen with probability weight / sum of the weights', () => {
  const [counts = []] = finals(
    `
places: {one: 0, two: 0, three: 0}
activities:
  choose:
    delay: 1
    cases:
      - {weight: 1 + 0 * one, then: {one: one + 1}}
      - {weight: 0.5, then: {two: two + 1}}
      - {weight: 0, then: {three: 0}}
      - {weight: 2.5, then: {three: three + 1}}
measures: {one: {at: 0, of: one}, two: {at: 0, of: two}, three: {at: 0, of: three}}
`,
    8000,
    1,
  );
  expectCounts(counts, [0.25, 0.125, 0.625]);
});

test('weights may follow the state', () => {
  const [counts = []] = finals(
    `
places: {side: 0, stays: 0, turns: 0}
activities:
  move:
    delay: 1
    cases:
      - {weight: "if(side == 0, 3, 1)", then: {stays: stays + 1, side: 0}}
      - {weight: "if(side == 0, 1, 3)", then: {turns: turns + 1, side: 0}}
measures: {stays: {at: 0, of: stays}, turns: {at: 0, of: turns}}
`,
    4000,
    1,
  );
  expectCounts(counts, [0.75, 0.25]);
});

test('coins for n members are n immediates, independent of each other', () => {
  const counts = [0, 0, 0, 0];
  for (const [one = 0, two = 0] of finals(
    `
indices: {i: 2}
places: {shock: 0, vm(i): {states: [up, asked, failed]}}
activities:
  shock: {delay: 1, when: shock == 0, then: {shock: 1, vm(*): asked}}
  coin(i):
    when: vm(i) == asked
    immediate: 1
    cases: [{weight: 0.3, then: {vm(i): failed}}, {weight: 0.7, then: {vm(i): up}}]
measures: {one: {at: 0, of: vm(1) == failed}, two: {at: 0, of: vm(2) == failed}}
`,
    1.5,
    4000,
  )) {
    counts[2 * one + two] = (counts[2 * one + two] ?? 0) + 1;
  }
  expectCounts(counts, [0.49, 0.21, 0.21, 0.09]);
});

test('the effects of a case of weight 0 are not evaluated', () => {
  const { firings } = story(
    `
places: {zero: 0, count: 0}
activities:
  tick: {delay: 1, cases: [{weight: zero, then: {count: 1 / zero}}, {weight: 1, then: {count: count + 1}}]}
`,
    2,
  );
  expect(firings).toEqual(['1 tick count=1', '2 tick count=2']);
});

test('one case alone takes no random number and has no weight', () => {
  const { firings } = story(
    'places: {count: 0}\nactivities: {tick: {delay: 1, cases: [{weight: 1 / (1 - count), then: {count: 1}}]}}',
    2,
  );
  expect(firings).toEqual(['1 tick count=1', '2 tick']);
});
