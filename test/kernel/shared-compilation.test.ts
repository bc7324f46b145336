import { expect, test } from 'vitest';
import { generate } from '../../src/kernel/compile/program.js';
import { compileNet } from '../../src/kernel/compile.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import { Observation } from '../../src/kernel/observation.js';
import type { Net } from '../../src/net/net.js';
import { expectSame, netOf, outcomeOf, planOf } from './trials.js';

/** One design point of a sweep. */
const point = (mttf: number, shape: number, share: number): Net =>
  netOf(`
constants: {mttf: ${mttf}, shape: ${shape}, share: ${share}}
indices: {i: 3}
places: {vm(i): {states: [up, aged, down]}, count: 0}
activities:
  age(i):  {when: vm(i) == up, delay: {weibull: {shape: shape, mean: mttf}}, then: {vm(i): aged}}
  fail(i): {when: vm(i) == aged, rate: (1 + count % 3) / mttf, then: {vm(i): down}}
  mend(i):
    when: vm(i) == down
    delay: 0.2 * mttf
    speed: 1 + share
    cases: [{weight: share, then: {vm(i): up}}, {weight: 1 - share, then: {vm(i): aged, count: count + 1}}]
rewards: {down: {rate: sum(vm(*) == down) * share, impulse: {fail(*): mttf}}}
`);

const points = [point(1, 1.5, 0.25), point(3.7, 0.8, 0.5), point(0.2, 2.25, 0.75)];
const plan = (net: Net) => planOf(net, 20);

test('nets that differ in numbers alone share their code', () => {
  const sources = points.map((net) => {
    const constants = net.constants.map(({ value }) => value);
    // What is observed may be compiled in; clocks and weights are not.
    const unobserved = { ...plan(net), rewards: [] };
    return generate(net, unobserved, constants, [], new Observation(unobserved, () => () => 0)).source;
  });
  expect(new Set(sources).size).toBe(1);
});

test('and each runs its own trials, in turns too', () => {
  const programs = points.map((net) => compileNet(net, plan(net), 'sweep'));
  for (const trial of [0, 5, 1]) {
    for (const [index, net] of points.entries()) {
      const program = programs[index];
      if (program === undefined) throw new Error(`no program ${index}`);
      expectSame(outcomeOf(program, trial, 2), outcomeOf(interpretNet(net, plan(net), 'sweep'), trial, 2));
    }
  }
});

test('seeds differ in every trial', () => {
  const [net = point(1, 1, 0.5)] = points;
  const rows = ['a', 'b', ''].map((seed) => {
    const outcome = outcomeOf(compileNet(net, plan(net), seed), 0, 3);
    return outcome.kind === 'trials' ? [...outcome.rows] : [];
  });
  const width = (rows[0]?.length ?? 0) / 3;
  const rewards = rows.flatMap((all) => [2, 2 + width, 2 + 2 * width].map((at) => all[at]));
  expect(new Set(rewards).size).toBe(9);
});
