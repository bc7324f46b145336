import type { System } from '../../../system/system.js';
import { both, type Probability } from '../probability.js';
import { twoStateAvailability } from '../two-state.js';
import { coursesBy } from './shocks.js';
import { type ServiceStructure, serviceWorks } from './structure.js';
import { neverFails, repairRate, survival, totalRate, type Unit } from './unit.js';

/**
 * R(t): probability that nothing the service needs has failed for good by time t, over the courses that the common causes
 * can have taken. Holds for a coupled system too: what a lost layer takes down, it takes down after the mission is lost.
 */
export function reliabilityAt(system: System, structure: ServiceStructure, time: number): Probability {
  let value = 0;
  let complement = 0;
  for (const course of coursesBy(system, time)) {
    const works = serviceWorks(structure, (unit) => both(survival(unit, time), course.missed(unit.id)));
    value += course.probability * works.value;
    complement += course.probability * works.complement;
  }
  return { value: Math.min(1, value), complement: Math.min(1, complement) };
}

/** A(t) of independent components, each with exponential up and down times or never repaired. */
export function availabilityAt(structure: ServiceStructure, time: number): Probability {
  return serviceWorks(structure, (unit) => unitAvailability(unit, time));
}

/** A(t) of one of them. */
export function unitAvailability(unit: Unit, time: number): Probability {
  if (!unit.repaired) return survival(unit, time);
  const failureRate = totalRate(unit);
  const rate = unit.stages.length === 0 ? Infinity : repairRate(unit);
  if (rate === Infinity || neverFails(unit)) return { value: 1, complement: 0 };
  if (failureRate === undefined || rate === undefined) throw new Error(`${unit.name} is not a two-state component`);
  return twoStateAvailability({ failureRate, repairRate: rate }, time);
}
