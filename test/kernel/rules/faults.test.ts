import { expect, test } from 'vitest';
import { compileNet } from '../../../src/kernel/compile.js';
import { interpretNet } from '../../../src/kernel/interpret.js';
import type { Net } from '../../../src/net/net.js';
import { story } from '../story.js';
import { bothFail, type Failure, netOf, outcomeOf, planOf } from '../trials.js';

/** A tick a time unit raises `count`; the rest of the net fails when it has risen far enough. */
const ticking = (rest: string, places = ''): string => `
places: {count: 0${places}}
activities:
  tick: {delay: 1, then: {count: count + 1}}
${rest}`;

const brief = ({ message, activity, time, state }: Failure): unknown[] => [message, activity, time, state.join(' ')];

test.each<[string, string, number, unknown[]]>([
  [
    'a value above the range of its place',
    'places: {count: {max: 2}}\nactivities: {tick: {delay: 1, then: {count: count + 1}}}',
    5,
    ['count would become 3; it must be an integer in 0..2', 'tick', 3, 'count=2'],
  ],
  [
    'a value below it',
    'places: {count: {initial: 1, max: 2}}\nactivities: {tick: {delay: 1, then: {count: count - 1}}}',
    5,
    ['count would become -1; it must be an integer in 0..2', 'tick', 2, 'count=0'],
  ],
  [
    'a state that does not exist, named by the others',
    'places: {vm: {states: [up, down]}}\nactivities: {tick: {delay: 1, then: {vm: vm + 1}}}',
    5,
    ['vm would become 2; it must be an integer in 0..1', 'tick', 2, 'vm=down'],
  ],
  [
    'a value that is no integer',
    'places: {count: 3}\nactivities: {tick: {delay: 1, then: {count: count / 2}}}',
    5,
    ['count would become 1.5; it must be an integer in 0..2147483647', 'tick', 1, 'count=3'],
  ],
  [
    'a value of the wrong kind in a case that an immediate chose',
    `places: {count: 0, go: 0}
activities:
  start: {delay: 1, then: {go: 1}}
  now: {when: go == 1, immediate: 1, cases: [{weight: 1, then: {go: 0, count: 0.5 + go}}, {weight: count, then: {}}]}`,
    5,
    ['count would become 1.5; it must be an integer in 0..2147483647', 'now', 1, 'count=0 go=1'],
  ],
  [
    'a negative weight',
    'places: {count: 0}\nactivities: {tick: {delay: 1, cases: [{weight: 1 - count, then: {count: count + 1}}, {weight: 1, then: {count: count + 1}}]}}',
    5,
    ['a case weight is -1; it must be 0 or more', 'tick', 3, 'count=2'],
  ],
  [
    'weights that are all 0',
    'places: {count: 0}\nactivities: {tick: {delay: 1, cases: [{weight: 1 - count, then: {count: count + 1}}, {weight: 0, then: {}}]}}',
    5,
    ['all case weights are 0', 'tick', 2, 'count=1'],
  ],
  [
    'weights whose sum is no number',
    'constants: {huge: 1e308}\nplaces: {count: 1}\nactivities: {tick: {delay: 1, cases: [{weight: huge * count, then: {}}, {weight: huge, then: {}}]}}',
    5,
    ['the case weights add up to Infinity; their sum must be finite', 'tick', 1, 'count=1'],
  ],
  [
    'a negative rate',
    ticking('  work: {rate: 1e-9 * (1 - count), then: {}}'),
    5,
    ['a rate or speed is -1e-9; it must be 0 or more and finite', 'work', 2, 'count=2'],
  ],
  [
    'a negative speed',
    ticking('  work: {delay: 100, speed: 1 - count, then: {}}'),
    5,
    ['a rate or speed is -1; it must be 0 or more and finite', 'work', 2, 'count=2'],
  ],
  [
    'a negative delay',
    ticking('  work: {when: count > 1, delay: 1 - count, then: {}}'),
    5,
    ['deterministic delay, value: found -1, need >= 0', 'work', 2, 'count=2'],
  ],
  [
    'a parameter out of its range',
    ticking('  work: {when: count > 1, delay: {weibull: {shape: 2 - count, mean: 1}}, then: {}}'),
    5,
    ['weibull delay, shape: found 0, need 0.02..10000', 'work', 2, 'count=2'],
  ],
  [
    'a probability above 1',
    ticking('  scan: {when: count > 1, delay: {every: {period: 1, probability: count}}, then: {}}'),
    5,
    ['a probability is 2; it must be 0..1', 'scan', 2, 'count=2'],
  ],
  [
    'a probability below 0',
    ticking('  scan: {when: count > 1, delay: {every: {period: 1, probability: 1 - count}}, then: {}}'),
    5,
    ['a probability is -1; it must be 0..1', 'scan', 2, 'count=2'],
  ],
  [
    'a period of 0',
    ticking('  scan: {when: count > 1, delay: {every: {period: 2 - count}}, then: {}}'),
    5,
    ['the period of a calendar is 0; it must be above 0 and finite', 'scan', 2, 'count=2'],
  ],
  [
    'a period that floating point cannot add',
    ticking('  scan: {when: count > 1, delay: {every: {period: 1e-17 * count}}, then: {}}'),
    5,
    ['a calendar of period 2e-17 has no next time', 'scan', 2, 'count=2'],
  ],
  [
    'a negative offset',
    ticking('  scan: {when: count > 1, delay: {every: {period: 1, offset: 1 - count}}, then: {}}'),
    5,
    ['a delay is -1; it must be 0 or more and finite', 'scan', 2, 'count=2'],
  ],
  [
    'a negative age',
    'places: {count: 1}\nactivities: {work: {delay: 5, age: -count, then: {}}}',
    5,
    ['an age is -1; it must be 0 or more and finite', 'work', 0, 'count=1'],
  ],
  [
    'an age beyond the longest life',
    'places: {count: 1}\nactivities: {work: {delay: 5, age: 6 * count, then: {}}}',
    5,
    ['the age 6 is beyond the longest life', 'work', 0, 'count=1'],
  ],
  [
    'a division by zero in an effect',
    'places: {count: 1}\nactivities: {tick: {delay: 1, then: {count: count - 1 / count}}}',
    5,
    ['found 1 / 0, need a divisor that is not 0', 'tick', 2, 'count=0'],
  ],
  [
    'a division by zero in a guard',
    ticking('  work: {when: 1 / (2 - count) > 0, rate: 1e-9, then: {}}'),
    5,
    ['found 1 / 0, need a divisor that is not 0', 'work', 2, 'count=2'],
  ],
  [
    'a division by zero in a guard at the start',
    'places: {count: 0}\nactivities: {now: {when: 1 / count > 1, immediate: 1, then: {count: 1}}}',
    5,
    ['found 1 / 0, need a divisor that is not 0', 'now', 0, 'count=0'],
  ],
  [
    'a division by zero in what is observed',
    ticking('rewards: {inverse: {rate: 1 / (2 - count)}}'),
    5,
    ['found 1 / 0, need a divisor that is not 0', undefined, 2, 'count=2'],
  ],
  [
    'a division by zero in an impulse',
    ticking('rewards: {inverse: {impulse: {tick: 1 / (2 - count)}}}'),
    5,
    ['found 1 / 0, need a divisor that is not 0', 'tick', 3, 'count=2'],
  ],
  [
    'a subscript of no member',
    `indices: {i: 2}\n${ticking('  work: {when: vm(count) == 0 && count > 0, rate: 1e-9, then: {}}', ', vm(i): 0')}`.replace(
      'vm(count) == 0 && count > 0',
      'count > 0 && vm(count) == 0',
    ),
    5,
    ['found the subscript 3, need a whole number in 1..2', 'work', 3, 'count=3 vm(1)=0 vm(2)=0'],
  ],
  [
    'a number beyond the largest',
    ticking('  work: {when: count > 0, rate: 1e-200 / (1e200 * count * (1e200 * count)), then: {}}'),
    5,
    ['found 1e+200 * 1e+200 = Infinity, need a finite number', 'work', 1, 'count=1'],
  ],
])('%s', (_, text, horizon, expected) => {
  expect(brief(bothFail(text, horizon))).toEqual(expected);
});

