import { expect, test } from 'vitest';
import { Knowledge } from '../../src/kernel/compile/knowledge.js';
import { Model } from '../../src/kernel/compile/model.js';
import { necessaryFor } from '../../src/kernel/compile/necessary.js';
import { netOf, planOf } from './trials.js';

/** A place that is not asked only costs time, which no comparison of trials tells. */
const net = netOf(`
places: {a: {max: 3}, b: {max: 1}, c: {max: 2}, level: {max: 100}}
activities:
  usual: {when: b == 0 && a > 0, rate: 1, then: {a: 0}}
  several: {when: (a == 1 || a == 3) && a != 3 && c < 2, rate: 1, then: {a: 0}}
  either: {when: a == 1 || b == 1, rate: 1, then: {a: 0}}
  many: {when: level == 5, rate: 1, then: {level: 0}}
measures: {a: {accumulated: a, until: [1]}}
`);
const model = new Model(net, planOf(net, 1), []);
const knowledge = new Knowledge(model, []);

const [a, b, c] = ['a', 'b', 'c'].map((name) => net.places.findIndex((place) => place.name === name));

test.each([
  // What is not so at first is asked before what is.
  ['usual', { place: a, values: 0b1110 }, { place: b, values: 0b01 }],
  // What one place is asked for several times is asked once.
  ['several', { place: a, values: 0b0010 }, { place: c, values: 0b011 }],
  // Neither place alone decides.
  ['either', { place: b, values: 0b11 }, { place: a, values: 0b1111 }],
  // Such values have no bits.
  ['many', { place: 0, values: -1 }, { place: 0, values: -1 }],
])('the guard of %s', (name, first, second) => {
  const activity = net.activities.findIndex((each) => each.name === name);
  expect(necessaryFor(activity, model, knowledge)).toEqual([first, second]);
});
