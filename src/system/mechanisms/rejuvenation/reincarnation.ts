import type { LawText } from '../../../net/document.js';
import type { NetBuilder, Occasion } from '../../net-builder.js';
import { copyWrites } from '../../pieces/copying.js';
import { lawWithConstants } from '../../pieces/law-constants.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, not, stateOf } from '../../pieces/part.js';
import { PROMOTE } from '../../pieces/priorities.js';
import { becomesFront, isFront } from '../../pieces/slots.js';
import { stageTiming } from '../../pieces/timing.js';
import type { Component } from '../../system.js';
import type { Lowering } from '../mechanism.js';
import type { Plan, Reincarnation } from './plan.js';
import { declareTurn } from './turn.js';

/**
 * What happens between the VM in one slot and its copy in the other: a copy is begun, it takes over once it has booted, and
 * the original is shut down in that instant. If the original fails first, the policy decides.
 */
export function declareReincarnation(
  lowering: Lowering,
  plan: Plan,
  { how, original, copy }: { readonly how: Reincarnation; readonly original: LifeCycle; readonly copy: LifeCycle },
): void {
  const { net } = lowering;
  const [from, to] = [original.part, copy.part];
  const [gone, comes] = [{ [member(from)]: stateOf(from, 'empty') }, { [member(to)]: stateOf(to, 'up') }];
  declareTurn(lowering, plan, original, {
    [member(to)]: stateOf(to, 'loading'),
    ...copyWrites(lowering, from, to, 'clean'),
  });
  net.activity(
    activityOf('takeOver', to),
    { when: isIn(to, 'loading'), ...bootTiming(net, plan.prefix, how, from.component) },
    { ...comes, ...gone, ...becomesFront(to) },
  );
  if (how.policy === 'finish') return;
  const failedFirst = {
    when: `${isIn(to, 'loading')} && ${isFront(from)} && ${not(original.ages)}`,
    immediate: PROMOTE,
  };
  if (how.policy === 'promote') {
    net.activity(activityOf('promote', to), failedFirst, { ...gone, ...becomesFront(to) });
  } else {
    net.activity(activityOf('abandon', to), failedFirst, { [member(to)]: stateOf(to, 'empty') });
  }
}

/** With the share s of the node, what is work W for the whole node takes W / s. */
function bootTiming(
  net: NetBuilder,
  prefix: string,
  { work, share }: Reincarnation,
  component: Component,
): Pick<Occasion, 'delay' | 'rate' | 'speed'> {
  const speed = net.constant(`${prefix}.bootShare`, share);
  const delay = work === undefined ? ownBoot(net, component) : lawWithConstants(net, work, `${prefix}.bootWork`);
  if (typeof delay !== 'object') return { delay: `${delay} / ${speed}` };
  return { delay: delay as NonNullable<Occasion['delay']>, speed };
}

function ownBoot(net: NetBuilder, { boot, prefix, name }: Component): LawText {
  const delay = boot && stageTiming(net, prefix, boot).delay;
  if (delay === undefined) throw new Error(`${name}: a reincarnation of what takes no time to boot`);
  return delay;
}
