import type { Net, Place } from '../net/net.js';
import { describeState } from '../net/print.js';
import { TrialError } from './plan.js';

/** What a net forbids, met while a trial ran; becomes a TrialError with activity, trial, time and state. */
export class KernelFault extends Error {}

/** Firings at one instant after which time is taken not to advance any more. */
export function firingsWithoutAdvance(net: Net): number {
  return 1000 + 100 * (net.activities.length + (net.counted ?? 0));
}

/** Time stands still while these activities fire in turn. */
export function noProgress(names: readonly string[]): KernelFault {
  const shown = names.slice(0, namesShown).join(', ');
  const more = names.length > namesShown ? ` and ${names.length - namesShown} more` : '';
  return new KernelFault(`time does not advance: ${shown}${more} fire again and again at one instant`);
}

const namesShown = 10;

/**
 * Checks read `!(good)` so that NaN fails them. What they say is put together in functions of its own: V8 writes the number out as text
 * before it knows whether the check fails when the text is built in its place.
 */
export function checkPlaceValue(net: Net, place: number, value: number): void {
  const { min, max } = net.places[place] as Place;
  if (!(value >= min && value <= max && Number.isInteger(value))) throw illegalValue(net.places[place] as Place, value);
}

export function checkWeight(weight: number): number {
  if (!(weight >= 0 && weight < Infinity)) throw refused('a case weight', weight, '0 or more');
  return weight;
}

export function checkTotalWeight(total: number): number {
  if (!(total > 0)) throw new KernelFault('all case weights are 0');
  if (!(total < Infinity)) throw infiniteWeights(total);
  return total;
}

export const isSpeed = (value: number): boolean => value >= 0 && value < Infinity;

export function checkSpeed(speed: number): number {
  if (!isSpeed(speed)) throw refused('a rate or speed', speed, '0 or more and finite');
  // -log(1) is -0, by which a division would give -Infinity.
  return speed + 0;
}

export function checkDelay(delay: number): number {
  if (!(delay >= 0 && delay < Infinity)) throw refused('a delay', delay, '0 or more and finite');
  return delay;
}

export function checkPeriod(period: number): number {
  if (!(period > 0 && period < Infinity)) throw refused('the period of a calendar', period, 'above 0 and finite');
  return period;
}

export function checkProbability(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw refused('a probability', probability, '0..1');
  return probability;
}

export function checkAge(age: number): number {
  if (!(age >= 0 && age < Infinity)) throw refused('an age', age, '0 or more and finite');
  return age;
}

/** A calendar has no point that a number can tell from its neighbours. */
export function noNextTime(period: number): KernelFault {
  return new KernelFault(`a calendar of period ${period} has no next time`);
}

function refused(what: string, value: number, need: string): KernelFault {
  return new KernelFault(`${what} is ${value}; it must be ${need}`);
}

function illegalValue({ name, min, max }: Place, value: number): KernelFault {
  return new KernelFault(`${name} would become ${value}; it must be an integer in ${min}..${max}`);
}

function infiniteWeights(total: number): KernelFault {
  return new KernelFault(`the case weights add up to ${total}; their sum must be finite`);
}

export function trialError(
  net: Net,
  fault: Error,
  activity: string | undefined,
  trial: number,
  time: number,
  state: ArrayLike<number>,
): TrialError {
  if (fault instanceof TrialError) return fault;
  return new TrialError(fault.message, activity, trial, time, describeState(net, state));
}
