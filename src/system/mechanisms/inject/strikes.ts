import type { WeightedWrites, Writes } from '../../net-builder.js';
import { failureOutcome } from '../../pieces/failures.js';
import { crash, type LifeCycle } from '../../pieces/life-cycle.js';
import { isIn, member, stateOf } from '../../pieces/part.js';
import { STRIKE } from '../../pieces/priorities.js';
import { isFront } from '../../pieces/slots.js';
import { failureCases } from '../../pieces/wrong-answers.js';
import { isSecurity, securityOf, securityState } from '../enforcement/security.js';
import { compromiseWrites, type Lowering } from '../mechanism.js';
import { type Fault, type Struck, struckBy } from './fault.js';
import { declareOccasion } from './occasion.js';
import { declareWatch, watchWrites } from './watch.js';

/** Declares a fault: the activity that injects it, and one in the same instant for each component that it strikes. */
export function declareFault(lowering: Lowering, fault: Fault, isWatched: boolean): void {
  const strikes = struckBy(lowering, fault).map((struck) => ({ struck, place: flagOf(fault, struck) }));
  const canBeStruck = strikes.map(({ struck, place }) => ({ place, condition: isStruck(fault, struck) }));
  const targets = canBeStruck.map(({ condition }) => `(${condition})`).join(' || ');
  const writes = Object.fromEntries(canBeStruck.map(({ place, condition }) => [place, `if(${condition}, 1, 0)`]));
  declareOccasion(lowering, fault, targets, { ...writes, ...(isWatched ? watchWrites(fault, targets) : {}) });
  if (isWatched) declareWatch(lowering, fault);
  for (const { struck, place } of strikes) declareStrike(lowering, fault, struck, place);
}

/** The activity in which a component is struck. */
export const strikeOf = (fault: Fault, struck: Struck): string => `${fault.id}.strike.${slotOf(struck)}`;

/** The place that has a component struck. */
const flagOf = ({ id }: Fault, struck: Struck): string => `${id}.strikes.${slotOf(struck)}`;

/** `vm.twin.2` of `vm.twin(2)` */
const slotOf = ({ cycle: { part } }: Struck): string => member(part).replace(/\((\d+)\)/, '.$1');

function declareStrike(lowering: Lowering, fault: Fault, struck: Struck, place: string): void {
  const outcome = outcomeOf(lowering, fault, struck);
  const cases = Array.isArray(outcome) ? (outcome as readonly WeightedWrites[]) : undefined;
  lowering.net.place(place, { initial: 0, max: 1 });
  lowering.net.activity(
    strikeOf(fault, struck),
    { when: `${place} == 1`, immediate: STRIKE },
    cases === undefined
      ? { ...(outcome as Writes), [place]: 0 }
      : cases.map(({ weight, writes }) => ({ weight, writes: { ...writes, [place]: 0 } })),
  );
}

/** What runs is struck: the VM, or what a slot holds beside it; wrong answers come from what does not give them already,
 * and an attacker gets into what none has got into. */
function isStruck({ target, mode }: Fault, { cycle }: Struck): string {
  const isThere = target.isCopy ? `${cycle.runs} && !(${isFront(cycle.part)})` : cycle.works;
  if (mode === 'compromise') return `${isThere} && ${isSecurity(cycle.part, 'intact')}`;
  return mode === 'value' ? `${isThere} && !(${isIn(cycle.part, 'wrong')})` : isThere;
}

/** The same as a random failure leads to, but for what the mode decides. */
function outcomeOf(
  lowering: Lowering,
  { mode }: Fault,
  { cycle, of, cause }: Struck,
): Writes | readonly WeightedWrites[] {
  const { system, causes } = lowering;
  switch (mode) {
    case 'own':
      return failureOutcome(lowering, cycle, of, cause);
    case 'hang':
      return crash(cycle, causes, cause);
    case 'crash':
      return noticedAtOnce(cycle, crash(cycle, causes, cause));
    case 'value':
      return failureCases(system, cycle, causes, cause, '1').slice(1);
    case 'compromise':
      return { [securityOf(cycle.part)]: securityState(cycle.part, 'compromised'), ...compromiseWrites(system, cycle) };
  }
}

function noticedAtOnce(cycle: LifeCycle, crashed: Writes): Writes {
  const { component } = cycle.part;
  if (!component.repaired || component.detection === undefined) return crashed;
  const [place, state] = [member(cycle.part), stateOf(cycle.part, cycle.afterDetection)];
  return { ...crashed, [place]: cycle.ifFront(state, stateOf(cycle.part, 'empty')) };
}
