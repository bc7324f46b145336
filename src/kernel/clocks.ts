import { type BoundLaw, ParameterError } from '../net/distributions/distribution.js';
import { evaluate, type Frame } from '../net/expression/evaluate.js';
import { bindLaw } from '../net/law.js';
import type { Activity, Law, Net } from '../net/net.js';
import { checkAge, checkDelay, checkPeriod, checkProbability, KernelFault, noNextTime } from './faults.js';

/**
 * Arithmetic of clocks, in one place because the interpreter and the compiled code must agree in every bit.
 */

/** Whether setting the activity's clock takes a variate from its stream: everything but fixed delays and sure calendars. */
export function takesVariate(activity: Activity): boolean {
  const timing = activity.timing;
  switch (timing.kind) {
    case 'immediate':
    case 'at':
      return false;
    case 'rate':
      return true;
    case 'delay':
      return timing.law.distribution.name !== 'deterministic';
    case 'every':
      return timing.probability !== undefined;
  }
}

/** Grid points that fail before the first success: geometric, from a unit exponential. Infinity when nothing ever succeeds. */
export function gridPointsSkipped(exponential: number, probability: number): number {
  const hazard = -Math.log1p(-probability);
  return hazard === 0 ? Infinity : Math.floor(exponential / hazard);
}

/** The grid point offset + k period, k >= 0, that is `skipped` points after the first one strictly after `now`. */
export function gridPointAfter(now: number, period: number, offset: number, skipped: number): number {
  let point = now < offset ? 0 : Math.floor((now - offset) / period);
  if (!(point < Number.MAX_SAFE_INTEGER)) throw noNextTime(period);
  while (offset + point * period <= now) point++;
  return offset + (point + skipped) * period;
}

/** The least of the times strictly after `now` (at the trial's start also `now` itself); Infinity when none is left. */
export function listedTimeAfter(now: number, times: readonly number[], starting: boolean): number {
  let next = Infinity;
  for (const time of times) if ((time > now || (starting && time === now)) && time < next) next = time;
  return next;
}

/**
 * The next time of a calendar, or a delay from a law: what a clock set at `now` gets for the variate. `starting` at time 0, when
 * a clock may have an age.
 */
export function drawClock(
  net: Net,
  activity: number,
  variate: number,
  now: number,
  starting: boolean,
  frame: Frame,
): number {
  const { timing } = net.activities[activity] as Activity;
  switch (timing.kind) {
    case 'immediate':
    case 'rate':
      throw new Error(`${timing.kind} activities have no drawn clock`);
    case 'every': {
      const skipped =
        timing.probability === undefined
          ? 0
          : gridPointsSkipped(variate, checkProbability(evaluate(timing.probability, frame)));
      const period = checkPeriod(evaluate(timing.period, frame));
      return gridPointAfter(now, period, checkDelay(evaluate(timing.offset, frame)), skipped);
    }
    case 'at':
      return listedTimeAfter(
        now,
        timing.times.map((time) => evaluate(time, frame)),
        starting,
      );
    case 'delay': {
      const law = timing.law.bound ?? boundLaw(timing.law, frame);
      const age = starting && timing.age !== undefined ? checkAge(evaluate(timing.age, frame)) : 0;
      return checkDelay(age === 0 ? law.draw(variate) : residualLife(law, age, variate));
    }
  }
}

/** The law with the numbers that its parameters have in the present state. */
function boundLaw(law: Law, frame: Frame): BoundLaw {
  try {
    return bindLaw(law, (expression) => evaluate(expression, frame));
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    throw new KernelFault(`${law.distribution.name} delay, ${error.message}`);
  }
}

/** Remaining life of something of the given age: H^-1(H(age) + E) - age. */
function residualLife(law: BoundLaw, age: number, exponential: number): number {
  const hazard = law.hazard(age);
  if (hazard === Infinity) throw new KernelFault(`the age ${age} is beyond the longest life`);
  return Math.max(0, law.draw(hazard + exponential) - age);
}
