import { netDuration } from '../../net-time.js';
import { ARM, INJECT } from '../../pieces/priorities.js';
import type { Lowering } from '../mechanism.js';
import { cyclesOf, type Entered, type Fault } from './fault.js';
import { isState, stateOfPlace, statesOfMember } from './states.js';

/**
 * Declares the activity that injects a fault: by a calendar, or in the first settled instant in which a state holds and
 * something can be struck, so that it strikes where a random failure could. `targets` is what can be struck now, and `writes`
 * has it struck.
 */
export function declareOccasion(
  lowering: Lowering,
  { id, occasion }: Fault,
  targets: string,
  writes: Readonly<Record<string, string | number>>,
): void {
  const { net } = lowering;
  if (occasion.kind === 'at') {
    net.activity(id, { delay: { at: occasion.times.map(netDuration) } }, writes);
    return;
  }
  const done = `${id}.done`;
  const holds = conditionOf(lowering, occasion.entered);
  net.place(done, { initial: 0, max: 1 });
  net.activity(id, { when: `${done} == 0 && (${holds}) && (${targets})`, immediate: INJECT }, { ...writes, [done]: 1 });
  if (!occasion.every) return;
  net.activity(`${id}.arm`, { when: `${done} == 1 && !(${holds})`, immediate: ARM }, { [done]: 0 });
}

/** Whether a state holds, of any of the components that are meant. */
function conditionOf(lowering: Lowering, { of, state }: Entered): string {
  const { net } = lowering;
  if ('place' in of) return `${of.place} == ${stateOfPlace(net.declaredPlaces, of.place, state) ?? state}`;
  const conditions = cyclesOf(lowering, of.component).flatMap((cycle) => {
    const family = lowering.cycles.find(({ part }) => part.id === cycle.part.id)?.part ?? cycle.part;
    return statesOfMember(net.declaredPlaces, family, cycle).filter(({ name }) => isState(name, state));
  });
  return conditions.map(({ condition }) => condition).join(' || ');
}
