import { expect, test } from 'vitest';
import { eventsPerTime } from '../../src/experiment/pilot.js';
import type { RunPlan } from '../../src/kernel/plan.js';
import { netOf } from '../kernel/trials.js';

const net = netOf(`
places: {vm: {states: [up, down]}, failures: {initial: 0, max: 100000}}
activities:
  fail: {when: vm == up, rate: 1 / 100, then: {vm: down, failures: failures + 1}}
  mend: {when: vm == down, rate: 1, then: {vm: up}}
rewards:
  down: {rate: vm == down, impulse: {fail: failures}}
  late: {rate: 1 / (5 - failures)}
`);

const alone = eventsPerTime(net, 'pilot');
const recording = (index: number): RunPlan => ({
  horizon: 1,
  until: { kind: 'place', index: 0 },
  rewards: net.rewards.slice(index, index + 1).map((reward) => ({ reward, at: [0.5] })),
  instants: [],
  finals: [],
  spans: [],
});

test('a pilot counts what happens, whatever is recorded and whatever would end a trial', () => {
  expect(alone).toBeGreaterThan(2 / 150);
  expect(alone).toBeLessThan(2 / 70);
  expect(eventsPerTime(net, 'pilot', recording(0))).toBe(alone);
});

test('and is not disturbed by what is recorded going wrong', () => {
  expect(eventsPerTime(net, 'pilot', recording(1))).toBe(alone);
});
