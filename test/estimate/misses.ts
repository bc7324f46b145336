import { expect } from 'vitest';
import type { Interval } from '../../src/estimate/intervals/interval.js';

/** A correct test of coverage fails once in a million seeds. */
const FALSE_ALARM = 1e-6;

/** How many of `repetitions` simulated intervals leave the truth out. */
export function countMisses(repetitions: number, truth: number, draw: () => Interval): number {
  let misses = 0;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const { low, high } = draw();
    if (!(low <= truth && truth <= high)) misses++;
  }
  return misses;
}

/** The interval misses at most as often as it says. */
export function expectHonest(misses: number, repetitions: number, confidence: number): void {
  expect(misses).toBeLessThanOrEqual(missesMost(repetitions, 1 - confidence));
}

/** The interval misses as often as it says: neither too short nor too wide. */
export function expectCalibrated(misses: number, repetitions: number, confidence: number): void {
  expectHonest(misses, repetitions, confidence);
  expect(misses).toBeGreaterThanOrEqual(repetitions - missesMost(repetitions, confidence));
}

/** The least m with P(Bin(n, p) > m) < FALSE_ALARM, by summing the law from 0 in logarithms. */
function missesMost(n: number, p: number): number {
  let logMass = n * Math.log1p(-p);
  let upper = 1 - Math.exp(logMass);
  let m = 0;
  while (upper >= FALSE_ALARM) {
    m++;
    logMass += Math.log((n - m + 1) / m) + Math.log(p) - Math.log1p(-p);
    upper -= Math.exp(logMass);
  }
  return m;
}
