import type { System } from '../../../system/system.js';
import type { Probability } from '../probability.js';
import { type ClosedFormAnswer, numberAnswer, probabilityAnswer, refused } from './answer.js';
import {
  broken,
  failuresAreSeen,
  independenceAssumptions,
  outOfStep,
  reliabilityAssumptions,
  shocksAreFewBy,
  twoStates,
} from './assumptions.js';
import { availabilityAt, reliabilityAt } from './at-time.js';
import { longRunAvailability, outagesPerHour } from './long-run.js';
import { averageOver } from './over-time.js';
import { serviceForm } from './service-form.js';
import { capacity, serviceWorks, structureOf, unitsOf } from './structure.js';

/** A(t), t in hours. */
export function pointAvailabilityAnswer(system: System, time: number): ClosedFormAnswer {
  const found = availabilityOverTime(system, time);
  return 'reasons' in found ? refused(...found.reasons) : probabilityAnswer(found.at(time), found.form, found.method);
}

/** The expected share of 0 .. `until` hours in which the service is up. */
export function intervalAvailabilityAnswer(system: System, until: number): ClosedFormAnswer {
  const found = availabilityOverTime(system, until);
  if ('reasons' in found) return refused(...found.reasons);
  const average = averageOver(found.at, until);
  if (average === undefined) return refused('the integral of A(t) did not settle');
  return probabilityAnswer(average, found.form, `time average of ${found.method}, by adaptive Gauss-Kronrod`);
}

/** The long-run share of time in which the service is up. */
export function longRunAvailabilityAnswer(system: System): ClosedFormAnswer {
  const structure = structureOf(system);
  const reasons = broken(longRunAssumptions, system, structure);
  if (reasons.length > 0) return refused(...reasons);
  return probabilityAnswer(serviceWorks(structure, longRunAvailability), 'availability', longRunMethod(system));
}

/** Mean length in hours of the service's up times (`mut`) or outages (`mdt`) in the long run. */
export function meanSpanAnswer(system: System, span: 'mut' | 'mdt'): ClosedFormAnswer {
  const structure = structureOf(system);
  const reasons = broken([...longRunAssumptions, failuresAreSeen], system, structure);
  if (reasons.length > 0) return refused(...reasons);
  const frequency = outagesPerHour(structure);
  if (!(frequency > 0)) return refused('the service has no outages in the long run');
  const works = serviceWorks(structure, longRunAvailability);
  const [share, name] = span === 'mut' ? [works.value, 'A'] : [works.complement, '1 - A'];
  const method = `(${name}) / sum_i I_B(i) / (MUT_i + MDT_i), A = ${longRunMethod(system)}`;
  return numberAnswer(share / frequency, 'availability', method);
}

/** Expected number of servers up while the layers are, in the long run. */
export function longRunCapacityAnswer(system: System): ClosedFormAnswer {
  const structure = structureOf(system);
  const reasons = broken(longRunAssumptions, system, structure);
  if (reasons.length > 0) return refused(...reasons);
  const value = capacity(structure, longRunAvailability);
  return numberAnswer(value, 'availability', 'product of the steady availabilities below the servers, times their sum');
}

const longRunAssumptions = [...independenceAssumptions, outOfStep];

const longRunMethod = (system: System): string =>
  `${serviceForm(system).formula} with A_i = MUT_i / (MUT_i + MDT_i) for R_i`;

type OverTime =
  | { readonly at: (time: number) => Probability; readonly form: string; readonly method: string }
  | { readonly reasons: readonly string[] };

function availabilityOverTime(system: System, until: number): OverTime {
  const structure = structureOf(system);
  const { id, formula } = serviceForm(system);
  const isRepaired = unitsOf(structure).some((unit) => unit.repaired);
  const reasons = broken(
    isRepaired ? [...independenceAssumptions, twoStates] : [...reliabilityAssumptions, shocksAreFewBy(until)],
    system,
    structure,
  );
  if (reasons.length > 0) return { reasons };
  if (!isRepaired) {
    const method = `${formula}, R_i(t) = exp(-H_i(t)), for nothing is repaired`;
    return { at: (time) => reliabilityAt(system, structure, time), form: id, method };
  }
  const method = `${formula} with A_i(t) of two-state components for R_i`;
  return { at: (time) => availabilityAt(structure, time), form: 'two-state', method };
}
