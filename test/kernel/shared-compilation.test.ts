import { expect, test } from 'vitest';
import { generate } from '../../src/kernel/compile/program.js';
import { structureOf } from '../../src/kernel/compile/structure.js';
import { compileNet } from '../../src/kernel/compile.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import { Observation } from '../../src/kernel/observation.js';
import type { RunPlan } from '../../src/kernel/plan.js';
import { type Expression, number } from '../../src/net/expression/expression.js';
import type { Activity, Net } from '../../src/net/net.js';
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

const unobserved: RunPlan = { horizon: 20, rewards: [], instants: [], finals: [], spans: [] };

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

interface Changed {
  readonly life?: number;
  readonly shape?: number;
  readonly covered?: number;
  readonly period?: number;
  readonly spare?: number;
  readonly needed?: number;
  readonly law?: string;
  readonly priority?: number;
}

const changed = ({
  life = 3,
  shape = 2,
  covered = 0.9,
  period = 5,
  spare = 1,
  needed = 1,
  law,
  priority = 0,
}: Changed) =>
  netOf(`
constants: {life: ${life}, covered: ${covered}, needed: ${needed}}
places: {vm: {states: [up, down]}, spare: ${spare}}
activities:
  fail:
    when: vm == up
    rate: 1 / life
    priority: ${priority}
    cases: [{weight: covered, then: {spare: spare * needed}}, {weight: 1 - covered, then: {vm: down}}]
  mend: {when: vm == down && spare >= needed, delay: ${law ?? `{weibull: {shape: ${shape}, mean: 0.5}}`}, then: {vm: up}}
  look: {delay: {every: {period: ${period}, probability: covered}}, then: {vm: up}}
measures: {down: {accumulated: vm == down, until: 20}}
`);

test('the program of a net serves those that differ in rates, weights, periods, laws and times alone', () => {
  const keyOf = (net: Net, horizon = 20) => structureOf(net, planOf(net, horizon)).key;
  const key = keyOf(changed({}));
  expect(structureOf(changed({}), planOf(changed({}), 20)).isOfOneNet).toBe(false);
  for (const numbers of [{ life: 4 }, { shape: 0.8 }, { covered: 0.5 }, { period: 6 }, { life: 0.9, covered: 0.2 }]) {
    expect(keyOf(changed(numbers)), JSON.stringify(numbers)).toBe(key);
  }
  expect(keyOf(changed({}), 30)).toBe(key);
  const law = '{lognormal: {mean: 0.5, cv: 1}}';
  for (const structure of [{ needed: 2 }, { spare: 2 }, { law }, { priority: 1 }, { law: '0.5' }]) {
    expect(keyOf(changed(structure)), JSON.stringify(structure)).not.toBe(key);
  }
});

test('nor does it serve a law that can ring at one instant where that of the first could not', () => {
  const mixture = (of: string) =>
    structureOf(changed({ law: `{mixture: {weights: [1, 2], of: [${of}, {exponential: {mean: 2}}]}}` }), unobserved)
      .key;
  expect(mixture('{exponential: {mean: 1}}')).toBe(mixture('{exponential: {mean: 3}}'));
  expect(mixture('{exponential: {mean: 1}}')).not.toBe(mixture('{deterministic: {value: 1}}'));
});

test('nor what is recorded otherwise', () => {
  const net = changed({});
  const rate: Expression = { kind: 'place', index: 0 };
  const reward = { rate, impulses: [] };
  const span = { name: 'down', kind: 'while', condition: rate } as const;
  const plans: RunPlan[] = [
    unobserved,
    { ...unobserved, until: rate },
    { ...unobserved, finals: [rate] },
    { ...unobserved, instants: [{ of: rate, at: [1] }] },
    { ...unobserved, rewards: [{ reward, at: [] }] },
    { ...unobserved, rewards: [{ reward: { impulses: [{ activity: 0, value: rate }] }, at: [] }] },
    { ...unobserved, spans: [{ span, from: 0, until: 1, sink: true }] },
    { ...unobserved, spans: [{ span: { ...span, of: rate }, from: 0, until: 1, sink: true }] },
  ];
  expect(new Set(plans.map((plan) => structureOf(net, plan).key)).size).toBe(plans.length);
});

test('and the trials of each are its own', () => {
  const nets = [{}, { life: 4 }, { shape: 0.8, covered: 0.5 }, { needed: 2 }, { period: 0.7 }, {}].map(changed);
  const outcomes = nets.map((net) => {
    const outcome = outcomeOf(compileNet(net, planOf(net, 20), 'each'), 0, 20);
    expectSame(outcome, outcomeOf(interpretNet(net, planOf(net, 20), 'each'), 0, 20));
    return outcome.kind === 'trials' ? outcome.rows.join() : outcome.message;
  });
  expect(new Set(outcomes).size).toBe(5);
});

test('a program serves a net in which equal expressions are not one object', () => {
  const net = changed({});
  const rate: Expression = { kind: 'place', index: 0 };
  const planWith = (other: Expression): RunPlan => ({
    ...unobserved,
    rewards: [{ reward: { rate, impulses: [] }, at: [] }],
    instants: [{ of: other, at: [3] }],
    finals: [{ kind: 'place', index: 1 }],
  });
  for (const plan of [planWith(rate), planWith({ ...rate })]) {
    expectSame(outcomeOf(compileNet(net, plan, 'one'), 0, 20), outcomeOf(interpretNet(net, plan, 'one'), 0, 20));
  }
});

test('nor does the program of a legal rate serve one that is none', () => {
  const net = changed({});
  expectSame(
    outcomeOf(compileNet(net, plan(net), 'legal'), 0, 3),
    outcomeOf(interpretNet(net, plan(net), 'legal'), 0, 3),
  );
  const activities = net.activities.map((activity): Activity => {
    return activity.name === 'fail' ? { ...activity, timing: { kind: 'rate', rate: number(-1) } } : activity;
  });
  const illegal = { ...net, activities };
  const wanted = outcomeOf(interpretNet(illegal, plan(net), 'legal'), 0, 3);
  expect(wanted.kind).toBe('error');
  expectSame(outcomeOf(compileNet(illegal, plan(net), 'legal'), 0, 3), wanted);
});

test('a net too long to be told from others is compiled anew', () => {
  const net = netOf(
    'indices: {i: 9000}\nplaces: {p(i): 0}\nactivities: {go(i): {when: p(i) == 0, rate: 1, then: {p(i): 1}}}',
  );
  expect(structureOf(net, planOf(net, 1)).isOfOneNet).toBe(true);
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
