import { describe, expect, test } from 'vitest';
import { longRunLength, timeScale } from '../../src/estimate/long-run-length.js';
import { machine, netOf } from './nets.js';

describe('time scale', () => {
  test('is the largest mean delay', () => {
    expect(timeScale(machine({}))).toBe(100);
  });

  test('counts a calendar by its mean gap, and rates that depend on the state at their fastest', () => {
    const net = netOf(`
places: {up: {initial: 4, max: 4}}
activities:
  fail: {when: up > 0, rate: up / 80, then: {up: up - 1}}
  scan: {delay: {every: {period: 10 h, offset: 0, probability: 0.25}}, then: {}}
`);
    expect(timeScale(net)).toBe(40);
  });
});

describe('length of a replication', () => {
  const net = machine({});

  test('5 and 50 scales when that is affordable', () => {
    expect(longRunLength(net, {})).toEqual({ warmUp: 500, length: 5000, notes: [] });
    expect(longRunLength(net, { eventsPerTime: 0.02 })).toEqual({ warmUp: 500, length: 5000, notes: [] });
  });

  test('the length gives way first, the warm-up second, neither below its floor', () => {
    expect(longRunLength(net, { eventsPerTime: 10 })).toEqual({ warmUp: 500, length: 1500, notes: [] });
    expect(longRunLength(net, { eventsPerTime: 25 })).toEqual({ warmUp: 300, length: 500, notes: [] });
    expect(longRunLength(net, { eventsPerTime: 1000 })).toEqual({ warmUp: 200, length: 500, notes: [] });
  });

  test('beyond what anyone can pay both are cut, and that is said', () => {
    const { warmUp, length, notes } = longRunLength(net, { eventsPerTime: 1e6 });
    expect((warmUp + length) * 1e6).toBeCloseTo(2e6, 6);
    expect(notes).toHaveLength(1);
  });

  test('what is set is taken as it is', () => {
    expect(longRunLength(net, { warmUp: 0, length: 7, eventsPerTime: 1e6 })).toEqual({
      warmUp: 0,
      length: 7,
      notes: [],
    });
  });

  test('calendars that ring very often beside the slowest delay cost nothing to plan for', () => {
    const often = (life: string, ...periods: readonly string[]) =>
      netOf(`
places: {up: {states: [yes, no]}}
activities:
  fail: {when: up == yes, rate: 1 / ${life}, then: {up: no}}
  repair: {when: up == no, rate: 1, then: {up: yes}}
${periods.map((period, index) => `  ring${index}: {delay: {every: {period: ${period}, offset: 0}}, then: {}}`).join('\n')}
`);
    const seconds = longRunLength(often('3 y', '10 s'), {}).length * 3600;
    expect(Math.round(seconds) % 20).toBe(0);
    expect(seconds / 3600).toBeCloseTo(50 * 3 * 8760, 0);
    // No time in sight holds both a whole number of times.
    expect(longRunLength(often('3e7 y', '10 s', '9.9999999 s'), {}).length).toBeCloseTo(50 * 3e7 * 8760, 0);
  });

  test('each half holds every calendar a whole number of times', () => {
    const withCalendars = (...periods: readonly number[]) =>
      netOf(`
places: {up: {states: [yes, no]}}
activities:
  fail: {when: up == yes, rate: 1 / 100, then: {up: no}}
  repair: {when: up == no, rate: 1, then: {up: yes}}
${periods.map((period) => `  ring${period}: {delay: {every: {period: ${period} h, offset: 0}}, then: {}}`).join('\n')}
`);
    const length = (periods: readonly number[], eventsPerTime = 0) =>
      longRunLength(withCalendars(...periods), { eventsPerTime }).length;
    expect(length([70])).toBe(4900);
    expect(length([70, 40])).toBe(4480);
    expect(length([70, 40], 10)).toBe(1120);
    // Their common period is longer than a half.
    expect(length([70, 61])).toBe(4900);
    expect(longRunLength(withCalendars(70), { length: 100 }).length).toBe(100);
  });
});
