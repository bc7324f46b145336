import { certain, difference, impossible, type Probability } from '../probability.js';
import { steadyAvailability } from '../steady-availability.js';
import { type ServiceStructure, serviceWorks } from './structure.js';
import { meanDown, meanUp, neverFails, type Unit } from './unit.js';

/** Steady availability of a unit: 0 when it fails once and for all, 1 when its failures take no time. */
export function longRunAvailability(unit: Unit): Probability {
  if (neverFails(unit)) return certain;
  return unit.repaired ? steadyAvailability(meanUp(unit), meanDown(unit)) : impossible;
}

/**
 * Outages of the service per hour in the long run: each component's own failures per hour, 1 / (MUT_i + MDT_i), times the
 * probability that the service hangs on it (its Birnbaum importance at the steady availabilities).
 *
 * Exact for independent components that never fail at the same instant.
 *
 * Source: the frequency formula for alternating renewal processes, W. G. Schneeweiss (1981).
 */
export function outagesPerHour(structure: ServiceStructure): number {
  const layers = structure.series.map((unit) => ownOutages(structure, unit));
  const servers = structure.servers.map((group) => {
    const others = structure.servers.filter((other) => other !== group);
    const one = { ...group, count: 1 };
    const rest = group.count === 1 ? [] : [{ ...group, count: group.count - 1 }];
    return group.count * ownOutages({ ...structure, servers: [...others, ...rest, one] }, one);
  });
  return [...layers, ...servers].reduce((sum, outages) => sum + outages, 0);
}

/** Outages per hour that begin with a failure of one component. */
function ownOutages(structure: ServiceStructure, component: Unit): number {
  if (neverFails(component) || !component.repaired || meanDown(component) === 0) return 0;
  const when = (state: Probability): Probability =>
    serviceWorks(structure, (unit) => (unit === component ? state : longRunAvailability(unit)));
  return difference(when(certain), when(impossible)) / (meanUp(component) + meanDown(component));
}
