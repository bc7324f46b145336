import { namedLaw } from './law.js';
import { hoursOf, rateOf } from './net-time.js';
import type { Life } from './system.js';

/** How often a life ends, per hour; undefined when it is not exponential (or given for a mission that is not known). */
export function failuresPerHour(life: Life, mission: string | undefined): number | undefined {
  if (life.kind === 'mttf') return 1 / hoursOf(life.mttf);
  if (life.kind === 'reliability') {
    const over = life.mission ?? mission;
    return over === undefined ? undefined : -Math.log(life.reliability) / hoursOf(over);
  }
  const { distribution, parameters } = namedLaw(life.law);
  const [first] = parameters;
  if (distribution.name !== 'exponential' || first === undefined) return undefined;
  return first.spec.type === 'rate' ? rateOf(String(first.value)) : 1 / hoursOf(String(first.value));
}
