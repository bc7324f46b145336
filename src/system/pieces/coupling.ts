import type { NetBuilder } from '../net-builder.js';
import type { LifeCycle } from './life-cycle.js';
import { activityOf, isIn, member, type Part, stateOf } from './part.js';
import { fallPriority, startPriority } from './priorities.js';
import { isFront } from './slots.js';

/**
 * What ties a component to the layer it stands on: it falls in the very instant that the layer is lost, whatever it was
 * doing, and starts, as good as new, when the layer is up again. `mayBoot` is what else its start waits for.
 */
export function couple(net: NetBuilder, cycle: LifeCycle, below: Part, level: number, mayBoot?: string): void {
  const { part } = cycle;
  const place = member(part);
  const isLost = `${member(below)} != ${stateOf(below, 'up')} && ${place} != ${stateOf(part, 'off')}`;
  const hasSlots = cycle.has('empty');
  const falls = {
    when: hasSlots ? `${isLost} && ${place} != ${stateOf(part, 'empty')}` : isLost,
    immediate: fallPriority(level),
  };
  // A copy beside its original is lost for good.
  const fallen = hasSlots
    ? `if(${isFront(part)}, ${stateOf(part, 'off')}, ${stateOf(part, 'empty')})`
    : stateOf(part, 'off');
  const starts = {
    when: [isIn(below, 'up'), isIn(part, 'off'), ...(mayBoot === undefined ? [] : [mayBoot])].join(' && '),
    immediate: startPriority(level),
  };
  net.activity(activityOf('fall', part), falls, { [place]: fallen });
  net.activity(activityOf('start', part), starts, { [place]: stateOf(part, cycle.afterStart) });
}
