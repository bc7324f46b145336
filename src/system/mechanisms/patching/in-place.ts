import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, stateOf } from '../../pieces/part.js';
import { BEGIN } from '../../pieces/priorities.js';
import type { Lowering } from '../mechanism.js';
import { isDue } from './due.js';
import type { Plan } from './plan.js';
import { mayBegin } from './rollout.js';

/** Patching in place: what runs is down until the patch is applied and it has restarted; it waits for a copy `beside` it. */
export function declareInPlace(lowering: Lowering, plan: Plan, cycle: LifeCycle, beside: LifeCycle | undefined): void {
  const { part } = cycle;
  const alone = beside === undefined ? [] : [isIn(beside.part, 'empty')];
  const when = [cycle.works, ...alone, isDue(part, plan), ...mayBegin(lowering, plan)].join(' && ');
  lowering.net.activity(
    activityOf('patch', part),
    { when, immediate: BEGIN },
    { [member(part)]: stateOf(part, 'patching'), last: lowering.causes.charged('patch') },
  );
}
