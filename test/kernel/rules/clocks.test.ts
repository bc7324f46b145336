import { expect, test } from 'vitest';
import { story } from '../story.js';
import { clockVariates } from '../trials.js';

test('a clock is lost as soon as its guard is false, be it for no time', () => {
  // Else a VM whose hypervisor reboots in no time would keep its age through every reboot.
  const { firings } = story(
    `
places: {hypervisor: {states: [hvUp, hvDown]}, vm: {states: [up, failed]}}
activities:
  crash:  {delay: {every: {period: 1}}, then: {hypervisor: hvDown}}
  reboot: {when: hypervisor == hvDown, immediate: 1, then: {hypervisor: hvUp}}
  failVm: {when: hypervisor == hvUp && vm == up, delay: 1.5, then: {vm: failed}}
`,
    5.25,
  );
  expect(firings.map((firing) => firing.split(' ')[1])).not.toContain('failVm');
  expect(firings).toHaveLength(10);
});

test('a clock is lost in a state between two immediates', () => {
  const { firings } = story(
    `
places: {step: 0, done: 0}
activities:
  start: {delay: {at: [1]}, then: {step: 1}}
  on:    {when: step == 1, immediate: 1, then: {step: 2}}
  back:  {when: step == 2, immediate: 1, then: {step: 0}}
  work:  {when: step != 2 && done == 0, delay: 1.5, then: {done: 1}}
`,
    5,
  );
  expect(firings.at(-1)).toBe('2.5 work done=1');
});

test('a clock is lost in a settled state that lasts no time', () => {
  const { firings } = story(
    `
places: {step: 0, done: 0}
activities:
  off:  {delay: {at: [1]}, then: {step: 1}}
  on:   {delay: {at: [1]}, then: {step: 0}}
  work: {when: step == 0 && done == 0, delay: 1.5, then: {done: 1}}
`,
    5,
  );
  expect(firings.at(-1)).toBe('2.5 work done=1');
});

test('a clock goes on while its guard holds, whatever else happens', () => {
  const { firings } = story(
    `
places: {other: 0, done: 0}
activities:
  tick: {delay: 1, then: {other: other + 1}}
  tock: {when: other % 2 == 1, immediate: 1, then: {other: other + 1}}
  work: {when: done == 0, delay: 2.5, then: {done: 1}}
`,
    2.75,
  );
  expect(firings.at(-1)).toBe('2.5 work done=1');
});

test('the clock of the activity that fired is always lost, though its guard holds on', () => {
  const { firings } = story(
    `
places: {count: 0}
activities:
  tick: {delay: 1, cases: [{weight: count == 0, then: {count: 1}}, {weight: count == 1}]}
`,
    3,
  );
  expect(firings).toEqual(['1 tick count=1', '2 tick', '3 tick']);
});

test('missing clocks are set, and what times them is read, in the settled state alone', () => {
  const { firings } = story(
    `
places: {go: 0, transient: 0, delayed: 0, paced: 0, rated: 0}
activities:
  start:   {delay: {at: [1]}, then: {go: 1, transient: 1}}
  settle:  {when: transient == 1, immediate: 1, then: {transient: 0}}
  delayed: {when: go == 1 && delayed == 0, delay: "1 + 98 * transient", then: {delayed: 1}}
  paced:   {when: go == 1 && paced == 0, delay: 2, speed: 1 / (1 - transient), then: {paced: 1}}
  rated:   {when: go == 1 && rated == 0, rate: 1 / (1 - transient) / 1e-9, then: {rated: 1}}
`,
    3,
  );
  expect(firings).toHaveLength(5);
  expect(firings[2]?.split(' ')[1]).toBe('rated');
  expect(firings.slice(3)).toEqual(['2 delayed delayed=1', '3 paced paced=1']);
});

test('a false guard forgets a clock', () => {
  const { firings } = story(
    `
places: {on: 1, done: 0}
activities:
  off:  {delay: {at: [1]}, then: {on: 0}}
  on:   {delay: {at: [1.5]}, then: {on: 1}}
  work: {when: on == 1 && done == 0, delay: 2, then: {done: 1}}
`,
    5,
  );
  expect(firings.at(-1)).toBe('3.5 work done=1');
});

