import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { explore } from '../../src/exact/explore/explore.js';
import { StateError } from '../../src/exact/explore/refusal.js';
import { relevantTo, restrictedTo } from '../../src/exact/explore/relevant.js';
import { observedBy } from '../../src/exact/measures/observed.js';
import type { ExactResult } from '../../src/exact/result.js';
import { solveExact } from '../../src/exact/solve.js';
import { reference } from '../reference/read.js';
import { relativeDifference } from './chain/models.js';
import { clusterNet, netOf } from './explore/nets.js';

function numberOf(result: ExactResult | undefined): number {
  if (result?.kind !== 'value') throw new Error(`no value: ${JSON.stringify(result)}`);
  return result.value;
}

function complementOf(result: ExactResult | undefined): number {
  if (result?.kind !== 'value' || result.complement === undefined) throw new Error(JSON.stringify(result));
  return result.complement;
}

function expectNear(found: number, wanted: number, relative = 1e-10): void {
  expect(relativeDifference(found, wanted), `${found} against ${wanted}`).toBeLessThan(relative);
}

describe('the workstation cluster as a net', () => {
  const row = z.object({
    N: z.number(),
    premiumSteady: z.number(),
    expectedHoursBelowMinimumBy2000: z.number(),
    probabilityBelowMinimumBy2000: z.number(),
    probabilityBelowMinimumAt20: z.number(),
    expectedRepairsBy2000: z.number(),
  });
  const { rows } = reference('workstation-cluster', z.object({ rows: z.array(row) }));

  test.each(rows)('N = $N', (wanted) => {
    const measures = `
  at20: {at: 20, of: "!minimum"}
  by: {probability: {reach: "!minimum", within: 2000}}
  stays: {probability: {stay: minimum, within: 2000}}
  hours: {accumulated: "!minimum", until: 2000}
  repairs: {accumulated: repairs, until: 2000}
`;
    const found = solveExact(netOf(clusterNet(wanted.N, measures)));
    expectNear(numberOf(found.availability), wanted.premiumSteady);
    expectNear(numberOf(found.at20), wanted.probabilityBelowMinimumAt20, 1e-9);
    expectNear(numberOf(found.by), wanted.probabilityBelowMinimumBy2000, 5e-10);
    expectNear(numberOf(found.hours), wanted.expectedHoursBelowMinimumBy2000, 5e-10);
    expectNear(numberOf(found.repairs), wanted.expectedRepairsBy2000, 5e-10);
    expect(complementOf(found.stays)).toBe(numberOf(found.by));
    expectNear(numberOf(found.stays) + complementOf(found.stays), 1, 1e-13);
  });
});

/** One component: an Erlang life of 2 stages with mean 20, a repair of mean 2. */
const component = (measures: string): string => `
places: {down: {initial: 0, max: 1}}
activities:
  fail: {when: down == 0, delay: {erlang: {stages: 2, mean: 20}}, then: {down: 1}}
  repair: {when: down == 1, delay: {exponential: {mean: 2}}, then: {down: 0}}
rewards:
  cost: {impulse: {fail: 3}, rate: down}
  failures: {impulse: {fail: 1}}
spans: {outage: {while: down == 1}, price: {while: down == 1, of: 5}, life: {while: down == 0}, between: {from: [fail], to: [repair]}}
measures:
${measures}`;

