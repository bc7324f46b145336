import { expect, test } from 'vitest';
import { Changes, type Firing } from '../../src/kernel/compile/changes.js';
import { Knowledge } from '../../src/kernel/compile/knowledge.js';
import { Model } from '../../src/kernel/compile/model.js';
import { netOf, planOf } from './trials.js';

/** Knowing less than is true only costs time, which no comparison of trials tells: here it is told. */
const net = netOf(`
indices: {i: 2}
places: {a: {max: 3}, b: {max: 1}, c: {max: 1}, at: {min: 1, max: 2, initial: 1}, host(i): {max: 2}}
activities:
  move: {when: a == 0 || a == 1, rate: 1, then: {a: "if(b == 0, 2, 3)"}}
  boot: {when: host(1) == 1, rate: 1, then: {host(1): 0}}
  atTwo: {when: a == 2, immediate: 1, then: {a: 0}}
  atThree: {when: a == 3 && b == 0, immediate: 1, then: {a: 0}}
  atOne: {when: a == 1 && c == 1, rate: 1, then: {c: 0}}
  low: {when: a < 2 && c == 1, rate: 1, then: {c: 0}}
  notTwo: {when: "!(a == 2 && c == 1)", rate: 1, then: {c: 0}}
  paced: {when: a == 3 && c == 1, rate: 1 + (a == 2), then: {c: 0}}
  known: {when: c == 1, rate: 1 + (a < 2), then: {c: 0}}
  running: {when: host(at) == 0, rate: 1, then: {c: 1}}
  failed: {when: host(at) == 2, rate: 1, then: {c: 1}}
measures: {a: {accumulated: a, until: [1]}}
`);
const constants = net.constants.map(({ value }) => value);
const model = new Model(net, planOf(net, 1), constants);
const knowledge = new Knowledge(model, constants);
const changes = new Changes(model, knowledge, constants);

const named = (name: string): number => net.activities.findIndex((activity) => activity.name === name);

function firing(name: string): Firing {
  const activity = named(name);
  const effects = new Map(net.activities[activity]?.cases[0]?.effects.map(({ place, value }) => [place, value]));
  const before = knowledge.before(activity);
  const written = new Set(effects.keys());
  const after = new Map([...before].filter(([place]) => !written.has(place)));
  return { activity, before, after, written, effects };
}

test.each([
  // a is 0 or 1 before, and 2 or 3 afterwards: 3 only where b is not 0.
  ['move', 'atTwo', true, false],
  ['move', 'atThree', false, false],
  ['move', 'atOne', false, true],
  ['move', 'low', false, true],
  ['move', 'notTwo', false, true],
  // Nothing is said of another place.
  ['move', 'running', false, false],
  // host(1) goes from 1 to 0, host(2) stays.
  ['boot', 'running', true, false],
  ['boot', 'failed', false, false],
])('%s, for the guard of %s: may enable it %s, may disable it %s', (name, other, enables, disables) => {
  expect(changes.mayEnable(named(other), firing(name))).toBe(enables);
  expect(changes.mayDisable(named(other), firing(name))).toBe(disables);
});

test('a speed changes only while the guard holds', () => {
  expect(changes.mayChangeSpeed(named('paced'), firing('move'))).toBe(false);
  expect(changes.mayChangeSpeed(named('known'), firing('move'))).toBe(true);
  expect(changes.mayChangeSpeed(named('known'), firing('boot'))).toBe(false);
});
