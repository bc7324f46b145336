import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, member, stateOf } from '../../pieces/part.js';
import { BEGIN } from '../../pieces/priorities.js';
import type { Lowering } from '../mechanism.js';
import { isDue } from './due.js';
import type { Plan } from './plan.js';
import { mayBegin } from './rollout.js';

/** Patching in place: what runs is down until the patch is applied and it has restarted. */
export function declareInPlace(lowering: Lowering, plan: Plan, cycle: LifeCycle): void {
  const { part } = cycle;
  lowering.net.activity(
    activityOf('patch', part),
    { when: [cycle.works, isDue(part, plan), ...mayBegin(lowering, plan)].join(' && '), immediate: BEGIN },
    { [member(part)]: stateOf(part, 'patching'), last: lowering.causes.charged('patch') },
  );
}