describe('every kind of measure', () => {
  const found = solveExact(
    netOf(
      component(`
  availability: {steady-state: down == 0}
  cost-rate: {steady-state: cost}
  reliability: {probability: {stay: down == 0, within: [0, 5, 10]}}
  ever: {probability: {reach: down == 1}}
  before: {probability: {reach: down == 1, within: "down == 0"}}
  after: {probability: {reach: down == 0, within: "down == 1"}}
  mttf: {mean-time-to: down == 1}
  cost-to-failure: {accumulated: cost, until: down == 1}
  mean-cost: {average: cost, until: down == 1}
  at-once: {average: cost, until: down == 0}
  point: {at: {from: 0, to: 40, steps: 4}, of: down}
  year-cost: {accumulated: cost, until: [10, 1000]}
  year-down: {average: down, until: 1000}
  rate: {count: outage}
  outage: {mean: outage}
  paid: {mean: price}
  p90: {quantile: 0.9, of: outage}
  life-median: {quantile: 0.5, of: life}
  begun: {count: outage, until: 1000}
  lives: {count: life, until: 1000}
  ended: {mean: outage, until: 1000}
  ended-price: {mean: price, until: 1000}
  ended-p90: {quantile: 0.9, of: outage, until: 1000}
  far-ended: {mean: outage, until: 1e8}
  far-p90: {quantile: 0.9, of: outage, until: 1e8}
  short: {quantile: 0.9, of: outage, until: 1}
  per-failure: {ratio: cost, by: failures}
  per-failure-year: {ratio: cost, by: failures, until: 1000}
  per-nothing: {ratio: cost, by: "0"}
  nines: {nines: down == 0}
  nines-year: {nines: down == 0, until: 1000}
  paid-p90: {quantile: 0.9, of: price}
  from-to-p90: {quantile: 0.9, of: between}
`),
    ),
  );
  const value = (name: string): number => numberOf(found[name]);

  test('in the long run', () => {
    expectNear(value('availability'), 20 / 22, 1e-14);
    expectNear(complementOf(found.availability), 2 / 22, 1e-14);
    expectNear(value('cost-rate'), 5 / 22, 1e-14);
    expectNear(value('rate'), 1 / 22, 1e-14);
    expectNear(value('outage'), 2, 1e-14);
    expectNear(value('paid'), 10, 1e-14);
    expectNear(value('p90'), 2 * Math.log(10), 1e-12);
    const median = value('life-median') / 10;
    expectNear((1 + median) * Math.exp(-median), 0.5, 1e-12);
    expectNear(value('per-failure'), 5, 1e-14);
    expectNear(value('nines'), Math.log10(11), 1e-14);
  });

  test('to a first passage', () => {
    const { reliability } = found;
    if (reliability?.kind !== 'curve') throw new Error('no curve');
    for (const { at, value: stays, complement = Number.NaN } of reliability.points) {
      expectNear(stays, (1 + at / 10) * Math.exp(-at / 10), 1e-13);
      expect(Math.abs(stays + complement - 1)).toBeLessThan(1e-13);
    }
    expect([value('ever'), complementOf(found.ever)]).toEqual([1, 0]);
    expect([value('before'), value('after')]).toEqual([0, 1]);
    expectNear(value('mttf'), 20, 1e-14);
    expectNear(value('cost-to-failure'), 3, 1e-14);
    expectNear(value('mean-cost'), 3 / 20, 1e-14);
  });

  test('by a time: renewal theory for a cycle of three stages', () => {
    // P(down at t) = 0.01 / (s (s^2 + 0.7 s + 0.11)) by its poles: 0 and the roots.
    const roots = [(-0.7 + Math.sqrt(0.49 - 0.44)) / 2, (-0.7 - Math.sqrt(0.49 - 0.44)) / 2] as const;
    const residue = (s: number, other: number): number => 0.01 / (s * (s - other));
    const down = (t: number): number =>
      0.01 / 0.11 +
      residue(roots[0], roots[1]) * Math.exp(roots[0] * t) +
      residue(roots[1], roots[0]) * Math.exp(roots[1] * t);
    const downTime = (t: number): number =>
      (0.01 / 0.11) * t +
      (residue(roots[0], roots[1]) * Math.expm1(roots[0] * t)) / roots[0] +
      (residue(roots[1], roots[0]) * Math.expm1(roots[1] * t)) / roots[1];
    const { point } = found;
    if (point?.kind !== 'curve') throw new Error('no curve');
    expect(point.points.map(({ at }) => at)).toEqual([0, 10, 20, 30, 40]);
    for (const { at, value: unavailable } of point.points) expect(Math.abs(unavailable - down(at))).toBeLessThan(1e-13);
    expectNear(value('year-down'), downTime(1000) / 1000, 1e-12);
    // Repairs by t are half the down time, failures those plus who is down.
    const failures = (t: number): number => downTime(t) / 2 + down(t);
    const cost = found['year-cost'];
    if (cost?.kind !== 'curve') throw new Error('no curve');
    for (const { at, value: total } of cost.points) expectNear(total, 3 * failures(at) + downTime(at), 1e-12);
    expectNear(value('begun'), failures(1000), 1e-12);
    expectNear(value('lives'), 1 + downTime(1000) / 2, 1e-12);
    expectNear(value('per-failure-year'), (3 * failures(1000) + downTime(1000)) / failures(1000), 1e-12);
    expectNear(value('nines-year'), -Math.log10(downTime(1000) / 1000), 1e-12);
    // The open outage has lasted 2 in the mean, as an exponential one seen long after the start has.
    const ended = downTime(1000) / 2;
    const open = down(1000);
    expectNear(value('ended'), (downTime(1000) - 2 * open) / ended, 1e-9);
    expectNear(value('ended-price'), 5 * value('ended'), 1e-12);
    // Over x: (failures(t - x) - down(t - x)) e^(-x/2) = downTime(t - x) / 2 e^(-x/2).
    const x = value('ended-p90');
    expectNear(((downTime(1000 - x) / 2) * Math.exp(-x / 2)) / ended, 0.1, 1e-10);
    expectNear(value('far-ended'), (downTime(1e8) - 2 * down(1e8)) / (downTime(1e8) / 2), 1e-11);
    expectNear(value('far-p90'), 2 * Math.log(10), 1e-6);
    const brief = value('short');
    expect(brief).toBeLessThan(1);
    expectNear(((downTime(1 - brief) / 2) * Math.exp(-brief / 2)) / (downTime(1) / 2), 0.1, 1e-8);
  });

  test('or a refusal that says why', () => {
    expect(found['per-nothing']).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('is 0 in the long run'),
    });
    expect(found['at-once']).toMatchObject({ kind: 'refused', reason: expect.stringContaining('time 0') });
    expect(found['paid-p90']).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('quantile of an integral'),
    });
    expect(found['from-to-p90']).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('quantile of passages that begin and end at firings'),
    });
  });
});

