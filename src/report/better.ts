import type { Model } from '../system/model.js';

export type Direction = 'higher' | 'lower';

const higher = /^(availability|point-availability|reliability)|^(mttf|mut|nines|capacity|capacity-share)$/;
const lower =
  /^(mdt|outages|failures|failure-probable|rework|rework-total|bad-patches|compromises|escapes|breakouts|load-failures|false-alarms)$|^outage-p\d|^downtime-|^(exposure|halted|lost-work|unsafe)-year$/;

/** Whether more of a standard measure of systems is better or worse; undefined where names say nothing. */
export function betterDirection({ system }: Model, measure: string): Direction | undefined {
  if (system === undefined || system.measuresAdded[measure] !== undefined) return undefined;
  if (higher.test(measure)) return 'higher';
  return lower.test(measure) ? 'lower' : undefined;
}
