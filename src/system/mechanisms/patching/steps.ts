import type { LawText } from '../../../net/document.js';
import type { NetBuilder } from '../../net-builder.js';
import { levelOf } from '../../pieces/cause-levels.js';
import { imageOf, isImageIn, isPatch, patchOf, stageOfImage } from '../../pieces/image.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, stateOf } from '../../pieces/part.js';
import { BEGIN, RECOVER, startPriority } from '../../pieces/priorities.js';
import { isFront } from '../../pieces/slots.js';
import { meanTiming, stageTiming, type TimingDocument, takes } from '../../pieces/timing.js';
import type { Component } from '../../system.js';
import type { Lowering } from '../mechanism.js';
import { afterApplying } from './due.js';
import type { Plan } from './plan.js';
import { afterRestart } from './swap.js';

/** The steps that a VM in place and a copy have in common: the patch is applied, and what has it restarts. */
export function declareSteps(lowering: Lowering, plan: Plan, cycle: LifeCycle): void {
  const { net } = lowering;
  const { part } = cycle;
  const place = member(part);
  const up = stateOf(part, 'up');
  net.activity(
    activityOf('apply', part),
    { when: isIn(part, 'patching'), ...takes(net, 'patching.apply', plan.apply, RECOVER) },
    {
      [place]: stateOf(part, cycle.has('applied') ? 'applied' : 'restarting'),
      [patchOf(part)]: afterApplying(part, plan),
    },
  );
  if (cycle.has('applied')) declareTurns(lowering, plan, cycle);
  net.activity(
    activityOf('restart', part),
    { when: isIn(part, 'restarting'), ...restartTiming(net, plan, part.component) },
    { [place]: plan.swap === undefined ? up : cycle.ifFront(up, stateOf(part, afterRestart(plan.swap))) },
  );
}

/** Where boots are limited, restarts take their turn: of what is down after all that has failed, of a copy after all that is down. */
function declareTurns(lowering: Lowering, { swap }: Plan, cycle: LifeCycle): void {
  const { net, system } = lowering;
  const { part } = cycle;
  const limit = lowering.mayBoot(part);
  const waits = [isIn(part, 'applied'), ...(limit === undefined ? [] : [limit])].join(' && ');
  const begins = { [member(part)]: stateOf(part, 'restarting') };
  const isDown = swap === undefined ? '' : ` && ${isFront(part)}`;
  const priority = startPriority(levelOf(system, part.component.id));
  net.activity(activityOf('admit', part), { when: waits + isDown, immediate: priority }, begins);
  if (swap === undefined) return;
  net.activity(activityOf('admitCopy', part), { when: `${waits} && !(${isFront(part)})`, immediate: BEGIN }, begins);
}

function restartTiming(
  net: NetBuilder,
  { restart }: Plan,
  { boot, prefix }: Component,
): TimingDocument | { readonly immediate: number } {
  if (restart !== undefined) return takes(net, 'patching.restart', restart, RECOVER);
  return boot === undefined ? { immediate: RECOVER } : stageTiming(net, prefix, boot);
}

/** A VM that serves with a bad patch fails of it: the patch is withdrawn, and taken back there before the VM serves again. */
export function declareSpoiling({ net, causes }: Lowering, failure: LawText, cycle: LifeCycle): void {
  const { part } = cycle;
  const image = imageOf(part);
  net.activity(
    activityOf('spoil', part),
    { when: `${cycle.works} && ${isPatch(part, 'spoilt')}`, ...meanTiming(net, 'patching.bad.failure', failure) },
    {
      [member(part)]: stateOf(part, 'patching'),
      [image]: `if(${isImageIn(part, 'releasedBad')}, ${stageOfImage(image, 'withdrawn')}, ${image})`,
      last: causes.charged('patch'),
      ...cycle.crashed,
    },
  );
}
