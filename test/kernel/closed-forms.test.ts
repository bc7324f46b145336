import { expect, test } from 'vitest';
import { compileNet } from '../../src/kernel/compile.js';
import { distributions } from '../../src/net/distributions/registry.js';
import { distance, distanceMax, meanMax } from './random/statistics.js';
import { netOf, planOf, runTrials } from './trials.js';

/** Rows of compiled trials; the seed is fixed, so that a check that passes does so every time. */
function rowsOf(text: string, horizon: number, count: number): { rows: Float64Array; width: number } {
  const net = netOf(text);
  const program = compileNet(net, planOf(net, horizon), 'closed forms');
  return { rows: runTrials(program, 0, count).rows, width: program.layout.width };
}

const column = ({ rows, width }: ReturnType<typeof rowsOf>, at: number): Float64Array =>
  Float64Array.from({ length: rows.length / width }, (_, trial) => rows[trial * width + at] ?? Number.NaN);

const COUNT = 20_000;

test('rates that follow the state: stages one after the other', () => {
  const ends = column(
    rowsOf(
      `
places: {down: {max: 4}}
activities: {fail: {when: down < 3, rate: (3 - down) * 0.5 * (1 + down), then: {down: down + 1}}}
measures: {first: {mean-time-to: down == 3}}
`,
      Number.POSITIVE_INFINITY,
      COUNT,
    ),
    0,
  );
  const law = distributions.get('hypoexponential')?.bind([[1.5, 2, 1.5]], 0);
  expect(distance(ends, (time) => -Math.expm1(-(law?.hazard(time) ?? Number.NaN)))).toBeLessThan(distanceMax(COUNT));
});

test('a rate that others change: the hazard is what the rate has been', () => {
  const ends = column(
    rowsOf(
      `
places: {stress: 1, vm: {states: [up, down]}}
activities:
  rise: {delay: {at: [0.5]}, then: {stress: 4}}
  stop: {delay: {at: [0.75]}, then: {stress: 0}}
  on:   {delay: {at: [2]}, then: {stress: 0.5 * 2}}
  fail: {when: vm == up, rate: 0.6 * stress, then: {vm: down}}
measures: {first: {mean-time-to: vm == down}}
`,
      Number.POSITIVE_INFINITY,
      COUNT,
    ),
    0,
  );
  const hazard = (time: number): number => {
    const during = (from: number, to: number): number => Math.max(0, Math.min(time, to) - from);
    return 0.6 * (during(0, 0.5) + 4 * during(0.5, 0.75) + during(2, Number.POSITIVE_INFINITY));
  };
  expect(distance(ends, (time) => -Math.expm1(-hazard(time)))).toBeLessThan(distanceMax(COUNT));
});

test('a repaired component: availability at times and over time', () => {
  const [fail, mend, horizon] = [0.7, 2.5, 3];
  const times = [0.1, 0.5, 3];
  const table = rowsOf(
    `
places: {vm: {states: [up, down]}}
activities:
  fail: {when: vm == up, rate: ${fail}, then: {vm: down}}
  mend: {when: vm == down, rate: ${mend}, then: {vm: up}}
rewards: {up: {rate: vm == up}}
measures: {up-at: {at: [${times.join(', ')}], of: vm == up}}
`.replace('up-at', 'upAt'),
    horizon,
    COUNT,
  );
  const mean = (at: number): number => column(table, at).reduce((sum, value) => sum + value, 0) / COUNT;
  const sum = fail + mend;
  for (const [index, time] of times.entries()) {
    const expected = mend / sum + (fail / sum) * Math.exp(-sum * time);
    expect(Math.abs(mean(3 + index) - expected)).toBeLessThan(meanMax(COUNT, 1));
  }
  const share = mend / sum + (fail / sum ** 2 / horizon) * -Math.expm1(-sum * horizon);
  expect(Math.abs(mean(2) / horizon - share)).toBeLessThan(meanMax(COUNT, 1));
});

test('accelerated life is not a multiplied hazard', () => {
  const ends = column(
    rowsOf(
      `
places: {vm: {states: [up, down]}}
activities: {fail: {when: vm == up, delay: {weibull: {shape: 2, scale: 6}}, speed: 3, then: {vm: down}}}
measures: {first: {mean-time-to: vm == down}}
`,
      Number.POSITIVE_INFINITY,
      COUNT,
    ),
    0,
  );
  expect(distance(ends, (time) => -Math.expm1(-((time / 2) ** 2)))).toBeLessThan(distanceMax(COUNT));
  expect(distance(ends, (time) => -Math.expm1(-3 * (time / 6) ** 2))).toBeGreaterThan(distanceMax(COUNT));
});
