import { isConstant } from '../../net/expression/analyse.js';
import { evaluate } from '../../net/expression/evaluate.js';
import type { Expression } from '../../net/expression/expression.js';
import type { Activity, Net } from '../../net/net.js';
import { ExactRefusal } from '../explore/refusal.js';

/** A calendar of a net with its numbers, in steps of the common grid. */
export interface GridCalendar {
  readonly activity: number;
  /** Steps from one grid point of the calendar to the next, and from time 0 to its first. */
  readonly every: number;
  readonly offset: number;
  readonly probability: number;
}

/** What of a net runs by the clock instead of by chance. */
export interface FixedTiming {
  /** Delays of the activities with a fixed delay, by activity. */
  readonly delays: ReadonlyMap<number, number>;
  readonly grid?: { readonly step: number; readonly calendars: readonly GridCalendar[]; readonly cycle: number };
}

const STEPS_MOST = 10_000;

/** The fixed delays and calendars of a net; undefined when there are none. */
export function fixedTiming(net: Net): FixedTiming | undefined {
  const delays = new Map<number, number>();
  for (const [index, activity] of net.activities.entries()) {
    const delay = fixedDelay(activity);
    if (delay !== undefined) delays.set(index, delay);
  }
  const grid = gridOf(net);
  if (delays.size === 0 && grid === undefined) return undefined;
  return grid === undefined ? { delays } : { delays, grid };
}

function fixedDelay({ timing }: Activity): number | undefined {
  if (timing.kind !== 'delay' || timing.speed !== undefined || timing.age !== undefined) return undefined;
  const { bound, distribution } = timing.law;
  return distribution.name === 'deterministic' && bound !== undefined && bound.mean > 0 ? bound.mean : undefined;
}

function gridOf(net: Net): FixedTiming['grid'] {
  const frame = { state: [], constants: net.constants.map(({ value }) => value), lets: net.lets };
  const number = (name: string, expression: Expression): number => {
    if (isConstant(expression, net.lets)) return evaluate(expression, frame);
    throw new ExactRefusal(`the calendar of ${name} changes with the state`, 'simulate');
  };
  const found: { activity: number; period: number; offset: number; probability: number }[] = [];
  for (const [activity, { name, timing }] of net.activities.entries()) {
    if (timing.kind !== 'every') continue;
    const probability = timing.probability === undefined ? 1 : number(name, timing.probability);
    found.push({ activity, period: number(name, timing.period), offset: number(name, timing.offset), probability });
  }
  if (found.length === 0) return undefined;
  const step = found.flatMap(({ period, offset }) => [period, offset]).reduce(commonStep, 0);
  const steps = (time: number): number => Math.round(time / step);
  const calendars = found.map(({ activity, period, offset, probability }) => {
    if (offset > period)
      throw new ExactRefusal('a calendar begins later than its period', 'simulate, or shorten its offset');
    return { activity, every: steps(period), offset: steps(offset), probability };
  });
  const cycle = calendars.reduce((all, { every }) => (all * every) / gcd(all, every), 1);
  if (cycle > STEPS_MOST) throw new ExactRefusal('the calendars have no common grid that is coarse enough', 'simulate');
  return { step, calendars, cycle };
}

/** The largest time of which both are multiples, to rounding. */
function commonStep(a: number, b: number): number {
  let [larger, smaller] = [Math.max(a, b), Math.min(a, b)];
  while (smaller > 1e-9 * larger) {
    const rest = larger - Math.round(larger / smaller) * smaller;
    [larger, smaller] = [smaller, Math.abs(rest) > 1e-9 * larger ? Math.abs(rest) : 0];
  }
  return larger;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
