import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import type { RunPlan } from '../../src/kernel/plan.js';
import type { Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';
import { replicas } from '../net/replicas.js';
import { bothTrials, netOf, planOf } from './trials.js';

/**
 * Trials of fixed nets and seeds, to the bit. Whoever changes them changes every published number: streams, variates, laws or the
 * arithmetic of clocks. If that is meant, say so in the changelog and run
 *
 *     GOLDEN=write npx vitest run test/kernel/golden.test.ts
 */
const file = new URL('golden.json', import.meta.url);
const isWriting = process.env.GOLDEN === 'write';

/** Numbers as text, which gives back their bits. */
interface Golden {
  readonly events: number;
  /** One trial a line. */
  readonly rows: readonly string[];
  /** Span, trial and value. */
  readonly passages: readonly string[];
}

const line = (numbers: Iterable<number>): string =>
  Array.from(numbers, (number) => (Object.is(number, -0) ? '-0' : `${number}`)).join(' ');

const benchNet = (name: string): Net =>
  parseNet(loadYaml(readFileSync(new URL(`../bench/nets/${name}.yaml`, import.meta.url), 'utf8')).data);

/** Share of time in service and outages. */
function servicePlan(net: Net, horizon: number): RunPlan {
  const index = net.lets.findIndex(({ name }) => name === 'service');
  const rate = { kind: 'let', index } as const;
  return { ...planOf(net, horizon), rewards: [{ reward: { rate, impulses: [] }, at: [horizon / 2] }] };
}

/** Every way to time an activity. */
const timings = `
indices: {i: 3}
places: {level: {max: 5}, vm(i): {states: [up, aged, down]}, alarm: 0}
let: {ups: sum(vm(*) != down)}
activities:
  age(i):    {when: vm(i) == up, delay: {gamma: {shape: 2.5, mean: 3}}, speed: 3 / ups, then: {vm(i): aged}}
  fail(i):   {when: vm(i) == aged, rate: 0.5 * (1 + level), then: {vm(i): down}}
  repair(i): {when: vm(i) == down, delay: {lognormal: {mean: 0.4, cv: 1.2}}, cases: [{weight: 3, then: {vm(i): up}}, {weight: ups, then: {vm(i): aged}}]}
  scan:      {delay: {every: {period: 0.75, offset: 0.1, probability: 0.6}}, then: {alarm: 1}}
  clean:     {when: alarm == 1, immediate: 1, then: {alarm: 0, level: 0}, restarts: [age(*)]}
  load:      {when: level < 5, delay: {weibull: {shape: 0.8, mean: 0.5}}, age: 0.2, then: {level: level + 1}}
  script:    {delay: {at: [2, 7]}, then: {vm(1): down}}
rewards: {lost: {rate: 3 - ups, impulse: {clean: level, fail(*): 10}}}
spans: {outage: {while: ups < 3}, between: {from: [clean], to: [fail(*)], of: level}}
measures: {ups: {at: [1, 5, 9], of: ups}}
`;

const cases: readonly [string, Net, (net: Net) => RunPlan, number][] = [
  ['w1', benchNet('w1'), (net) => servicePlan(net, 8760), 3],
  ['w3', benchNet('w3'), (net) => servicePlan(net, 8760), 3],
  ['replicas', parseNet(loadYaml(replicas).data), (net) => servicePlan(net, 8760), 3],
  ['timings', netOf(timings), (net) => planOf(net, 10), 4],
];

test.each(cases)('%s: the trials of old', (name, net, plan, count) => {
  const { events, rows, passages } = bothTrials(net, plan(net), count, 'golden');
  const width = rows.length / count;
  const found: Golden = {
    events,
    rows: Array.from({ length: count }, (_, trial) => line(rows.slice(trial * width, (trial + 1) * width))),
    passages: passages.map(line),
  };
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Golden>;
  if (isWriting) writeFileSync(file, `${JSON.stringify({ ...golden, [name]: found }, undefined, 1)}\n`);
  else expect(found).toEqual(golden[name]);
});

test('nothing is being rewritten', () => {
  expect(isWriting, 'GOLDEN=write was set: look at the difference, then run again without').toBe(false);
});