test.each([0, 40])('a speed of 0 pauses a clock, and its age stays (beside %i others)', (others) => {
  const { firings } = story(
    `
indices: {i: ${others}}
places: {on: 1, done: 0, other(i): 0}
activities:
  off:  {delay: {at: [1]}, then: {on: 0}}
  on:   {delay: {at: [1.5]}, then: {on: 1}}
  work: {when: done == 0, delay: 2, speed: on, then: {done: 1}}
  wait(i): {when: other(i) == 0, delay: 100 + i, then: {other(i): 1}}
`,
    5,
  );
  expect(firings).toEqual(['1 off on=0', '1.5 on on=1', '2.5 work done=1']);
});

test('a clock may begin paused', () => {
  const { firings } = story(
    `
places: {on: 0, done: 0}
activities:
  on:   {delay: {at: [1.5]}, then: {on: 1}}
  work: {when: done == 0, delay: 2, speed: on, then: {done: 1}}
`,
    5,
  );
  expect(firings).toEqual(['1.5 on on=1', '3.5 work done=1']);
});

test('one guard over several states keeps an age through them', () => {
  const { firings } = story(
    `
places: {vm: {states: [up, migrating, saving, failed]}}
activities:
  migrate: {when: vm == up, delay: 1, then: {vm: migrating}}
  save:    {when: vm == migrating, delay: 1, then: {vm: saving}}
  fail:    {when: vm != failed, delay: 2.5, then: {vm: failed}}
`,
    5,
  );
  expect(firings.at(-1)).toBe('2.5 fail vm=failed');
});

test('a rate is a unit exponential drawn once and rescaled when the rate changes, to the bit', () => {
  for (let trial = 0; trial < 40; trial++) {
    const { passages } = story(
      `
places: {speedup: 1, done: 0}
activities:
  change: {delay: {at: [0.25, 0.5, 1]}, then: {speedup: (speedup + 1) % 3}}
  work:   {when: done == 0, rate: 2 * speedup, then: {done: 1}}
spans: {life: {while: done == 0}}
`,
      1e6,
      { trial },
    );
    const [variate = Number.NaN] = clockVariates('story', trial, 'work', 1);
    expect(passages('life')).toEqual([rescaled(variate)]);
  }
});

/** At rate 2 to 0.25, 4 to 0.5, paused to 1, then 2 for good. */
function rescaled(variate: number): number {
  const first = variate / 2;
  if (first <= 0.25) return first;
  const second = 0.25 + ((first - 0.25) * 2) / 4;
  if (second <= 0.5) return second;
  return 1 + ((second - 0.5) * 4) / 2;
}

test('a constant rate is not rescaled by anything', () => {
  const { passages } = story(
    `
places: {other: 0, done: 0}
activities:
  change: {delay: {every: {period: 0.1}}, then: {other: 1 - other}}
  work:   {when: done == 0, rate: 0.5, then: {done: 1}}
spans: {life: {while: done == 0}}
`,
    100,
  );
  const [variate = Number.NaN] = clockVariates('story', 0, 'work', 1);
  expect(passages('life')).toEqual([variate * (1 / 0.5)]);
});

test('the rate that counts is the one in the settled state', () => {
  const { passages } = story(
    `
places: {factor: 1, done: 0}
activities:
  change: {delay: {at: [0.001]}, then: {factor: 7}}
  settle: {when: factor == 7, immediate: 1, then: {factor: 1}}
  work:   {when: done == 0, rate: 2 * factor, then: {done: 1}}
spans: {life: {while: done == 0}}
`,
    1e6,
  );
  const [variate = Number.NaN] = clockVariates('story', 0, 'work', 1);
  expect(passages('life')).toEqual([variate / 2]);
});

test('parameters of a delay are read once, when the clock is set', () => {
  const { firings } = story(
    `
places: {mean: 2, count: 0}
activities:
  change: {delay: {at: [1]}, then: {mean: 5}}
  work:   {delay: mean, then: {count: count + 1}}
`,
    8,
  );
  expect(firings).toEqual(['1 change mean=5', '2 work count=1', '7 work count=2']);
});

test('a speed is accelerated life: what remains is worked off at the speed', () => {
  const { firings } = story(
    `
places: {pace: 1, done: 0}
activities:
  change: {delay: {at: [1]}, then: {pace: 4}}
  work:   {when: done == 0, delay: 3, speed: pace, then: {done: 1}}
`,
    5,
  );
  expect(firings).toEqual(['1 change pace=4', '1.5 work done=1']);
});

