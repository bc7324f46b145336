import type { Activity, Net } from '../net/net.js';
import { rangeOf } from './natural-range.js';

export interface LongRunLength {
  readonly warmUp: number;
  readonly length: number;
  readonly notes: readonly string[];
}

/** In multiples of the time scale: what is wanted, and what is kept while a replication costs less than the hard limit. */
const WANTED = { warmUp: 5, length: 50 };
const KEPT = { warmUp: 2, length: 5 };
/** Events that a replication should cost at most, and may cost at most. */
const EVENTS_WANTED = 20_000;
const EVENTS_LIMIT = 2_000_000;
/** Multiples of the longest period of a calendar that are tried for one that holds all others a whole number of times. */
const MULTIPLES_TRIED = 100_000;

/**
 * Warm-up W and observed length L of one replication of a long run (replications with deletion): what the net says, else
 * 5 and 50 times the net's time scale, which is the largest mean delay among the timed activities whose delay does not
 * depend on the state (and of a rate that does, the inverse of its largest value).
 *
 * The bias left is about (initial difference) (tau / L) exp(-W / tau), tau the relaxation time. Parts that fail and are repaired
 * forget faster than their mean life, so 5 scales leave less than 1 % of the initial difference, over L less than 2e-4 of it.
 * That is a rule, not a bound: ageing in step, long queues, and modes that are left only by a rare coincidence of several parts forget more
 * slowly than any single delay says. The two halves of L are compared in every run, and a visible drift is reported.
 *
 * A replication that would cost more than 20,000 events is shortened: first L down to 5 scales, then W down to 2. Only above
 * 2,000,000 events are both cut further, with a note. Where there are calendars L is brought down to whole periods of them.
 *
 * @param eventsPerTime events per unit of time, from a pilot run; without it nothing is shortened
 */
export function longRunLength(
  net: Net,
  set: {
    readonly warmUp?: number | undefined;
    readonly length?: number | undefined;
    readonly eventsPerTime?: number | undefined;
  },
): LongRunLength {
  const { eventsPerTime = 0 } = set;
  const scale = timeScale(net);
  const unit = scale ?? 1;
  const affordable = eventsPerTime > 0 ? EVENTS_WANTED / eventsPerTime : Infinity;
  const limit = eventsPerTime > 0 ? EVENTS_LIMIT / eventsPerTime : Infinity;
  let warmUp = WANTED.warmUp * unit;
  let length = Math.min(WANTED.length * unit, Math.max(KEPT.length * unit, affordable - warmUp));
  if (warmUp + length > affordable) warmUp = Math.max(KEPT.warmUp * unit, affordable - length);
  const shrink = Math.min(1, limit / (warmUp + length));
  warmUp = set.warmUp ?? warmUp * shrink;
  length = set.length ?? wholePeriods(net, length * shrink);
  const notes: string[] = [];
  if (scale === undefined && set.warmUp === undefined) {
    notes.push('no delay of the net is known beforehand, the warm-up is a guess: set run.warm-up');
  }
  if (shrink < 1 && set.warmUp === undefined) {
    notes.push(
      `the warm-up is short beside the slowest mean delay ${unit} ${net.timeUnit}, to keep a replication affordable`,
    );
  }
  return { warmUp, length, notes };
}

/**
 * The longest time of at most `length` both halves of which hold each calendar's period a whole number of times: all trials begin at
 * the same point of a calendar, and a part of a period more at the same end of each would count once too often. If there is no
 * such time, one that is right for the calendar of the longest period.
 */
function wholePeriods(net: Net, length: number): number {
  const periods = net.activities.flatMap(({ timing }) =>
    timing.kind === 'every' ? [rangeOf(net, timing.period).high] : [],
  );
  const longest = Math.max(...periods);
  const most = Math.floor(length / 2 / longest);
  if (periods.length === 0 || most < 1) return length;
  const isWhole = (time: number): boolean =>
    periods.every((period) => Math.abs(time / period - Math.round(time / period)) < 1e-9 * (time / period));
  let common = longest;
  const tried = Math.min(most, MULTIPLES_TRIED);
  for (let multiple = 1; multiple <= tried; multiple++) {
    if (!isWhole(multiple * longest)) continue;
    common = multiple * longest;
    break;
  }
  return Math.floor(length / 2 / common) * 2 * common;
}

/** The largest mean delay that can be told without running the net; undefined when there is none. */
export function timeScale(net: Net): number | undefined {
  const means = net.activities
    .map((activity) => meanDelay(net, activity))
    .filter((mean) => mean > 0 && mean < Infinity);
  return means.length > 0 ? Math.max(...means) : undefined;
}

function meanDelay(net: Net, { timing }: Activity): number {
  switch (timing.kind) {
    case 'rate':
      return 1 / rangeOf(net, timing.rate).high;
    case 'delay': {
      const speed = timing.speed === undefined ? 1 : rangeOf(net, timing.speed).high;
      return timing.law.bound === undefined ? 0 : timing.law.bound.mean / speed;
    }
    case 'every': {
      const probability = timing.probability === undefined ? 1 : rangeOf(net, timing.probability).high;
      return rangeOf(net, timing.period).high / probability;
    }
    default:
      return 0;
  }
}
