import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planRuns } from '../../../src/estimate/plans.js';
import type { ExactResult } from '../../../src/exact/result.js';
import { solveExact } from '../../../src/exact/solve.js';
import { type Job, PreparedJob } from '../../../src/experiment/job.js';
import { prepare, simulate } from '../../../src/experiment/simulate.js';
import { compileNet } from '../../../src/kernel/compile.js';
import { interpretNet } from '../../../src/kernel/interpret.js';
import type { Expression } from '../../../src/net/expression/expression.js';
import { lumped } from '../../../src/net/lumping/lump.js';
import type { Net } from '../../../src/net/net.js';
import { parseNet } from '../../../src/net/parse.js';
import { loadModel } from '../../../src/system/model.js';
import { randomMarkovNet, randomNumbers } from '../../exact/cross-check/random-markov-nets.js';
import { netOf } from '../../exact/explore/nets.js';
import { symmetricNet } from './symmetric-nets.js';

const numbers = (result: ExactResult | undefined): number[] => {
  if (result?.kind === 'value') return [result.value];
  if (result?.kind === 'curve') return result.points.map(({ value }) => value);
  return [];
};

/** The measures of a net that have a value, solved without the solver's own lumping. */
const solved = (net: Net): Record<string, number[]> =>
  Object.fromEntries(Object.entries(solveExact(net, { lump: false })).map(([name, result]) => [name, numbers(result)]));

function largestDifference(one: Record<string, number[]>, other: Record<string, number[]>): number {
  let largest = 0;
  for (const [name, values] of Object.entries(one)) {
    expect(other[name]?.length, name).toBe(values.length);
    for (const [k, value] of values.entries()) {
      largest = Math.max(largest, Math.abs(value - (other[name]?.[k] as number)) / Math.max(1, Math.abs(value)));
    }
  }
  return largest;
}

/** Every delay replaced by an exponential one of the same mean. */
const exponential = (net: Net): Net => ({
  ...net,
  activities: net.activities.map((activity) => {
    const { timing } = activity;
    if (timing.kind !== 'delay' || timing.law.bound === undefined) return activity;
    const rate: Expression = { kind: 'number', value: 1 / timing.law.bound.mean };
    const { speed } = timing;
    const product: Expression =
      speed === undefined ? rate : { kind: 'binary', operator: '*', left: speed, right: rate };
    return { ...activity, timing: { kind: 'rate' as const, rate: product } };
  }),
});

const hosts = `
indices: {x: 2, i: 2}
places:
  host(x): {states: [on, out]}
  vm(x,i): {states: [up, down, off]}
let: {load(x): 'sum(vm(x,*) == up)'}
activities:
  lose(x): {when: host(x) == on, rate: 0.1 * (1 + load(x)), then: {host(x): out}}
  mend(x): {when: host(x) == out, rate: 1, then: {host(x): on}}
  fail(x,i): {when: 'vm(x,i) == up', rate: 0.3, then: {'vm(x,i)': down}}
  repair(x,i): {when: 'vm(x,i) == down', rate: 2, then: {'vm(x,i)': up}}
  fall(x,i): {when: 'host(x) == out && vm(x,i) != off', immediate: 2, then: {'vm(x,i)': off}}
  start(x,i): {when: 'host(x) == on && vm(x,i) == off', immediate: 1, then: {'vm(x,i)': down}}
rewards: {falls: {rate: 0, impulse: {'fall(*,*)': 1}}}
measures:
  up: {average: 'sum(vm(*,*) == up)', until: 5}
  least: {steady-state: min(load(*))}
  all: {mean-time-to: 'all(vm(*,*) != up)'}
  falls: {accumulated: falls, until: 5}
`;

describe('a net whose members are counted', () => {
  test('has the measures of the net itself', () => {
    let counted = 0;
    fc.assert(
      fc.property(symmetricNet, ({ document, isAlike }) => {
        const net = parseNet(document);
        const result = lumped(net, { evenIfMore: true });
        if (isAlike) expect(result.counted.length, JSON.stringify(result.refused)).toBe(1);
        if (result.counted.length === 0) return;
        counted++;
        expect(largestDifference(solved(net), solved(result.net))).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
    expect(counted).toBeGreaterThan(20);
  });

  test('has the measures of other nets too, whose clocks were made exponential', () => {
    let counted = 0;
    fc.assert(
      fc.property(randomMarkovNet, randomNumbers, (document, numbers) => {
        const net = exponential(parseNet(document(numbers)));
        const result = lumped(net, { evenIfMore: true });
        if (result.counted.length === 0) return;
        counted++;
        expect(largestDifference(solved(net), solved(result.net))).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
    expect(counted).toBeGreaterThan(3);
  });

  test.each(['validation/function-three', 'validation/shock-parallel', 'published/replica-pool'])(
    'has the measures of %s',
    (file) => {
      const { net } = loadModel(readFileSync(`sim-configs/${file}.yaml`, 'utf8'));
      const result = lumped(net);
      expect(result.counted).toHaveLength(1);
      expect(largestDifference(solved(net), solved(result.net))).toBeLessThan(1e-9);
    },
  );

  test('has the measures of hosts with VMs of their own', () => {
    const net = netOf(hosts);
    const result = lumped(net, { evenIfMore: true });
    expect(result.counted).toHaveLength(3);
    expect(largestDifference(solved(net), solved(result.net))).toBeLessThan(1e-9);
  });
});

test('trials of a counted net are the same interpreted and compiled, and go through all members at one instant', () => {
  const text = hosts.replace('{x: 2, i: 2}', '{x: 1, i: 300}');
  const { net, counted } = lumped(netOf(text));
  expect(counted).toHaveLength(1);
  const [{ plan } = { plan: undefined }] = planRuns(net).filter(({ kind }) => kind === 'horizon');
  if (plan === undefined) throw new Error('no horizon');
  const rows = [interpretNet, compileNet].map((evaluator) => {
    const program = evaluator(net, plan, 'counted');
    const row = new Float64Array(5 * program.layout.width);
    expect(program.run(0, 5, row, () => {})).toBeGreaterThan(1000);
    return row;
  });
  expect(rows[0]).toEqual(rows[1]);
});

test('estimates of counted systems agree with the exact values of what they were', async () => {
  const confidence = 1 - 1e-6 / 100;
  for (const file of ['validation/three-of-five', 'validation/function-three', 'published/replica-pool']) {
    const { document, net } = loadModel(readFileSync(`sim-configs/${file}.yaml`, 'utf8'));
    const exact = solveExact(net);
    const prepared = prepare(document, { lump: true });
    const worker = new PreparedJob(JSON.parse(JSON.stringify(prepared.job)) as Job);
    expect(worker.net.places.length).toBe(prepared.net.places.length);
    const results = (await simulate(prepared, { trials: 2000, confidence })).results();
    let compared = 0;
    for (const [name, result] of Object.entries(results)) {
      const known = exact[name];
      if (result.kind !== 'value' || known?.kind !== 'value') continue;
      compared++;
      expect(known.value, `${file} ${name}`).toBeGreaterThanOrEqual(result.low);
      expect(known.value, `${file} ${name}`).toBeLessThanOrEqual(result.high);
    }
    expect(compared).toBeGreaterThan(0);
  }
});
