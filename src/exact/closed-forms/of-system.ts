import { hoursOf } from '../../system/net-time.js';
import { standardMeasures } from '../../system/pieces/measures.js';
import type { System } from '../../system/system.js';
import { type ClosedFormAnswer, numberAnswer, refused } from './system/answer.js';
import {
  intervalAvailabilityAnswer,
  longRunAvailabilityAnswer,
  longRunCapacityAnswer,
  meanSpanAnswer,
  pointAvailabilityAnswer,
} from './system/availability-answers.js';
import { mttfAnswer, reliabilityAnswer } from './system/reliability-answers.js';
import { structureOf } from './system/structure.js';

export type { ClosedFormAnswer } from './system/answer.js';

const HOURS_A_YEAR = 8760;

/**
 * The closed form of a standard measure of a system, or every assumption that the system breaks.
 *
 * `time` in hours > 0 is the point of a curve (`reliability-curve`, `point-availability`) or another bound than the system's
 * own: the mission for `reliability`, the horizon for `availability`. Means are in hours, availability and reliability come
 * with their complements. Nothing is estimated: integrals carry a relative error below 1e-9, or no answer is given.
 */
export function closedForm(system: System, measure: string, time?: number): ClosedFormAnswer {
  if (system.measuresAdded[measure] !== undefined) return refused(`${measure} is the system's own measure`);
  const answer = standardMeasures(system).has(measure) ? answers.get(measure) : undefined;
  return answer === undefined ? refused(`no closed form gives ${measure}`) : answer(system, time);
}

type Answer = (system: System, time: number | undefined) => ClosedFormAnswer;

const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['reliability', (system, time) => reliabilityAnswer(system, time ?? missionOf(system))],
  ['reliability-curve', (system, time) => reliabilityAnswer(system, pointOf('reliability-curve', time))],
  ['mttf', mttfAnswer],
  ['availability', (system, time) => intervalAvailabilityAnswer(system, time ?? horizonOf(system))],
  ['availability-long-run', longRunAvailabilityAnswer],
  ['point-availability', (system, time) => pointAvailabilityAnswer(system, pointOf('point-availability', time))],
  ['mut', (system) => meanSpanAnswer(system, 'mut')],
  ['mdt', (system) => meanSpanAnswer(system, 'mdt')],
  ['nines', ninesAnswer],
  ['downtime-year', downtimeAnswer],
  ['capacity', capacityAnswer],
  ['capacity-share', capacityShareAnswer],
]);

function ninesAnswer(system: System): ClosedFormAnswer {
  return ofUnavailability(overallAvailability(system), (down) => -Math.log10(down), '-log10(1 - A)');
}

function downtimeAnswer(system: System): ClosedFormAnswer {
  return ofUnavailability(overallAvailability(system), (down) => down * HOURS_A_YEAR, `${HOURS_A_YEAR} (1 - A)`);
}

function capacityAnswer(system: System): ClosedFormAnswer {
  return hasLongRun(system)
    ? longRunCapacityAnswer(system)
    : refused('capacity has a closed form in the long run only');
}

function capacityShareAnswer(system: System): ClosedFormAnswer {
  const answer = capacityAnswer(system);
  if (!answer.applies) return answer;
  const { serverCount } = structureOf(system);
  return numberAnswer(answer.value / serverCount, answer.form, `${answer.method}, over ${serverCount}`);
}

function ofUnavailability(
  availability: ClosedFormAnswer,
  of: (down: number) => number,
  formula: string,
): ClosedFormAnswer {
  if (!availability.applies) return availability;
  const { value, complement = 1 - value, form, method } = availability;
  return numberAnswer(of(complement), form, `${formula}, A = ${method}`);
}

/** The availability that measures without a time of their own speak of: in the long run, or up to the horizon. */
function overallAvailability(system: System): ClosedFormAnswer {
  return hasLongRun(system) ? longRunAvailabilityAnswer(system) : intervalAvailabilityAnswer(system, horizonOf(system));
}

const hasLongRun = (system: System): boolean => standardMeasures(system).has('availability-long-run');
const horizonOf = (system: System): number => hoursOf(system.horizon);
const missionOf = (system: System): number => hoursOf(system.mission ?? system.horizon);

function pointOf(measure: string, time: number | undefined): number {
  if (time !== undefined && time >= 0) return time;
  throw new Error(`${measure} is a curve: the closed form needs a time >= 0, not ${time}`);
}
