import { expect, test } from 'vitest';
import { story } from '../story.js';

test('of timed activities due at one instant the larger priority fires first, then the earlier declared', () => {
  const { firings } = story(
    `
places: {trace: 0}
activities:
  first:   {delay: {at: [1]}, then: {trace: trace * 10 + 1}}
  second:  {delay: {at: [1]}, then: {trace: trace * 10 + 2}}
  urgent:  {delay: {at: [1]}, priority: 2, then: {trace: trace * 10 + 3}}
  patient: {delay: {at: [1]}, priority: -1, then: {trace: trace * 10 + 4}}
  third:   {delay: {at: [1]}, then: {trace: trace * 10 + 5}}
`,
    2,
  );
  expect(firings).toEqual([
    '1 urgent trace=3',
    '1 first trace=31',
    '1 second trace=312',
    '1 third trace=3125',
    '1 patient trace=31254',
  ]);
});

test.each([3, 24, 25, 60])('%i clocks due at one instant fire in the order of declaration', (count) => {
  const { firings } = story(
    `
indices: {i: ${count}}
places: {last: 0}
activities:
  ring(i): {when: last < 2 * ${count}, delay: 1, then: {last: last + i}}
`,
    1,
  );
  const fired = firings.map((firing) => firing.split(' ')[1]);
  expect(fired.length).toBeGreaterThan(2);
  expect(fired).toEqual(fired.map((_, index) => `ring(${index + 1})`));
});

test('clocks that exclude each other keep their place among the others due at the instant', () => {
  const { firings } = story(
    `
places: {phase: 0, trace: 0}
activities:
  begin:  {when: phase == 0, delay: 0.5, then: {phase: 1}}
  other:  {delay: {at: [1]}, then: {trace: trace * 10 + 1}}
  finish: {when: phase == 1, delay: 0.5, then: {phase: 2, trace: trace * 10 + 2}}
`,
    2,
  );
  expect(firings).toEqual(['0.5 begin phase=1', '1 other trace=1', '1 finish phase=2 trace=12']);
});

test('each firing settles before the next one due is looked at, which may by then have lost its clock', () => {
  const { firings } = story(
    `
places: {power: {states: [on, off]}, work: {states: [running, halted]}}
activities:
  cut:    {when: power == on, delay: 1, then: {power: off}}
  halt:   {when: power == off && work == running, immediate: 1, then: {work: halted}}
  finish: {when: work == running, delay: 1, then: {}}
`,
    3,
  );
  expect(firings).toEqual(['1 cut power=off', '1 halt work=halted']);
});

test('the next one due fires when its guard holds', () => {
  const { firings } = story(
    `
places: {a: 0, b: 0}
activities:
  one: {when: a == 0, delay: 1, then: {a: 1}}
  two: {when: b == 0, delay: 1, then: {b: 1}}
`,
    3,
  );
  expect(firings).toEqual(['1 one a=1', '1 two b=1']);
});

test('effects read the old state and land at once', () => {
  const { firings } = story(
    `
places: {left: 1, right: 2}
activities:
  swap: {delay: {at: [1]}, then: {left: right, right: left}}
`,
    2,
  );
  expect(firings).toEqual(['1 swap left=2 right=1']);
});

test('the effects of a counted family are counted at once', () => {
  const { firings } = story(
    `
indices: {i: 5}
places: {vm(i): {max: 9}, ups: 0}
activities:
  one:   {delay: {at: [1]}, then: {vm(*): 1, ups: sum(vm(*))}}
  two:   {delay: {at: [2]}, then: {"vm(2)": vm(2) + 3, "vm(3)": 7, ups: sum(vm(*))}}
  three: {delay: {at: [3]}, then: {ups: sum(vm(*) == 1)}}
  four:  {delay: {at: [4]}, then: {ups: sum(vm(*))}}
`,
    5,
  );
  expect(firings).toEqual([
    '1 one vm(1)=1 vm(2)=1 vm(3)=1 vm(4)=1 vm(5)=1',
    '2 two vm(2)=4 vm(3)=7 ups=5',
    '3 three ups=3',
    '4 four ups=14',
  ]);
});

test('weights read the old state', () => {
  const { firings } = story(
    `
places: {side: 0, left: 0, right: 0}
activities:
  turn:
    delay: 1
    cases:
      - {weight: side, then: {side: 0, left: left + 1}}
      - {weight: 1 - side, then: {side: 1, right: right + 1}}
`,
    3,
  );
  expect(firings).toEqual(['1 turn side=1 right=1', '2 turn side=0 left=1', '3 turn side=1 right=2']);
});

