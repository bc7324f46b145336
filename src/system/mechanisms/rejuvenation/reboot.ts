import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, stateOf } from '../../pieces/part.js';
import { BEGIN, RECOVER } from '../../pieces/priorities.js';
import { stageTiming } from '../../pieces/timing.js';
import type { Lowering } from '../mechanism.js';
import type { Plan } from './plan.js';
import { declareTurn } from './turn.js';
import { declareVacating } from './vacate.js';

/** Rejuvenation in place: what runs is rebooted, and is down for its boot; what stands on it falls and boots after it. */
export function declareReboot(lowering: Lowering, plan: Plan, cycle: LifeCycle): void {
  const { net, causes } = lowering;
  const { part } = cycle;
  const { boot, prefix } = part.component;
  const begin = {
    [member(part)]: stateOf(part, 'rejuvenating'),
    last: causes.charged(plan.cause, plan.level),
  };
  const vacating = plan.subjects.kind === 'layer' ? plan.subjects.vacating : undefined;
  if (vacating === undefined) declareTurn(lowering, plan, cycle, begin);
  else {
    const { when, writes } = declareVacating(lowering, plan, cycle, vacating);
    net.activity(activityOf('rejuvenate', part), { when, immediate: BEGIN }, { ...begin, ...writes });
  }
  const ends = boot === undefined ? { immediate: RECOVER } : stageTiming(net, prefix, boot);
  net.activity(
    activityOf('renew', part),
    { when: isIn(part, 'rejuvenating'), ...ends },
    { [member(part)]: stateOf(part, 'up') },
  );
}