test('a passage that need not be made', () => {
  const found = solveExact(
    netOf(`
places: {at: {initial: 0, max: 2}}
activities:
  go: {when: at == 0, rate: 4, cases: [{weight: 1, then: {at: 1}}, {weight: 3, then: {at: 2}}]}
measures:
  ever: {probability: {reach: at == 1}}
  mean: {mean-time-to: at == 1}
  gained: {accumulated: at == 2, until: at == 1}
  before: {accumulated: at == 0, until: at == 1}
  lost: {average: at == 0, until: at == 1}
  ends: {steady-state: at}
  none: {mean: never}
spans: {never: {while: at == 5}}
`),
  );
  expectNear(numberOf(found.ever), 0.25, 1e-14);
  expectNear(complementOf(found.ever), 0.75, 1e-14);
  expect(numberOf(found.mean)).toBe(Infinity);
  expect(numberOf(found.gained)).toBe(Infinity);
  expectNear(numberOf(found.before), 0.25, 1e-14);
  expect(found.lost).toMatchObject({ kind: 'refused', reason: expect.stringContaining('need not come') });
  expectNear(numberOf(found.ends), 1.75, 1e-14);
  expect(found.ends).toMatchObject({ notes: [expect.stringContaining('2 closed classes')] });
  expect(found.none).toMatchObject({ kind: 'refused', reason: expect.stringContaining('no passage begins') });
});

test('only the measures that are asked for, each refused for what the whole net has', () => {
  const net = netOf(component('  a: {steady-state: down}\n  b: {steady-state: 2 * down}\n'));
  expect(Object.keys(solveExact(net, { measures: ['b'] }))).toEqual(['b']);
  const even = '{uniform: {min: 1, max: 3}}';
  const uniform = netOf(component('  a: {steady-state: down}\n').replace('{exponential: {mean: 2}}', even));
  expect(solveExact(uniform).a).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('repair has a uniform delay'),
    suggestion: expect.stringContaining('simulate'),
  });
  expect(solveExact(net, { statesMost: 2 }).a).toMatchObject({ reason: expect.stringContaining('more than 2 states') });
});

