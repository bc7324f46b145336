import { expect, test } from 'vitest';
import { story } from '../story.js';
import { clockVariates } from '../trials.js';

const times = (firings: readonly string[]): number[] => firings.map((firing) => Number(firing.split(' ')[0]));

test('every: each point of the grid offset + k period strictly after now', () => {
  const { firings } = story('activities: {scan: {delay: {every: {period: 2, offset: 0.5}}, then: {}}}', 7);
  expect(times(firings)).toEqual([0.5, 2.5, 4.5, 6.5]);
});

test('every: without an offset the first point after time 0 is the period', () => {
  const { firings } = story('activities: {scan: {delay: {every: {period: 2}}, then: {}}}', 6);
  expect(times(firings)).toEqual([2, 4, 6]);
});

test('every: an offset beyond the period is where the grid begins', () => {
  const { firings } = story('activities: {scan: {delay: {every: {period: 2, offset: 5}}, then: {}}}', 8);
  expect(times(firings)).toEqual([5, 7]);
});

test('every: the grid does not move when the clock is set in between', () => {
  const { firings } = story(
    `
places: {wrong: 0}
activities:
  err:  {delay: {at: [2.25, 4]}, then: {wrong: 1}}
  scan: {when: wrong == 1, delay: {every: {period: 1}}, then: {wrong: 0}}
`,
    7,
  );
  expect(firings).toEqual(['2.25 err wrong=1', '3 scan wrong=0', '4 err wrong=1', '5 scan wrong=0']);
});

test('every: no point of a grid that floating point cannot hold is lost or doubled', () => {
  const { firings } = story('time-unit: d\nactivities: {scan: {delay: {every: {period: 0.1}}, then: {}}}', 100.01);
  expect(times(firings)).toEqual(
    Array.from({ length: 1000 }, (_, index) => Number(((index + 1) * 0.1).toPrecision(9))),
  );
});

test('every: a success comes after a geometric number of points, drawn by one variate', () => {
  const { firings } = story('activities: {scan: {delay: {every: {period: 1, probability: 0.3}}, then: {}}}', 200, {
    seed: 'geometric',
  });
  let point = 0;
  const expected = clockVariates('geometric', 0, 'scan', 100).map((variate) => {
    point += 1 + Math.floor(variate / -Math.log(0.7));
    return point;
  });
  expect(times(firings)).toEqual(expected.filter((time) => time <= 200));
});

test.each([
  ['1', [1, 2, 3]],
  ['0', []],
])('every: with probability %s', (probability, expected) => {
  const { firings } = story(
    `activities: {scan: {delay: {every: {period: 1, probability: ${probability}}}, then: {}}}`,
    3.5,
  );
  expect(times(firings)).toEqual(expected);
});

test('every: period, offset and probability are read when the clock is set', () => {
  const { firings } = story(
    `
places: {count: 1}
activities: {scan: {delay: {every: {period: count, offset: 0, probability: count < 4}}, then: {count: count + 1}}}
`,
    50,
  );
  expect(times(firings)).toEqual([1, 2, 3]);
});

test('at: the next listed time, at time 0 also 0 itself, then never', () => {
  const { firings } = story('activities: {fault: {delay: {at: [3, 0, 1]}, then: {}}}', 50);
  expect(times(firings)).toEqual([0, 1, 3]);
});

test('at: strictly after now once the trial has begun', () => {
  const { firings } = story(
    `
places: {on: 0}
activities:
  arm:   {delay: {at: [1]}, then: {on: 1}}
  fault: {when: on == 1, delay: {at: [0, 1, 2]}, then: {}}
`,
    5,
  );
  expect(firings).toEqual(['1 arm on=1', '2 fault']);
});
