import type { LawText } from '../../../net/document.js';
import { isProbable } from '../../pieces/health.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, stateOf } from '../../pieces/part.js';
import { BEGIN, RECOVER } from '../../pieces/priorities.js';
import type { State } from '../../pieces/state.js';
import { stageTiming, takes } from '../../pieces/timing.js';
import type { Lowering } from '../mechanism.js';
import { isByAge, type Plan, type Reboot } from './plan.js';
import { declareTurn } from './turn.js';
import { declareVacating } from './vacate.js';

/** Rejuvenation in place: what runs is rebooted, and is down for its boot; what stands on it falls and boots after it. */
export function declareReboot(lowering: Lowering, plan: Plan, { time }: Reboot, cycle: LifeCycle): void {
  const { net, causes } = lowering;
  const { part } = cycle;
  const times = time !== undefined && isByAge(time) ? time : undefined;
  const rebooting = stateOf(part, 'rejuvenating');
  const begin = {
    [member(part)]: times ? `if(${isProbable(part)}, ${stateOf(part, 'rejuvenatingAged')}, ${rebooting})` : rebooting,
    last: causes.charged(plan.cause, plan.level),
  };
  const vacating = plan.subjects.kind === 'layer' ? plan.subjects.vacating : undefined;
  if (vacating === undefined) declareTurn(lowering, plan, cycle, begin);
  else {
    const { when, writes } = declareVacating(lowering, plan, cycle, vacating);
    net.activity(activityOf('rejuvenate', part), { when, immediate: BEGIN }, { ...begin, ...writes });
  }
  const ends = (verb: string, state: State, timing: Timing): void => {
    net.activity(
      activityOf(verb, part),
      { when: isIn(part, state), ...timing },
      { [member(part)]: stateOf(part, 'up') },
    );
  };
  const name = `${plan.prefix}.reboot`;
  if (times === undefined) {
    ends(
      'renew',
      'rejuvenating',
      time === undefined ? bootOf(lowering, cycle) : takes(net, name, time as LawText, RECOVER),
    );
    return;
  }
  ends('renew', 'rejuvenating', takes(net, `${name}.robust`, times.robust, RECOVER));
  ends('renewAged', 'rejuvenatingAged', takes(net, `${name}.failureProbable`, times.probable, RECOVER));
}

type Timing = ReturnType<typeof takes>;

function bootOf({ net }: Lowering, { part: { component } }: LifeCycle): Timing {
  const { boot, prefix } = component;
  return boot === undefined ? { immediate: RECOVER } : stageTiming(net, prefix, boot);
}
