import { clopperPearson } from './clopper-pearson.js';
import type { Interval } from './interval.js';

/**
 * A band around an empirical distribution function F_n at given times that holds at all of them at once.
 *
 * The intersection of two bands, each at half the error: Dvoretzky, Kiefer and Wolfowitz's F_n +- sqrt(log(2 / a) / (2 n)) with
 * Massart's constant (all t at once, of equal width, good in the middle), and Clopper and Pearson's with a / m at each of the m
 * times (Bonferroni, narrow where F_n is close to 0 or 1). Then, as F does not fall, each low end is raised to those
 * before it and each high end lowered to those after it.
 * Source: P. Massart (1990), The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality, Ann. Probab. 18, 1269-1283.
 *
 * @param counts trials at or below each time, not falling
 * @param trials > 0
 * @param tail half of 1 - confidence
 */
export function distributionBand(counts: readonly number[], trials: number, tail: number): Interval[] {
  const error = tail; // half of the 2 tail that may be missed
  const reach = Math.sqrt(Math.log(2 / error) / (2 * trials));
  const pointTail = error / 2 / counts.length;
  const band = counts.map((count) => {
    const share = count / trials;
    const { low, high } = clopperPearson(count, trials, pointTail);
    return { low: Math.max(low, share - reach), high: Math.min(high, share + reach) };
  });
  let low = 0;
  const raised = band.map((interval) => {
    low = Math.max(low, interval.low);
    return { low, high: interval.high };
  });
  let high = 1;
  for (const interval of raised.toReversed()) {
    high = Math.min(high, interval.high);
    interval.high = high;
  }
  return raised;
}
