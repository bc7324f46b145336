import { turns } from '../../pieces/calendar.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, stateOf } from '../../pieces/part.js';
import type { Lowering } from '../mechanism.js';
import { isTimer, type Plan } from './plan.js';

/** What has failed and was not noticed until its turn is found then, and restored as after a detection. */
export function declareNotice({ net }: Lowering, plan: Plan, cycle: LifeCycle): void {
  const { part } = cycle;
  const { repaired, detection } = part.component;
  if (!repaired || detection === undefined || isTimer(plan)) return;
  net.activity(
    activityOf('notice', part),
    { when: isIn(part, 'failed'), ...turns(net, plan, part) },
    { [member(part)]: stateOf(part, cycle.afterDetection) },
  );
}
