import { failuresPerHour } from '../../../system/exponential.js';
import type { CommonCause, Component, System } from '../../../system/system.js';

/** The failures per hour that are a component's own: its given rate less what common causes take of it. */
export function ownRate(system: System, component: Component): number | undefined {
  const given = failuresPerHour(component.life, system.mission);
  if (given === undefined) return undefined;
  const taken = system.commonCauses.map((cause) => takenRate(system, component, given, cause));
  return Math.max(
    0,
    taken.reduce((rate, share) => rate - share, given),
  );
}

function takenRate(system: System, component: Component, given: number, cause: CommonCause): number {
  if (!cause.members.includes(component.id)) return 0;
  if (cause.kind === 'beta') return cause.beta * given;
  return cause.marginals === 'kept' ? hitOf(cause, component.id) * (shocksPerHour(system, cause) ?? 0) : 0;
}

/** How often a common cause strikes; undefined when its shocks do not come at random. */
export function shocksPerHour(system: System, cause: CommonCause): number | undefined {
  if (cause.kind === 'shock') return failuresPerHour(cause.life, system.mission);
  const onTop = system.function === undefined ? [] : [system.function.component];
  const struck = [...system.layers, ...onTop, ...system.servers].find(({ id }) => cause.members.includes(id));
  const rate = struck && failuresPerHour(struck.life, system.mission);
  if (rate === undefined) throw new Error(`${cause.name}: a beta factor of lives that are not exponential`);
  return cause.beta * rate;
}

/** The probability that a shock fails a member. */
export function hitOf(cause: CommonCause, id: string): number {
  return cause.kind === 'beta' ? 1 : (cause.hits.get(id) ?? 1);
}