test('a loop of immediates is told with the activities in it', () => {
  const failure = bothFail(
    `
places: {state: 0}
activities:
  start: {delay: 1, when: state == 0, then: {state: 1}}
  once:  {when: state == 1, immediate: 1, then: {state: 2}}
  there: {when: state == 2, immediate: 1, then: {state: 3}}
  back:  {when: state == 3, immediate: 1, then: {state: 2}}
`,
    5,
  );
  const loop = 'there, back fire again and again at one instant';
  expect([failure.message.replace('back, there', 'there, back'), failure.time]).toEqual([
    `time does not advance: ${loop}`,
    1,
  ]);
});

test('so is a loop of timed activities at one instant', () => {
  const failure = bothFail(
    `
places: {state: 0}
activities:
  start: {delay: 1, when: state == 0, then: {state: 1}}
  there: {when: state == 1, delay: 0, then: {state: 2}}
  back:  {when: state == 2, delay: 0, then: {state: 1}}
`,
    5,
  );
  expect(failure.message).toMatch(/^time does not advance: (there, back|back, there) fire again/);
  expect(failure.time).toBe(1);
});

test('many firings at one instant are no loop', () => {
  const { firings } = story(
    `
indices: {i: 300}
places: {go: 0, vm(i): 0}
activities:
  start: {delay: {at: [1]}, then: {go: 1}}
  fall(i): {when: go == 1 && vm(i) < 5, immediate: 1, then: {vm(i): vm(i) + 1}}
`,
    2,
  );
  expect(firings).toHaveLength(1501);
});

