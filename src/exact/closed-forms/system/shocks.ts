import type { CommonCause, System } from '../../../system/system.js';
import { asProbability, both, certain, not, ofHazard, type Probability, power } from '../probability.js';
import { hitOf, shocksPerHour } from './shock-rates.js';
import { lifeLaw } from './unit.js';

/** One course that the common causes can have taken by some time. */
export interface Course {
  readonly probability: number;
  /** Probability that a component, by id, was missed by all the shocks of this course. */
  missed(id: string): Probability;
}

/** All courses by time t, their probabilities adding up to 1; one alone where there are no common causes. */
export function coursesBy(system: System, time: number): readonly Course[] {
  const none: Course = { probability: 1, missed: () => certain };
  return system.commonCauses.reduce<readonly Course[]>(
    (courses, cause) => courses.flatMap((course) => strikes(system, cause, time).map((next) => joined(course, next))),
    [none],
  );
}

/** Whether a common cause fails some member with a probability that is neither 0 nor 1. */
export function isChancy(cause: CommonCause): boolean {
  return cause.members.some((id) => hitOf(cause, id) > 0 && hitOf(cause, id) < 1);
}

function strikes(system: System, cause: CommonCause, time: number): readonly Course[] {
  if (isChancy(cause))
    return poisson(shockHazard(system, cause, time)).map((weight, count) => course(cause, weight, count));
  const quiet = ofHazard(shockHazard(system, cause, time));
  return [course(cause, quiet.value, 0), course(cause, quiet.complement, 1)];
}

/** Cumulative hazard of the first shock; the expected number of shocks when they come at random. */
function shockHazard(system: System, cause: CommonCause, time: number): number {
  const rate = shocksPerHour(system, cause);
  if (rate !== undefined) return rate * time;
  if (cause.kind === 'beta') throw new Error(`${cause.name}: a beta factor without a rate`);
  return lifeLaw(cause.life).hazard(time);
}

/** P(N = 0), P(N = 1), ... of a Poisson count, up to where the rest is below 1e-18 of P(N > 0). */
function poisson(mean: number): readonly number[] {
  const weights = [Math.exp(-mean)];
  const least = 1e-18 * -Math.expm1(-mean);
  let log = -mean;
  for (let count = 1; mean > 0; count += 1) {
    log += Math.log(mean / count);
    const weight = Math.exp(log);
    weights.push(weight);
    if (weight * (count + 1) <= least * (count + 1 - mean)) break;
  }
  return weights;
}

function course(cause: CommonCause, probability: number, shocks: number): Course {
  return {
    probability,
    missed: (id) => {
      const hit = cause.members.includes(id) ? hitOf(cause, id) : 0;
      return shocks === 0 || hit === 0 ? certain : power(not(asProbability(hit, 'hit')), shocks);
    },
  };
}

function joined(a: Course, b: Course): Course {
  return {
    probability: a.probability * b.probability,
    missed: (id) => both(a.missed(id), b.missed(id)),
  };
}
