import { checkDelay, checkPeriod, checkProbability, KernelFault } from '../../kernel/faults.js';
import { isConstant } from '../../net/expression/analyse.js';
import { evaluate } from '../../net/expression/evaluate.js';
import type { Expression } from '../../net/expression/expression.js';
import type { Activity, Net } from '../../net/net.js';
import { ExactRefusal, StateError } from '../explore/refusal.js';

/** A calendar of a net: it rings at offset, offset + period, ..., after time 0, each time with the probability. Times in the net's unit. */
export interface Calendar {
  readonly activity: number;
  readonly period: number;
  readonly offset: number;
  readonly probability: number;
}

/** What of a net runs by the clock instead of by chance. */
export interface FixedTiming {
  /** The fixed delays, by activity, in the net's unit of time. */
  readonly delays: ReadonlyMap<number, number>;
  readonly calendars: readonly Calendar[];
}

/** Whether anything in a net runs by the clock. */
export function isClocked(net: Net): boolean {
  return hasCalendars(net) || net.activities.some((activity) => fixedDelay(activity) !== undefined);
}

export function hasCalendars(net: Net): boolean {
  return net.activities.some(({ timing }) => timing.kind === 'every');
}

/** The fixed delays and calendars of a net. Throws an ExactRefusal for a calendar that changes with the state. */
export function fixedTiming(net: Net): FixedTiming {
  const delays = new Map<number, number>();
  for (const [index, activity] of net.activities.entries()) {
    const delay = fixedDelay(activity);
    if (delay !== undefined) delays.set(index, delay);
  }
  return { delays, calendars: calendarsOf(net) };
}

function fixedDelay({ timing }: Activity): number | undefined {
  if (timing.kind !== 'delay' || timing.speed !== undefined || timing.age !== undefined) return undefined;
  const { bound, distribution } = timing.law;
  return distribution.name === 'deterministic' && bound !== undefined && bound.mean > 0 ? bound.mean : undefined;
}

function calendarsOf(net: Net): Calendar[] {
  const frame = { state: [], constants: net.constants.map(({ value }) => value), lets: net.lets };
  const number = (name: string, expression: Expression, check: (value: number) => number): number => {
    if (!isConstant(expression, net.lets)) {
      throw new ExactRefusal(`the calendar of ${name} changes with the state`, 'simulate');
    }
    try {
      return check(evaluate(expression, frame));
    } catch (problem) {
      throw problem instanceof KernelFault ? new StateError(problem.message, name, []) : problem;
    }
  };
  return net.activities.flatMap(({ name, timing }, activity) => {
    if (timing.kind !== 'every') return [];
    const period = number(name, timing.period, checkPeriod);
    const offset = number(name, timing.offset, checkDelay);
    const { probability: given } = timing;
    const probability = given === undefined ? 1 : number(name, given, checkProbability);
    return { activity, period, offset, probability };
  });
}
