import { causeState } from '../../pieces/causes.js';
import { activityOf, isIn, member, membersOf, type Part } from '../../pieces/part.js';
import { WATCH } from '../../pieces/priorities.js';
import { isSecurity } from '../enforcement/security.js';
import type { Lowering } from '../mechanism.js';
import { type Fault, struckBy } from './fault.js';

/**
 * What is watched of a fault from the instant in which it strikes until what failed is restored and the service is up again.
 * All of it is in places and rewards that begin with the fault's id, and feeds nothing back.
 */
export const watched = {
  /** Places and their values. */
  phase: { waiting: 0, open: 1, over: 2, missed: 3 },
  outage: { none: 0, running: 1, over: 2 },
  hidden: { never: 0, still: 1, noticed: 2 },
} as const;

/** The label that holds once nothing is left to be seen of any fault. */
export const ALL_OVER = 'inject.over';

/** What the activity that injects a watched fault writes besides; `targets` is what can be struck now. */
export function watchWrites({ id }: Fault, targets: string): Readonly<Record<string, string>> {
  const { waiting, open, missed } = watched.phase;
  const isFirst = `${id}.phase == ${waiting}`;
  return {
    [`${id}.phase`]: `if(${isFirst}, if(${targets}, ${open}, ${missed}), ${id}.phase)`,
    [`${id}.servedBefore`]: `if(${isFirst}, service, ${id}.servedBefore)`,
  };
}

/** Declares the places, the immediates that follow what happens, and the rewards that measure it. */
export function declareWatch(lowering: Lowering, fault: Fault): void {
  const { net } = lowering;
  const { id } = fault;
  const { phase, outage, hidden } = watched;
  const isOpen = `${id}.phase == ${phase.open}`;
  const follow = (name: string, when: string, writes: Readonly<Record<string, number>>): void =>
    net.activity(`${id}.${name}`, { when: `${isOpen} && ${when}`, immediate: WATCH }, writes);
  net.place(`${id}.phase`, { initial: 0, max: 3 });
  for (const name of ['servedBefore', 'restored']) net.place(`${id}.${name}`, { initial: 0, max: 1 });
  for (const name of ['outage', 'hidden']) net.place(`${id}.${name}`, { initial: 0, max: 2 });
  const isHidden = hiddenCondition(lowering, fault);
  follow('fell', `${id}.outage == ${outage.none} && !service`, { [`${id}.outage`]: outage.running });
  follow('returned', `${id}.outage == ${outage.running} && service`, { [`${id}.outage`]: outage.over });
  follow('hid', `${id}.hidden == ${hidden.never} && ${id}.restored == 0 && (${isHidden})`, {
    [`${id}.hidden`]: hidden.still,
  });
  follow('cameOut', `${id}.hidden == ${hidden.still} && !(${isHidden})`, { [`${id}.hidden`]: hidden.noticed });
  follow('wasRestored', `${id}.restored == 0 && ${restoredCondition(lowering, fault)}`, { [`${id}.restored`]: 1 });
  follow('closed', `${id}.restored == 1 && ${id}.outage != ${outage.running} && service`, {
    [`${id}.phase`]: phase.over,
  });
  net.reward(`${id}.componentTime`, { rate: `${isOpen} && ${id}.restored == 0` });
  net.reward(`${id}.serviceTime`, { rate: `${isOpen} && ${id}.outage != ${outage.over}` });
  net.reward(`${id}.hiddenTime`, { rate: `${isOpen} && ${id}.hidden == ${hidden.still}` });
  net.reward(`${id}.downtime`, { rate: `${isOpen} && !service` });
  for (const name of lowering.causes.names) {
    const charged = causeState(name);
    net.reward(`${id}.${charged}`, { rate: `${isOpen} && !service && last == ${charged}` });
  }
  const detections = detectionsOf(lowering, fault).map((activity) => [
    activity,
    `${isOpen} && ${id}.hidden == ${hidden.still}`,
  ]);
  if (detections.length > 0) net.reward(`${id}.detections`, { impulse: Object.fromEntries(detections) });
}

/** Declares the label that ends a trial. */
export function declareAllOver({ net }: Lowering, faults: readonly Fault[]): void {
  const over = faults.map(({ id }) => `${id}.phase >= ${watched.phase.over}`);
  net.label(ALL_OVER, over.join(' && '));
}

/** Nobody knows of the failure: it has not been detected, answers are wrong, or an attacker is in. */
function hiddenCondition(lowering: Lowering, fault: Fault): string {
  if (fault.mode === 'compromise') {
    return struckBy(lowering, fault)
      .map(({ cycle: { part } }) => `!(${isSecurity(part, 'intact')})`)
      .join(' || ');
  }
  const conditions = struckBy(lowering, fault).flatMap(({ cycle }) =>
    (['failed', 'wrong'] as const).flatMap((state) => (cycle.has(state) ? [isIn(cycle.part, state)] : [])),
  );
  return conditions.length === 0 ? '0 == 1' : conditions.join(' || ');
}

/** Everything that was meant is up, in one slot or the other, and intact. */
function restoredCondition(lowering: Lowering, fault: Fault): string {
  const slots = new Map<string, string[]>();
  for (const { cycle } of struckBy(lowering, fault)) {
    const { component, index = '' } = cycle.part;
    const key = `${component.id} ${index}`;
    const intact = fault.mode === 'compromise' ? [isSecurity(cycle.part, 'intact')] : [];
    slots.set(key, [...(slots.get(key) ?? []), [isIn(cycle.part, 'up'), ...intact].join(' && ')]);
  }
  return [...slots.values()].map((conditions) => `(${conditions.join(' || ')})`).join(' && ');
}

/** The activities by which a failure is noticed; those of mechanisms begin with the same verbs. */
function detectionsOf(lowering: Lowering, fault: Fault): readonly string[] {
  const families = new Map(
    lowering.cycles.flatMap(({ part }) => membersOf(part).map((one) => [member(one), part] as const)),
  );
  return struckBy(lowering, fault).flatMap(({ cycle: { part } }) =>
    ['detect', 'detectWrong', 'notice', 'catch'].flatMap((verb) => {
      const family: Part = families.get(member(part)) ?? part;
      return lowering.net.hasActivity(activityOf(verb, family)) ? [activityOf(verb, part)] : [];
    }),
  );
}
