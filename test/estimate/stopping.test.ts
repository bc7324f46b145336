import { describe, expect, test } from 'vitest';
import { MeasureSet } from '../../src/estimate/measure-set.js';
import type { PlannedRun } from '../../src/estimate/planned-run.js';
import { planRuns } from '../../src/estimate/plans.js';
import type { Estimate } from '../../src/estimate/result.js';
import { leastPrecise, reached } from '../../src/estimate/stopping.js';
import { Draws } from './draws.js';
import { countMisses, expectHonest } from './misses.js';
import { machine } from './nets.js';

const CHUNK = 50;
const target = { precision: 0.2, confidence: 0.95 };

/** Adds chunks of rows, whose third column `draw` makes, until the target is met. */
function untilReached(runs: readonly PlannedRun[], draw: () => number, precision = target.precision): MeasureSet {
  const set = new MeasureSet(runs);
  const width = runs[0]?.layout.width ?? 0;
  for (let trial = 0; trial < 100_000; trial += CHUNK) {
    const rows = new Float64Array(CHUNK * width);
    for (let row = 0; row < CHUNK; row++) rows[row * width + 2] = draw();
    set.addRows(0, trial, CHUNK, rows);
    if (reached(set, { ...target, precision })) break;
  }
  return set;
}

function estimateOf(set: MeasureSet, name: string): Estimate {
  const result = set.result(name, target.confidence);
  if (result?.kind !== 'value') throw new Error(`${name} is no value`);
  return result;
}

const availability = planRuns(machine({ a: { average: 'serves', until: '1 h' } }));
const gain = planRuns(machine({ d: { accumulated: 'failures', until: '1 h' } }));

describe('stopping', () => {
  test('takes an availability close to 1 by its unavailability', () => {
    const draws = new Draws('near one');
    const set = untilReached(availability, () => 1 - draws.exponential() / 1000);
    const { estimate, halfWidth, trials } = estimateOf(set, 'a');
    expect(halfWidth).toBeLessThanOrEqual(0.2 * (1 - estimate));
    expect(trials).toBeGreaterThanOrEqual(100);
    expect(trials).toBeLessThan(300);
  });

  test('stops at the first look that is precise enough and no earlier than 100 trials', () => {
    const draws = new Draws('first');
    const values = Array.from({ length: 4000 }, () => draws.exponential());
    const { trials } = estimateOf(
      untilReached(gain, () => values.shift() as number, 0.1),
      'd',
    );
    const again = new Draws('first');
    const before = new MeasureSet(gain);
    const width = gain[0]?.layout.width ?? 0;
    const rows = new Float64Array((trials - CHUNK) * width);
    for (let row = 0; row < trials - CHUNK; row++) rows[row * width + 2] = again.exponential();
    before.addRows(0, 0, trials - CHUNK, rows);
    expect(reached(before, { ...target, precision: 0.1 })).toBe(false);
    const { trials: fewest } = estimateOf(
      untilReached(gain, () => 1 + 1e-6 * draws.uniform()),
      'd',
    );
    expect(fewest).toBe(100);
  });

  test('never takes what was not seen for known', () => {
    const set = new MeasureSet(availability);
    const width = availability[0]?.layout.width ?? 0;
    const rows = new Float64Array(10_000 * width).fill(1);
    set.addRows(0, 0, 10_000, rows);
    expect(reached(set, target)).toBe(false);
    expect(leastPrecise(set, target)).toEqual({ name: 'a', relativeHalfWidth: Infinity });
    expect(reached(set, { ...target, measures: [] })).toBe(true);
  });

  test('refuses a precision that is none', () => {
    for (const precision of [0, -1, Number.NaN]) {
      expect(() => reached(new MeasureSet(availability), { ...target, precision })).toThrow(RangeError);
    }
  });
});

describe('intervals cover after stopping, looked at every 50 trials', () => {
  test.each([0.3, 0.1])('exponential, to a precision of %d', (precision) => {
    const draws = new Draws(`stop ${precision}`);
    const misses = countMisses(500, 1, () =>
      estimateOf(
        untilReached(gain, () => draws.exponential(), precision),
        'd',
      ),
    );
    expectHonest(misses, 500, target.confidence);
  });

  test('an outage in 2 % of trials, to a precision of 0.3', () => {
    const draws = new Draws('stop rare');
    const draw = () => (draws.uniform() < 0.02 ? 1 - draws.exponential() / 1000 : 1);
    const misses = countMisses(100, 1 - 0.02 / 1000, () => estimateOf(untilReached(availability, draw, 0.3), 'a'));
    expectHonest(misses, 100, target.confidence);
  });
});
