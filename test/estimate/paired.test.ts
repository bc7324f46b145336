import { describe, expect, test } from 'vitest';
import { type PairedComparison, PairedTally } from '../../src/estimate/paired.js';
import { Draws } from './draws.js';
import { countMisses, expectCalibrated, expectHonest } from './misses.js';

/** 200 trials of two designs that share most of their chance: a = s + u, b = s + v / 2. */
function compare(draws: Draws): PairedComparison {
  const common = Array.from({ length: 200 }, () => 5 * draws.exponential());
  const tally = new PairedTally();
  const a = Float64Array.from(common, (shared) => shared + draws.exponential());
  const b = Float64Array.from(common, (shared) => shared + draws.exponential() / 2);
  tally.addBlock(a, b, 200);
  return tally.result(0.95);
}

describe('paired comparison', () => {
  test('the difference covers 1/2, neither too short nor too wide', () => {
    const draws = new Draws('difference');
    expectCalibrated(
      countMisses(1000, 0.5, () => compare(draws).difference),
      1000,
      0.95,
    );
  });

  test('the ratio covers 6 / 5.5', () => {
    const draws = new Draws('paired ratio');
    expectHonest(
      countMisses(500, 6 / 5.5, () => compare(draws).ratio),
      500,
      0.95,
    );
  });

  test('common chance makes the difference narrow, and the gain says how much', () => {
    // Var a + Var b = 51.25, Var (a - b) = 1.25: a gain of 41; correlation 25 / sqrt(26 * 25.25) = 0.976.
    const { gain, correlation } = compare(new Draws('gain'));
    expect(gain).toBeGreaterThan(20);
    expect(gain).toBeLessThan(80);
    expect(correlation).toBeGreaterThan(0.95);
  });

  test('chunks through JSON, merged in order, are one pass', () => {
    const draws = new Draws('paired chunks');
    const whole = new PairedTally();
    const merged = new PairedTally();
    for (let chunk = 0; chunk < 4; chunk++) {
      const a = Float64Array.from({ length: 64 }, () => draws.exponential());
      const b = Float64Array.from({ length: 64 }, () => draws.exponential());
      const part = new PairedTally();
      part.addBlock(a, b, 64);
      whole.addBlock(a, b, 64);
      const restored = new PairedTally();
      restored.restore(JSON.parse(JSON.stringify(part)));
      merged.merge(restored);
    }
    expect(merged.toJSON()).toEqual(whole.toJSON());
    expect(merged.result(0.99)).toEqual(whole.result(0.99));
  });

  test('equal designs differ by nothing', () => {
    const same = Float64Array.of(1, 2, 5);
    const tally = new PairedTally();
    tally.addBlock(same, same, 3);
    const { difference, ratio, correlation, gain } = tally.result(0.95);
    expect(difference).toEqual({ estimate: 0, low: 0, high: 0 });
    expect(ratio.estimate).toBe(1);
    expect(correlation).toBeCloseTo(1, 12);
    expect(gain).toBe(Infinity);
  });

  test('nothing seen, nothing claimed', () => {
    const { difference, ratio } = new PairedTally().result(0.95);
    expect([difference.low, difference.high]).toEqual([-Infinity, Infinity]);
    expect(ratio).toEqual({ estimate: Number.NaN, low: 0, high: Infinity });
  });
});
