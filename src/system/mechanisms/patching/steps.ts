import type { LawText } from '../../../net/document.js';
import type { NetBuilder } from '../../net-builder.js';
import { imageOf, isImageIn, isPatch, patchOf, stageOfImage } from '../../pieces/image.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, stateOf } from '../../pieces/part.js';
import { RECOVER } from '../../pieces/priorities.js';
import { meanTiming, stageTiming, type TimingDocument, takes } from '../../pieces/timing.js';
import type { Component } from '../../system.js';
import type { Lowering } from '../mechanism.js';
import { afterApplying } from './due.js';
import type { Plan } from './plan.js';
import { afterRestart } from './swap.js';

/** The steps that a VM in place and a copy have in common: the patch is applied, and what has it restarts. */
export function declareSteps({ net }: Lowering, plan: Plan, cycle: LifeCycle): void {
  const { part } = cycle;
  const place = member(part);
  const up = stateOf(part, 'up');
  net.activity(
    activityOf('apply', part),
    { when: isIn(part, 'patching'), ...takes(net, 'patching.apply', plan.apply, RECOVER) },
    { [place]: stateOf(part, 'restarting'), [patchOf(part)]: afterApplying(part, plan) },
  );
  net.activity(
    activityOf('restart', part),
    { when: isIn(part, 'restarting'), ...restartTiming(net, plan, part.component) },
    { [place]: plan.swap === undefined ? up : cycle.ifFront(up, stateOf(part, afterRestart(plan.swap))) },
  );
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
