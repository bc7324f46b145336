import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeIn, readRange } from '../../../src/experiment/sweep/range.js';
import { configValue, numberAt, type Scale, shareOf } from '../../../src/experiment/sweep/scale.js';

describe('a range', () => {
  test.each([
    ['vms.count=2..8', { path: 'vms.count', low: 2, high: 8, of: { kind: 'integer' }, spacing: 'linear' }],
    ['r = 0.9..1', { path: 'r', low: 0.9, high: 1, of: { kind: 'real' }, spacing: 'linear' }],
    ['r=0.0..1.0', { path: 'r', low: 0, high: 1, of: { kind: 'real' }, spacing: 'linear' }],
    ['r=-1e-3..5', { path: 'r', low: -0.001, high: 5, of: { kind: 'real' }, spacing: 'linear' }],
    ['r=.5...75', { path: 'r', low: 0.5, high: 0.75, of: { kind: 'real' }, spacing: 'linear' }],
    [
      'vms.mttf=1.1d..1y:log',
      { path: 'vms.mttf', low: 1.1, high: 365, of: { kind: 'duration', unit: 'd' }, spacing: 'log' },
    ],
    ['t=0..90 min', { path: 't', low: 0, high: 90, of: { kind: 'duration', unit: 'min' }, spacing: 'linear' }],
    ['t=1 h 30 min..2 h', { path: 't', low: 90, high: 120, of: { kind: 'duration', unit: 'min' }, spacing: 'linear' }],
  ])('%s', (text, range) => {
    expect(readRange(text)).toEqual({ ok: true, range });
  });

  test.each([
    ['vms.count', "'vms.count'", 'a path and two ends'],
    ['=1..2', "'=1..2'", 'a path and two ends'],
    ['vms..count=1..2', "'vms..count=1..2'", 'a path and two ends'],
    ['vms.count=8..2', "'8' to '2' in 'vms.count=8..2'", 'the lower end first'],
    ['vms.count=2..2', "'2' to '2' in", 'a higher one'],
    ['vms.count=two..3', "'two' in", 'two numbers, or two durations'],
    ['t=10 h..20', "'20' without a unit", 'two durations with their units'],
    ['t=10 h..20 hms', "'20 hms' in", 'two durations with their units'],
    ['t=0..20:log', "'0' to '20' in", 'ends above 0'],
    ['t=1..20:lag', "'lag' in", 'log, linear or nothing'],
    ['t=1..', 'an empty text in', 'two numbers'],
  ])('%s is refused', (text, found, need) => {
    const outcome = readRange(text);
    expect(outcome).toMatchObject({ ok: false, found: expect.stringContaining(found) });
    expect(outcome).toMatchObject({ need: expect.stringContaining(need) });
  });

  test('whole ends where a fraction stands are those of any numbers', () => {
    const outcome = readRange('hypervisor.reliability=0..1');
    if (!outcome.ok) throw new Error(outcome.found);
    expect(rangeIn(outcome.range, { hypervisor: { reliability: 0.9 } }).of).toEqual({ kind: 'real' });
    expect(rangeIn(outcome.range, { hypervisor: { reliability: 1 } }).of).toEqual({ kind: 'integer' });
    expect(rangeIn(outcome.range, {}).of).toEqual({ kind: 'integer' });
  });
});

const ends = fc
  .tuple(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: 1.001, max: 1e6, noNaN: true }))
  .map(([low, ratio]) => ({ low, high: low * ratio }));
const spacing = fc.constantFrom('linear' as const, 'log' as const);

test('numbers between the ends stay there, grow with the share, and tell it', () => {
  fc.assert(
    fc.property(ends, spacing, fc.double({ min: 0, max: 1, noNaN: true }), ({ low, high }, spacing, share) => {
      const scale: Scale = { low, high, of: { kind: 'real' }, spacing };
      const number = numberAt(scale, share);
      expect(number).toBeGreaterThanOrEqual(low);
      expect(number).toBeLessThanOrEqual(high);
      // Twelve digits of a number leave its share unsure by so much of the range.
      expect(Math.abs(shareOf(scale, number) - share)).toBeLessThanOrEqual(1e-11 * (1 + high / (high - low)));
    }),
  );
});

test('durations keep their unit, numbers are numbers', () => {
  expect(configValue({ kind: 'duration', unit: 'min' }, 90)).toBe('90 min');
  expect(configValue({ kind: 'real' }, 0.5)).toBe(0.5);
});
