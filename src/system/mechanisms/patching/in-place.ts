import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, stateOf } from '../../pieces/part.js';
import { BEGIN } from '../../pieces/priorities.js';
import type { Lowering } from '../mechanism.js';
import { isDue } from './due.js';
import type { Plan } from './plan.js';
import { mayBegin } from './rollout.js';

/**
 * Patching in place: what runs is down until the patch is applied and it has restarted; it waits for a copy `beside` it. What
 * is halted is patched in place in any case, as soon as its layer is up.
 */
export function declareInPlace(lowering: Lowering, plan: Plan, cycle: LifeCycle, beside: LifeCycle | undefined): void {
  const { part } = cycle;
  const begins = [
    ...(plan.swap === undefined ? [[cycle.works, ...mayBegin(lowering, plan)]] : []),
    ...(cycle.has('halted') ? [[isIn(part, 'halted'), ...standing(lowering, cycle)]] : []),
  ].map((conditions) => conditions.join(' && '));
  if (begins.length === 0) return;
  const occasion = begins.length === 1 ? begins : [`(${begins.join(' || ')})`];
  const alone = beside === undefined ? [] : [isIn(beside.part, 'empty')];
  lowering.net.activity(
    activityOf('patch', part),
    { when: [...occasion, ...alone, isDue(part, plan)].join(' && '), immediate: BEGIN },
    { [member(part)]: stateOf(part, 'patching'), last: lowering.causes.charged('patch') },
  );
}

function standing(lowering: Lowering, { part }: LifeCycle): readonly string[] {
  const below = lowering.below(part);
  return below === undefined || lowering.system.independent ? [] : [isIn(below, 'up')];
}
