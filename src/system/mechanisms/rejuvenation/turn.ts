import type { Writes } from '../../net-builder.js';
import { turns } from '../../pieces/calendar.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, memberPlace, not } from '../../pieces/part.js';
import { BEGIN } from '../../pieces/priorities.js';
import { otherSlot } from '../../pieces/slots.js';
import type { Lowering } from '../mechanism.js';
import type { Plan } from './plan.js';

/** What begins in the turn of what works and has no copy beside it; of servers that boot, as soon as one more may. */
export function declareTurn(lowering: Lowering, plan: Plan, cycle: LifeCycle, writes: Writes): void {
  const { net } = lowering;
  const { part } = cycle;
  const beside = otherSlot(lowering.cycles, cycle);
  const alone = beside === undefined ? [] : [isIn(beside.part, 'empty')];
  const works = [cycle.works, ...alone].join(' && ');
  const boots = plan.subjects.kind === 'servers' && part.component.boot !== undefined;
  const mayBoot = boots ? lowering.mayBoot(part) : undefined;
  const verb = activityOf('rejuvenate', part);
  if (mayBoot === undefined) {
    net.activity(verb, { when: works, ...turns(net, plan, part) }, writes);
    return;
  }
  const due = memberPlace(part, 'due');
  net.place(due, { initial: 0, max: 1 });
  net.activity(activityOf('call', part), { when: `${due} == 0 && ${works}`, ...turns(net, plan, part) }, { [due]: 1 });
  net.activity(verb, { when: `${due} == 1 && ${works} && ${mayBoot}`, immediate: BEGIN }, { ...writes, [due]: 0 });
  // What fails while it waits is booted anyway, and what is patched then too.
  net.activity(
    activityOf('excuse', part),
    { when: `${due} == 1 && (${[cycle.ages, ...alone].map(not).join(' || ')})`, immediate: BEGIN },
    { [due]: 0 },
  );
}
