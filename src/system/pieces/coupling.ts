import { type Lowering, mechanismsOf } from '../mechanisms/mechanism.js';
import type { LifeCycle } from './life-cycle.js';
import { activityOf, isIn, member, not, type Part, stateOf } from './part.js';
import { fallPriority, startPriority } from './priorities.js';
import { isFront } from './slots.js';

/**
 * What ties a component to the layer it stands on: it falls in the very instant that the layer is lost, whatever it was
 * doing, and starts, as good as new, when the layer is up again. `mayBoot` is what else its start waits for.
 */
export function couple(lowering: Lowering, cycle: LifeCycle, below: Part, level: number, mayBoot?: string): void {
  const { net } = lowering;
  const { part } = cycle;
  const place = member(part);
  const spared = mechanismsOf(lowering.system).flatMap((mechanism) => mechanism.spares?.(cycle, below) ?? []);
  const gone = (['off', ...(cycle.isSlot ? (['empty'] as const) : [])] as const).map((state) => stateOf(part, state));
  const isLost = [
    `${member(below)} != ${stateOf(below, 'up')}`,
    ...gone.map((state) => `${place} != ${state}`),
    ...spared.map(not),
  ];
  // A copy beside its original is lost for good.
  const fallen = cycle.isSlot
    ? `if(${isFront(part)}, ${stateOf(part, 'off')}, ${stateOf(part, 'empty')})`
    : stateOf(part, 'off');
  const [startsAs = cycle.afterStart] = mechanismsOf(lowering.system).flatMap((each) => each.startsAs?.(cycle) ?? []);
  const starts = [isIn(below, 'up'), isIn(part, 'off'), ...(mayBoot === undefined ? [] : [mayBoot])];
  net.activity(
    activityOf('fall', part),
    { when: isLost.join(' && '), immediate: fallPriority(level) },
    { [place]: fallen },
  );
  net.activity(
    activityOf('start', part),
    { when: starts.join(' && '), immediate: startPriority(level) },
    { [place]: stateOf(part, startsAs) },
  );
}