test('an error names the trial, in a batch and alone; the trials before it are done', () => {
  const net = netOf(
    'places: {count: {max: 1}}\nactivities: {tick: {rate: 0.2, then: {count: count + 1}}, tock: {rate: 1, then: {count: 0}}}',
  );
  const plan = planOf(net, 1);
  const compiled = compileNet(net, plan, 'named');
  const failure = outcomeOf(compiled, 0, 1000);
  if (failure.kind === 'trials') throw new Error('no trial fails');
  expect(failure.trial).toBeGreaterThan(3);
  expect(outcomeOf(interpretNet(net, plan, 'named'), 0, 1000)).toEqual(failure);
  expect(outcomeOf(compiled, failure.trial, 1)).toEqual(failure);
  expect(outcomeOf(compiled, 0, failure.trial)).toMatchObject({ kind: 'trials' });
  expect(outcomeOf(compiled, failure.trial + 1, 1)).toEqual(
    outcomeOf(interpretNet(net, plan, 'named'), failure.trial + 1, 1),
  );
});

test('an error at the start of a trial is not charged to what fired in the trial before', () => {
  const net = netOf(
    'places: {count: 1}\nactivities: {tick: {delay: 2, then: {}}}\nrewards: {bad: {rate: 1 / (count - 1)}}',
  );
  const failure = outcomeOf(interpretNet(net, planOf(net, 5), 'start'), 0, 1);
  expect(failure).toMatchObject({ kind: 'error', activity: undefined, time: 0 });
});

test.each([-1, 0, 1e-320])('a rate of 1 / %f, after a constant got another value, is told', (value) => {
  const net = netOf(
    'constants: {r: 1}\nplaces: {count: 0}\nactivities: {tick: {rate: 1 / r, then: {count: count + 1}}}',
  );
  const changed: Net = { ...net, constants: net.constants.map((constant) => ({ ...constant, value })) };
  const plan = planOf(changed, 5);
  const failure = outcomeOf(interpretNet(changed, plan, 'rate'), 0, 1);
  expect(failure).toMatchObject({ kind: 'error', activity: 'tick', time: 0 });
  expect(outcomeOf(compileNet(changed, plan, 'rate'), 0, 1)).toEqual(failure);
});

test('what fails only where it is never looked at does no harm', () => {
  const { firings } = story(
    `
constants: {none: 0}
places: {count: 0}
let: {inverse: 1 / count, never: 1 / none}
activities:
  tick: {delay: 1, then: {count: count + 1}}
  work: {when: count > 0 && inverse > 0, rate: "if(count < 0, never + 1 / none, 1e-9)", then: {}}
`,
    3,
  );
  expect(firings).toHaveLength(3);
});

test('a compilation survives levelled rates that lead where the real ones never do', () => {
  const { firings } = story(
    `
places: {vm: {initial: 1, max: 1}}
activities:
  fail: {when: vm == 1, rate: 1e-12, then: {vm: 0}}
  back: {when: vm == 0, delay: {exponential: {mean: vm}}, then: {vm: vm + 5}}
`,
    10,
  );
  expect(firings).toEqual([]);
});

test('a compilation ends though the net is busy', { timeout: 20_000 }, () => {
  const text = `
time-unit: y
places: {count: 0}
activities:
  scan: {delay: {every: {period: 1 s}}, then: {count: 1}}
  grow: {rate: 1e6 * (1 + count), then: {}}
`;
  expect(story(text, 1e-7).firings.length).toBeGreaterThan(0);
});
