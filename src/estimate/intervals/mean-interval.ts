import type { Moments } from '../moments.js';
import { probabilityHigh } from './clopper-pearson.js';
import { FEW, fewDeviations } from './few-deviations.js';
import { type Interval, type Range, within } from './interval.js';
import { skewedStudent } from './skewed-student.js';

export interface NamedInterval extends Interval {
  /** Names the statistic: "Student on 10000 trials, skewness corrected". */
  readonly method: string;
  readonly notes: readonly string[];
}

/** What is known of a value in one trial before anything is seen. */
export interface Support {
  readonly range: Range;
  /** The largest a value is taken to be when only zeros were seen and the range has no end: 1 for a count. */
  readonly quantum?: number;
}

/**
 * Interval for the mean of independent observations, honest also where they are bounded, skewed and nearly all the same.
 *
 * - One observation: the range, nothing is known of the spread.
 * - All equal: at most a proportion p of trials differs (Clopper-Pearson on 0 of n), so that the mean is within p times the
 *   range; an end of infinite range stays at the value, with a note.
 * - Fewer than 30 trials away from an end of the range: P(away) times the mean distance, see `fewDeviations`.
 * - Else Student's with Hall's correction for skewness, see `skewedStudent`, cut to the range.
 *
 * @param tail left out on each side, in (0, 0.5)
 */
export function meanInterval(moments: Moments, support: Support, tail: number): NamedInterval {
  const { count, min, max } = moments;
  const { range } = support;
  if (count === 0) return { ...range, method: 'no trial', notes: ['nothing was observed'] };
  if (count === 1) return { ...range, method: 'one trial', notes: ['one trial says nothing about the spread'] };
  if (min === max) return constantInterval(moments, support, tail);
  for (const end of [range.low, range.high]) {
    const away = count - moments.countAt(end);
    if (away < FEW && 2 * away <= count) return nearEnd(moments, support, end, away, tail);
  }
  return {
    ...within(skewedStudent(moments, tail), range),
    method: `Student on ${count} trials, skewness corrected`,
    notes: [],
  };
}

function constantInterval(moments: Moments, support: Support, tail: number): NamedInterval {
  const { count, mean } = moments;
  const { range, quantum } = support;
  const different = probabilityHigh(0, count, tail);
  const reach = (room: number): number =>
    room === 0 ? 0 : different * (Number.isFinite(room) ? room : (quantum ?? 0));
  const low = mean - reach(mean - range.low);
  const high = mean + reach(range.high - mean);
  const notes = [`all ${count} trials gave the same`];
  if (!Number.isFinite(range.high) && quantum !== undefined)
    notes.push(`a differing trial is taken to add at most ${quantum}`);
  if (low === high) notes.push(`another value has a probability below ${different.toPrecision(3)} and could be any`);
  return { low, high, method: `Clopper-Pearson on 0 of ${count} trials that differ`, notes };
}

function nearEnd(moments: Moments, support: Support, end: number, away: number, tail: number): NamedInterval {
  const { count } = moments;
  const { range } = support;
  const total = count * Math.abs(moments.mean - end);
  const mean = total / away;
  // Of the deviations d of those away: sum d^2 = S2 + n (mean - end)^2.
  const squares = moments.second + total * Math.abs(moments.mean - end);
  const variance = away > 1 ? Math.max(0, squares - total * mean) / (away - 1) : 0;
  const size = range.high - range.low;
  const deviations = {
    trials: count,
    deviating: away,
    mean,
    variation: Math.sqrt(variance) / mean,
    max: size,
    unseen: size,
  };
  const distance = fewDeviations(deviations, tail);
  const interval =
    end === range.low
      ? { low: end + distance.low, high: end + distance.high }
      : { low: end - distance.high, high: end - distance.low };
  return {
    ...within(interval, range),
    method: `Clopper-Pearson on ${away} of ${count} trials away from ${end}, times a gamma mean`,
    notes: [],
  };
}
