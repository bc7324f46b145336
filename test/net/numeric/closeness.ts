import { expect } from 'vitest';

/** One rounding: half the distance between 1 and the next double. */
export const ROUNDING = 2 ** -53;

/** Asserts that `found` is within so many roundings of `wanted`, relative to `wanted`. */
export function expectWithinRoundings(found: number, wanted: number, roundings: number, what: string): void {
  if (found === wanted) return;
  const error = Math.abs(found - wanted) / Math.abs(wanted) / ROUNDING;
  expect(error, `${what}: found ${found}, wanted ${wanted}, roundings off`).toBeLessThanOrEqual(roundings);
}
