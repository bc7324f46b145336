import type { System } from '../../../system/system.js';
import { type ClosedFormAnswer, numberAnswer, probabilityAnswer, refused } from './answer.js';
import { broken, reliabilityAssumptions, shocksAreFewBy, shocksHitAll } from './assumptions.js';
import { reliabilityAt } from './at-time.js';
import { meanOf } from './over-time.js';
import { serviceForm } from './service-form.js';
import { structureOf } from './structure.js';

/** R(t), t in hours: the service is not seen down in 0 .. t. */
export function reliabilityAnswer(system: System, time: number): ClosedFormAnswer {
  const structure = structureOf(system);
  const reasons = broken([...reliabilityAssumptions, shocksAreFewBy(time)], system, structure);
  if (reasons.length > 0) return refused(...reasons);
  const { id, formula } = serviceForm(system);
  return probabilityAnswer(reliabilityAt(system, structure, time), id, `${formula}, R_i(t) = exp(-H_i(t))`);
}

/** MTTF in hours: the mean time until the service is first seen down. */
export function mttfAnswer(system: System): ClosedFormAnswer {
  const structure = structureOf(system);
  const reasons = broken([...reliabilityAssumptions, shocksHitAll], system, structure);
  if (reasons.length > 0) return refused(...reasons);
  const { id, formula } = serviceForm(system);
  const mean = meanOf((time) => reliabilityAt(system, structure, time));
  if (mean === undefined) return refused('the integral of R(t) is infinite or did not settle');
  return numberAnswer(mean, id, `integral of R(t) = ${formula}, R_i(t) = exp(-H_i(t)), by adaptive Gauss-Kronrod`);
}