test('impulses read the old state', () => {
  const { reward } = story(
    `
places: {level: 3}
activities: {rise: {delay: 1, then: {level: 2 * level}}}
rewards: {sum: {impulse: {rise: level}}}
`,
    3,
  );
  expect(reward('sum')).toEqual([3 + 6 + 12]);
});

test('immediates fire one by one, larger priority first, then declaration, until none is enabled', () => {
  const { firings, events } = story(
    `
places: {go: 0, trace: 0, one: 1, two: 1, three: 2}
activities:
  start: {delay: {at: [1]}, then: {go: 1}}
  low:   {when: go == 1 && one > 0, immediate: 1, then: {one: one - 1, trace: trace * 10 + 1}}
  high:  {when: go == 1 && two > 0, immediate: 5, then: {two: two - 1, trace: trace * 10 + 2}}
  also:  {when: go == 1 && three > 0, immediate: 5, then: {three: three - 1, trace: trace * 10 + 3}}
`,
    2,
  );
  expect(firings).toEqual([
    '1 start go=1',
    '1 high trace=2 two=0',
    '1 also trace=23 three=1',
    '1 also trace=233 three=0',
    '1 low trace=2331 one=0',
  ]);
  expect(events).toBe(5);
});

test('an immediate that a firing enables goes before a later one that was enabled already', () => {
  const { firings } = story(
    `
places: {go: 0, call: 0, trace: 0, waiting: 1}
activities:
  start:  {delay: {at: [1]}, then: {go: 1}}
  call:   {when: go == 1 && call == 0, immediate: 4, then: {call: 1}}
  wait:   {when: go == 1 && waiting == 1, immediate: 2, then: {waiting: 0, trace: trace * 10 + 2}}
  answer: {when: call == 1 && trace < 10, immediate: 3, then: {trace: trace * 10 + 1}}
`,
    2,
  );
  expect(firings.map((firing) => firing.split(' ')[1])).toEqual(['start', 'call', 'answer', 'answer', 'wait']);
});

test('the initial state settles before the first clocks are set', () => {
  const { firings } = story(
    `
places: {state: 0, trace: 0}
activities:
  early: {when: state == 0, delay: 1, then: {trace: 1}}
  late:  {when: state == 2, delay: 2, then: {trace: 2}}
  up:    {when: state < 2, immediate: 1, then: {state: state + 1}}
`,
    2,
  );
  expect(firings).toEqual(['0 up state=1', '0 up state=2', '2 late trace=2']);
});

test('then: another activity means the effects of that activity', () => {
  const { firings } = story(
    `
places: {vm: {states: [up, failed]}, crashes: 0}
activities:
  crash:  {when: vm == up, delay: 5, then: {vm: failed, crashes: crashes + 1}}
  attack: {when: vm == up, delay: 1, then: crash}
`,
    3,
  );
  expect(firings).toEqual(['1 attack vm=failed crashes=1']);
});

test('a family stands for its members, and an activity whose guard can never hold is dropped', () => {
  const { firings } = story(
    `
constants: {n: 3}
indices: {i: n}
places: {vm(i): {states: [up, down]}, odd: 0}
activities:
  fail(i):  {when: vm(i) == up, delay: i, then: {vm(i): down}}
  count(i): {when: i % 2 == 1 && vm(i) == down, delay: 0.5, then: {vm(i): up, odd: odd + sum(vm(*) == down)}}
`,
    3.25,
  );
  expect(firings).toEqual([
    '1 fail(1) vm(1)=down',
    '1.5 count(1) vm(1)=up odd=1',
    '2 fail(2) vm(2)=down',
    '2.5 fail(1) vm(1)=down',
    '3 fail(3) vm(3)=down',
    '3 count(1) vm(1)=up odd=4',
  ]);
});

test('a computed index reads the member that it names', () => {
  const { firings } = story(
    `
indices: {i: 2}
places: {hv(i): {states: [hvUp, hvDown]}, at: 1, vm: {states: [up, down]}}
activities:
  crash:   {delay: {at: [1]}, then: {"hv(2)": hvDown}}
  migrate: {delay: {at: [2]}, then: {at: 2}}
  fall:    {when: hv(at) == hvDown && vm == up, immediate: 1, then: {vm: down}}
`,
    3,
  );
  expect(firings).toEqual(['1 crash hv(2)=hvDown', '2 migrate at=2', '2 fall vm=down']);
});
