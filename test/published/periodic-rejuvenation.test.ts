import { expect, test } from 'vitest';
import { constantValues } from '../../src/net/constants.js';
import { casesOf } from './cases.js';

/**
 * The model of sim-configs/published/periodic-rejuvenation.yaml, solved by renewal theory: each return to `up` begins anew.
 * Up(t) = e^(-at), Err(t) = a (e^(-at) - e^(-bt)) / (b - a), Down(t) by the same rule one step on.
 */
const a = 0.004166666667;
const b = 0.00119047619;
const d = 0.5;
const repair = 0.148484493;
const restartUp = 0.6913621217;
const restartErr = 0.5550375205;

const up = (t: number): number => Math.exp(-a * t);
const err = (t: number): number => (a * (Math.exp(-a * t) - Math.exp(-b * t))) / (b - a);
/** Three exponential stages: a b sum over i of e^(-r_i t) / product over j != i of (r_j - r_i). */
const stages = [
  { rate: a, weight: (a * b) / ((b - a) * (d - a)) },
  { rate: b, weight: (a * b) / ((a - b) * (d - b)) },
  { rate: d, weight: (a * b) / ((a - d) * (b - d)) },
];
const hoursDown = (t: number): number =>
  stages.reduce((sum, { rate, weight }) => sum - (weight * Math.expm1(-rate * t)) / rate, 0);
const integral = (value: (t: number) => number, until: number, steps = 20_000): number => {
  const h = until / steps;
  let sum = value(0) + value(until);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * value(i * h);
  return (sum * h) / 3;
};

function longRun(p: number): { unavailable: number; undetected: number } {
  const serving = integral((t) => up(t) + err(t), p);
  const restarting = up(p) / restartUp + err(p) / restartErr;
  const repairing = (1 - up(p) - err(p)) / repair;
  const cycle = serving + hoursDown(p) + restarting + repairing;
  return { unavailable: 1 - serving / cycle, undetected: hoursDown(p) / cycle };
}

/** How much S at the end and at the beginning of a step weighs in the integral over the step of r e^(-ru) S. */
type Weights = (rate: number, step: number) => { readonly end: number; readonly beginning: number };

/** S linear within a step. */
const linear: Weights = (rate, step) => {
  const over = -Math.expm1(-rate * step);
  const beginning = over / (rate * step) - Math.exp(-rate * step);
  return { end: over - beginning, beginning };
};
/** Restarts that last whole steps, rounded up. */
const roundedUp: Weights = (rate, step) => ({ end: 0, beginning: -Math.expm1(-rate * step) });

/**
 * P(down seen by `time`), step by step. S(t), no failure up to t from fresh on, is Up + Err before p; later it is Up(p) G(t - p) with the rate of a
 * restart from up, plus Err(p) G(t - p) with that from err, where G(x) = e^(-rx) + integral over u < x of r e^(-ru) S(x - u).
 */
function downBy(time: number, p: number, step: number, weights: Weights): number {
  const count = Math.round(time / step);
  const period = Math.round(p / step);
  const survival = new Float64Array(count + 1);
  const restarts = [
    { share: up(p), rate: restartUp },
    { share: err(p), rate: restartErr },
  ].map((each) => {
    const going = new Float64Array(count + 1).fill(1, 0, 1);
    return { ...each, going, stays: Math.exp(-each.rate * step), ...weights(each.rate, step) };
  });
  const S = (i: number): number => survival[i] as number;
  for (let i = 0; i <= count; i++) {
    if (i < period) survival[i] = up(i * step) + err(i * step);
    else survival[i] = restarts.reduce((sum, { share, going }) => sum + share * (going[i - period] as number), 0);
    if (i === 0) continue;
    for (const { going, stays, end, beginning } of restarts) {
      going[i] = stays * (going[i - 1] as number) + end * S(i) + beginning * S(i - 1);
    }
  }
  return 1 - S(count);
}

const rows = (await casesOf('periodic-rejuvenation')).map((each) => {
  const p = constantValues(each.net)[each.net.constants.findIndex(({ name }) => name === 'p')] ?? Number.NaN;
  return [p, each.values] as const;
});

test.each(rows)('the published values for p = %d h are those of renewal theory', (p, values) => {
  const found: Record<string, number> = { ...longRun(p), 'down-by-4320': downBy(4320, p, 0.05, linear) };
  for (const [measure, { value, roundingError }] of values) {
    const off = Math.abs((found[measure] as number) - value);
    expect(off, `${measure}: ${found[measure]} against ${value}`).toBeLessThan(roundingError);
  }
});

test('the least of the published grid is near the best period', () => {
  expect(longRun(1041.94).unavailable).toBeCloseTo(0.007973788, 9);
  for (const p of [1041, 1043]) expect(longRun(p).unavailable).toBeGreaterThan(longRun(1041.94).unavailable);
});

test.each([
  [510, 0.93750667, 0.937523881],
  [1050, 0.976027711, 0.976029774],
])('for p = %d h the printed first passage is that of restarts rounded up to 0.1 h', (p, printed, exact) => {
  expect(Math.abs(downBy(4320, p, 0.1, roundedUp) - printed)).toBeLessThan(0.5e-9);
  expect(Math.abs(downBy(4320, p, 0.05, linear) - exact)).toBeLessThan(5e-9);
});