test('restarts draw a clock anew', () => {
  const { firings } = story(
    `
places: {done: 0}
activities:
  poke: {delay: {at: [1, 2]}, then: {}, restarts: [work]}
  work: {when: done == 0, delay: 1.75, then: {done: 1}}
`,
    5,
  );
  expect(firings).toEqual(['1 poke', '2 poke', '3.75 work done=1']);
});

test('a restart takes the next variate of the stream', () => {
  const { passages } = story(
    `
places: {done: 0}
activities:
  poke: {delay: {at: [1e-9]}, then: {}, restarts: [work]}
  work: {when: done == 0, rate: 1, then: {done: 1}}
spans: {life: {while: done == 0}}
`,
    1e6,
  );
  const [, second = Number.NaN] = clockVariates('story', 0, 'work', 2);
  expect(passages('life')).toEqual([1e-9 + second]);
});

test('restarts by an immediate, of a family and of what has no clock', () => {
  const { firings } = story(
    `
indices: {i: 2}
places: {alarm: 0, done(i): 0}
activities:
  call:    {delay: {at: [1]}, then: {alarm: 1}}
  handle:  {when: alarm == 1, immediate: 1, then: {alarm: 0}, restarts: [work(*), idle]}
  work(i): {when: done(i) == 0, delay: 1.5 + i, then: {done(i): 1}}
  idle:    {when: alarm == 3, delay: 1, then: {alarm: 0}}
`,
    5,
  );
  expect(firings).toEqual(['1 call alarm=1', '1 handle alarm=0', '3.5 work(1) done(1)=1', '4.5 work(2) done(2)=1']);
});

test.each(['then: {}', 'then: {alarm: 1}'])('a case that was not chosen restarts nothing (%s)', (effects) => {
  const { firings } = story(
    `
places: {alarm: 0, done: 0}
activities:
  poke:  {delay: {at: [1]}, cases: [{weight: done, then: {}, restarts: [work]}, {weight: 1 - done, ${effects}}]}
  clear: {when: alarm == 1, immediate: 1, then: {alarm: 0}}
  work:  {when: done == 0, delay: 1.5, then: {done: 1}}
`,
    5,
  );
  expect(firings.at(-1)).toBe('1.5 work done=1');
});

test('a case that was chosen restarts its clocks before the state settles', () => {
  const { firings } = story(
    `
places: {alarm: 0, done: 0}
activities:
  poke:  {delay: {at: [1]}, cases: [{weight: 1 - done, then: {alarm: 1}, restarts: [work]}, {weight: done, then: {}}]}
  clear: {when: alarm == 1, immediate: 1, then: {alarm: 0}}
  work:  {when: done == 0, delay: 1.5, then: {done: 1}}
`,
    5,
  );
  expect(firings.at(-1)).toBe('2.5 work done=1');
});

test('age is the age of a clock that is set at time 0, and of no other', () => {
  const { firings } = story(
    `
places: {count: 0}
activities: {work: {delay: 5, age: 3, then: {count: count + 1}}}
`,
    13,
  );
  expect(firings).toEqual(['2 work count=1', '7 work count=2', '12 work count=3']);
});

test('an aged clock has the residual life of its law', () => {
  const { passages } = story(
    `
places: {done: 0}
activities: {work: {when: done == 0, delay: {weibull: {shape: 2, scale: 10}}, age: 5, then: {done: 1}}}
spans: {life: {while: done == 0}}
`,
    1e6,
  );
  const [variate = Number.NaN] = clockVariates('story', 0, 'work', 1);
  // P(X > 5 + x | X > 5) = exp(-((5 + x) / 10)^2 + (5 / 10)^2)
  expect(passages('life')[0]).toBeCloseTo(10 * Math.sqrt(variate + 0.25) - 5, 12);
});

test('rates, speeds, parameters and weights of a disabled activity are not evaluated', () => {
  const { firings } = story(
    `
places: {count: 2}
activities:
  tick:  {when: count > 0, delay: 1, then: {count: count - 1}}
  rated: {when: count > 0, rate: 1e-9 / count, then: {}}
  paced: {when: count > 0, delay: 1e9, speed: 1 / count, then: {}}
  drawn: {when: count > 0, delay: {exponential: {mean: 1e9 / count}}, then: {}}
`,
    5,
  );
  expect(firings).toEqual(['1 tick count=1', '2 tick count=0']);
});
