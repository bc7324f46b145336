import type { WeightedWrites, Writes } from '../../net-builder.js';
import { turns } from '../../pieces/calendar.js';
import { isProbable } from '../../pieces/health.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, memberPlace, not, type Part, stateOf } from '../../pieces/part.js';
import { BEGIN } from '../../pieces/priorities.js';
import { otherSlot } from '../../pieces/slots.js';
import type { Lowering } from '../mechanism.js';
import { isTimer, type Plan } from './plan.js';

/**
 * What begins in the turn of what works and has no copy beside it: at once, or as soon as it may, where servers wait for other boots
 * or a turn is not always taken.
 */
export function declareTurn(lowering: Lowering, plan: Plan, cycle: LifeCycle, writes: Writes): void {
  const { net } = lowering;
  const { part } = cycle;
  const beside = otherSlot(lowering.cycles, cycle);
  const alone = beside === undefined ? [] : [isIn(beside.part, 'empty')];
  const works = [cycle.works, ...alone].join(' && ');
  const boots = plan.subjects.kind === 'servers' && part.component.boot !== undefined;
  const mayBoot = boots ? lowering.mayBoot(part) : undefined;
  // A timer runs on while it has failed, and then finds that.
  const unnoticed = isTimer(plan) && cycle.has('failed') && part.component.detection !== undefined;
  const verb = activityOf('rejuvenate', part);
  if (mayBoot === undefined && plan.chance === undefined && !unnoticed) {
    net.activity(verb, { when: works, ...turns(net, plan, part) }, writes);
    return;
  }
  const due = memberPlace(part, 'due');
  net.place(due, { initial: 0, max: 1 });
  const called = { [due]: '1' };
  const failed = isIn(part, 'failed');
  const found = {
    [due]: `if(${failed}, 0, 1)`,
    [member(part)]: `if(${failed}, ${stateOf(part, cycle.afterDetection)}, ${member(part)})`,
  };
  net.activity(
    activityOf('call', part),
    { when: unnoticed ? `${failed} || ${works}` : works, ...turns(net, plan, part) },
    byChance(lowering, plan, part, unnoticed ? found : called),
  );
  const limit = mayBoot === undefined ? [] : [mayBoot];
  net.activity(
    verb,
    { when: [`${due} == 1`, works, ...limit].join(' && '), immediate: BEGIN },
    { ...writes, [due]: 0 },
  );
  // What fails while it waits is booted anyway, and what is patched then too.
  net.activity(
    activityOf('excuse', part),
    { when: `${due} == 1 && (${[cycle.ages, ...alone].map(not).join(' || ')})`, immediate: BEGIN },
    { [due]: 0 },
  );
}

/** What a turn leads to if it is taken; what has failed is found for certain. */
function byChance(
  { net }: Lowering,
  { chance, prefix }: Plan,
  part: Part,
  writes: Writes,
): Writes | readonly WeightedWrites[] {
  if (chance === undefined) return writes;
  const robust = net.constant(`${prefix}.chance.robust`, chance.robust);
  const probable = net.constant(`${prefix}.chance.failureProbable`, chance.probable);
  const isFound = member(part) in writes ? `if(${isIn(part, 'failed')}, 1, ` : '';
  const taken = `${isFound}if(${isProbable(part)}, ${probable}, ${robust})${isFound === '' ? '' : ')'}`;
  return [
    { weight: taken, writes },
    { weight: `1 - ${taken}`, writes: {} },
  ];
}
