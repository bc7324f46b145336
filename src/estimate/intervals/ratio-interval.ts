import { chiSquareQuantile } from '../numeric/chi-square-quantile.js';
import { studentQuantile } from '../numeric/student-quantile.js';
import type { PairMoments } from '../pair-moments.js';
import { probabilityHigh } from './clopper-pearson.js';
import { FEW } from './few-deviations.js';
import { type Range, within } from './interval.js';
import type { NamedInterval } from './mean-interval.js';
import { effectiveCount, skewedQuantile } from './skewed-student.js';

/** How far out, in doublings of the first step, an end is looked for before it is called infinite. */
const DOUBLINGS = 60;

/**
 * Fieller's interval for E[y] / E[x] from independent pairs, corrected for skewness: all r that a test of E[y - r x] = 0 does not
 * refute, the test being that of `skewedStudent`.
 *
 * Unlike the delta method it does not take the denominator for known: when E[x] may be 0 an end is infinite. Fewer than 30 pairs
 * other than (0, 0), of a ratio that cannot be negative: the delta method, but at least as wide as 2 k r / c^2 over the chi-square
 * quantiles with 2 k / c^2 degrees of freedom, k those pairs and c the coefficient of variation of one pair's y - r x (at least
 * 1), which is exact when each pair is one exponential duration.
 * The estimate itself, mean y / mean x, has a bias of order 1/n.
 * Source: E. Fieller (1954), Some problems in interval estimation, J. R. Stat. Soc. B 16, 175-185.
 *
 * @param pairs (x, y), x >= 0
 * @param range of the ratio
 * @param tail left out on each side, in (0, 0.5)
 */
export function ratioInterval(pairs: PairMoments, range: Range, tail: number): NamedInterval {
  const { count, active, meanX, meanY } = pairs;
  if (!(meanX > 0)) {
    return { ...range, method: `ratio of totals on ${count} trials`, notes: ['the denominator was 0 in every trial'] };
  }
  const ratio = meanY / meanX;
  if (active > 1 && pairs.combination(-ratio, 1).variance <= (meanY * 1e-15) ** 2)
    return constantRatio(pairs, ratio, range, tail);
  if (active < FEW && range.low >= 0) return fewPairs(pairs, ratio, range, tail);
  const low = fiellerEnd(pairs, ratio, -1, tail);
  const high = fiellerEnd(pairs, ratio, 1, tail);
  return { ...within({ low, high }, range), method: `Fieller on ${count} trials, skewness corrected`, notes: [] };
}

/** Every trial gave the same ratio: at most a proportion p of the pairs that count differs. */
function constantRatio(pairs: PairMoments, ratio: number, range: Range, tail: number): NamedInterval {
  const different = probabilityHigh(0, pairs.active, tail);
  const reach = (room: number): number => (Number.isFinite(room) ? different * room : 0);
  const low = ratio - reach(ratio - range.low);
  const high = ratio + reach(range.high - ratio);
  const notes = [`the ratio was the same in all ${pairs.active} trials that count`];
  if (low === high) notes.push(`another value has a probability below ${different.toPrecision(3)} and could be any`);
  return { low, high, method: `Clopper-Pearson on 0 of ${pairs.active} trials that differ`, notes };
}

/** With few pairs that count, Fieller's denominator is soon in doubt: it is taken as it is, and the pairs as gamma. */
function fewPairs(pairs: PairMoments, ratio: number, range: Range, tail: number): NamedInterval {
  const { count, active, meanX } = pairs;
  const { variance, skewness } = pairs.combination(-ratio, 1);
  const error = Math.sqrt(variance / count) / meanX;
  const variation = Math.max(1, (error * Math.sqrt(active)) / ratio);
  const freedom = (2 * active) / variation ** 2;
  const method = `delta method on the ${active} of ${count} trials that count, at least gamma`;
  if (active < 2 || ratio === 0) {
    return { ...range, method, notes: ['too few trials count to say anything about the spread'] };
  }
  const q = studentQuantile(tail, Math.max(1, Math.min(active, effectiveCount(count, skewness)) - 1));
  const s = skewness / Math.sqrt(count);
  const low = Math.min(
    ratio - error * Math.max(q, skewedQuantile(q, s)),
    (ratio * freedom) / chiSquareQuantile(1 - tail, freedom),
  );
  const high = Math.max(
    ratio - error * Math.min(-q, skewedQuantile(-q, s)),
    (ratio * freedom) / chiSquareQuantile(tail, freedom),
  );
  return { ...within({ low, high }, range), method, notes: [] };
}

/** The farthest r on one side (1 above, -1 below) that is not refuted. */
function fiellerEnd(pairs: PairMoments, ratio: number, side: 1 | -1, tail: number): number {
  const { count, active, meanX } = pairs;
  const { variance, skewness } = pairs.combination(-ratio, 1);
  const error = Math.sqrt(variance / count);
  const q = studentQuantile(tail, Math.max(1, Math.min(active, effectiveCount(count, skewness)) - 1));
  const holds = (r: number): boolean => {
    // Turned so that the mean is positive beyond r = ratio on this side.
    const turned = pairs.combination(side * r, -side);
    const s = turned.skewness / Math.sqrt(count);
    return turned.mean <= Math.sqrt(turned.variance / count) * Math.max(q, skewedQuantile(q, s));
  };
  // Where nothing varies, rounding still does.
  let step = Math.max((q * error) / meanX, Math.abs(ratio) * 1e-15);
  if (step === 0) return ratio;
  let inside = ratio;
  let doublings = 0;
  while (holds(ratio + side * step)) {
    inside = ratio + side * step;
    step *= 2;
    if (++doublings > DOUBLINGS) return side * Infinity;
  }
  let outside = ratio + side * step;
  for (let i = 0; i < 60; i++) {
    const middle = (inside + outside) / 2;
    if (middle === inside || middle === outside) break;
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return outside;
}