describe('a measure is solved on what it depends on', () => {
  const net = netOf(`
places: {vm: {max: 1}, crew: {initial: 1, max: 1}, cause: {max: 2}, clock: {max: 1}, shift: {max: 1}}
activities:
  fail: {when: vm == 0, rate: 1, cases: [{weight: 1, then: {vm: 1, cause: 1}}, {weight: shift, then: {vm: 1, cause: 2}}]}
  repair: {when: vm == 1 && crew == 1, rate: 3, then: {vm: 0}}
  leave: {when: crew == 1, rate: 1, then: {crew: 0}, restarts: [age]}
  come: {when: crew == 0, rate: 1, then: {crew: 1}}
  tick: {delay: {uniform: {min: 4 h, max: 6 h}}, then: {clock: 1 - clock}}
  turn: {rate: 2, then: {shift: 1 - shift}}
  age: {when: clock < 2, delay: {erlang: {stages: 2, mean: 1}}, then: {cause: 0}}
measures:
  down: {steady-state: vm}
  cause: {steady-state: cause == 1}
  clock: {steady-state: clock}
`);
  const sizeOf = (name: string): number => {
    const measure = net.measures.find((each) => each.name === name);
    if (measure === undefined) throw new Error(name);
    return explore(restrictedTo(net, relevantTo(net, observedBy(net, measure)))).chain.stateCount;
  };

  test('what it does not look at neither costs nor refuses', () => {
    // vm, crew and shift, which weighs the cases; not the cause, nor the clock with its delay without phases.
    expect(sizeOf('down')).toBe(8);
    const found = solveExact(net);
    // Up and down, crew here and away: 1/3, 1/6, 1/6, 1/3 balance A = B / 2 + 3 C / 2, 4 C = A + D, D = B + C.
    expectNear(numberOf(found.down), 0.5, 1e-13);
    expect(found.clock).toMatchObject({ kind: 'refused', reason: expect.stringContaining('tick') });
  });

  test('what restarts its clocks is looked at', () => {
    // The guard of age reads the clock, which never leaves 0 and 1: still it is read.
    expect(solveExact(net).cause).toMatchObject({ kind: 'refused', reason: expect.stringContaining('tick') });
  });
});

test('work beyond what is allowed is refused, counted and not timed', () => {
  const net = netOf(clusterNet(2, '  by: {probability: {reach: "!minimum", within: 2000}}\n'));
  expect(solveExact(net, { workMost: 1e5 }).by).toMatchObject({
    kind: 'refused',
    reason: expect.stringContaining('uniformisation of'),
  });
});

test('a delay without phases is approximated, which is said', () => {
  const even = '{uniform: {min: 1, max: 3}}';
  const uniform = netOf(
    component('  a: {steady-state: down}\n  p: {mean-time-to: down}\n').replace('{exponential: {mean: 2}}', even),
  );
  const { a, p } = solveExact(uniform, { fittedPhasesMost: 4 });
  // Down for 2 of 22 hours whatever the shape.
  expectNear(numberOf(a), 2 / 22, 1e-13);
  const notes = ['repair: uniform fitted by 4 phases (its mean)'];
  expect(a).toMatchObject({ approximate: true, notes });
  expect(p).toMatchObject({ approximate: true, notes });
});

test('a state that the net forbids is an error, not a refusal', () => {
  const net = netOf(component('  a: {steady-state: down}\n').replace('then: {down: 0}', 'then: {down: 2 * down}'));
  expect(() => solveExact(net)).toThrow(StateError);
});

test('what is solved by iteration says how near it came', () => {
  const queues = (most: number) =>
    netOf(`
constants: {most: ${most}}
places: {a: {initial: 0, max: ${most}}, b: {initial: 0, max: ${most}}, c: {initial: 0, max: ${most}}}
activities:
  arrive: {when: a < most, rate: 0.7, then: {a: a + 1}}
  first: {when: a > 0 && b < most, rate: 1, then: {a: a - 1, b: b + 1}}
  second: {when: b > 0 && c < most, rate: 1, then: {b: b - 1, c: c + 1}}
  leave: {when: c > 0, rate: 1, then: {c: c - 1}}
measures:
  length: {steady-state: a + b + c}
  full: {mean-time-to: c == most}
`);
  const large = solveExact(queues(16));
  for (const name of ['length', 'full']) {
    expect(large[name]).toMatchObject({ method: 'multilevel' });
    expect(large[name]).toMatchObject({
      notes: [expect.stringMatching(/^solved by iteration: a relative error of \S+e-1[1-6] in any state/)],
    });
  }
  const small = solveExact(queues(3));
  for (const name of ['length', 'full']) expect(small[name]).not.toHaveProperty('notes');
});
