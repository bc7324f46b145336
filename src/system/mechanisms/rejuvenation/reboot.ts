import { turns } from '../../pieces/calendar.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, memberPlace, not, stateOf } from '../../pieces/part.js';
import { BEGIN, RECOVER } from '../../pieces/priorities.js';
import { otherSlot } from '../../pieces/slots.js';
import { stageTiming } from '../../pieces/timing.js';
import type { Lowering } from '../mechanism.js';
import type { Plan } from './plan.js';
import { declareVacating } from './vacate.js';

/** Rejuvenation in place: what runs is rebooted, and is down for its boot; what stands on it falls and boots after it. */
export function declareReboot(lowering: Lowering, plan: Plan, cycle: LifeCycle): void {
  const { net, causes } = lowering;
  const { part } = cycle;
  const { boot, prefix } = part.component;
  // A VM that is being replaced by a copy needs no reboot.
  const beside = otherSlot(lowering.cycles, cycle);
  const alone = beside === undefined ? [] : [isIn(beside.part, 'empty')];
  const works = [cycle.works, ...alone].join(' && ');
  const begin = {
    [member(part)]: stateOf(part, 'rejuvenating'),
    last: causes.charged(plan.cause, plan.level),
  };
  const mayBoot = plan.subjects.kind === 'servers' && boot !== undefined ? lowering.mayBoot(part) : undefined;
  const verb = activityOf('rejuvenate', part);
  const vacating = plan.subjects.kind === 'layer' ? plan.subjects.vacating : undefined;
  if (vacating !== undefined) {
    const { when, writes } = declareVacating(lowering, plan, cycle, vacating);
    net.activity(verb, { when, immediate: BEGIN }, { ...begin, ...writes });
  } else if (mayBoot === undefined) {
    net.activity(verb, { when: works, ...turns(net, plan, part) }, begin);
  } else {
    const due = memberPlace(part, 'due');
    const ready = `${due} == 1 && ${works}`;
    net.place(due, { initial: 0, max: 1 });
    net.activity(
      activityOf('call', part),
      { when: `${due} == 0 && ${works}`, ...turns(net, plan, part) },
      { [due]: 1 },
    );
    net.activity(verb, { when: `${ready} && ${mayBoot}`, immediate: BEGIN }, { ...begin, [due]: 0 });
    // What fails while it waits is booted anyway, and what is patched then too.
    net.activity(
      activityOf('excuse', part),
      { when: `${due} == 1 && (${[cycle.ages, ...alone].map(not).join(' || ')})`, immediate: BEGIN },
      { [due]: 0 },
    );
  }
  const ends = boot === undefined ? { immediate: RECOVER } : stageTiming(net, prefix, boot);
  net.activity(
    activityOf('renew', part),
    { when: isIn(part, 'rejuvenating'), ...ends },
    { [member(part)]: stateOf(part, 'up') },
  );
}
