import type { LawText } from '../../../net/document.js';
import type { Occasion } from '../../net-builder.js';
import { failureTiming } from '../../pieces/failures.js';
import { lawWithConstants } from '../../pieces/law-constants.js';
import { crash, type LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, not, starred, stateOf } from '../../pieces/part.js';
import { BEGIN, FRESHEN, STRIKE } from '../../pieces/priorities.js';
import { stageTiming } from '../../pieces/timing.js';
import type { Lowering } from '../mechanism.js';
import { type Replica, Replicas } from './replicas.js';

/** How many replicas there are; how long it takes to terminate a failed one, and to promote a passive one; absent: no time. */
export interface Takeover {
  readonly count: number;
  readonly accusation?: LawText;
  readonly promotion?: LawText;
}

/** What an outage is charged to while the VMs wait for a passive Dom0 to become the active one. */
export const CAUSE = 'promotion';

/** Several Dom0s in place of one: the layer is lost when none of them is left, or too few to replace the active one. */
export function declareReplicas(lowering: Lowering, cycle: LifeCycle, takeover: Takeover): void {
  const { net, causes } = lowering;
  const replicas = new Replicas(cycle.part, takeover.count);
  for (const { part } of replicas.all) {
    net.place(member(part), { states: (['up', 'failed', 'booting'] as const).map((state) => replicas.state(state)) });
  }
  net.place(replicas.active, { initial: 1, min: 1, max: replicas.all.length });
  net.place(replicas.stalled, { initial: 0, max: 1 });
  for (const replica of replicas.all) declareReplica(lowering, cycle, { replicas, replica, takeover });
  const isUp = isIn(cycle.part, 'up');
  net.activity(
    activityOf('promote', cycle.part),
    {
      when: `${replicas.stalled} == 1 && ${replicas.activeIsUp}`,
      ...stepTiming(lowering, `${cycle.part.component.prefix}.promotion`, takeover.promotion),
    },
    { [replicas.stalled]: 0 },
  );
  // Without a majority, now or when those that boot are up, nobody can vote out a failed active one. A majority is up whenever one
  // begins to boot, so that fewer than a majority ever do: when none is up there is none.
  const left = `${replicas.count('up')} + ${replicas.count('booting')}`;
  const isHopeless = `!${replicas.activeIsUp} && ${left} < ${replicas.majority}`;
  net.activity(
    activityOf('lose', cycle.part),
    { when: `${isUp} && ${isHopeless}`, immediate: STRIKE },
    crash(cycle, causes, cycle.part.cause),
  );
  declareForgetting(lowering, cycle, replicas);
  net.reward('dom0.promotions', { impulse: { [activityOf('promote', starred(cycle.part))]: 1 } });
  net.reward('dom0.accusations', {
    impulse: Object.fromEntries(replicas.all.map(({ part }) => [activityOf('accuse', starred(part)), 1])),
  });
}

interface OneOfThem {
  readonly replicas: Replicas;
  readonly replica: Replica;
  readonly takeover: Takeover;
}

/** It fails, is accused by the others once a majority is up, and a new one boots in its place. */
function declareReplica(lowering: Lowering, cycle: LifeCycle, { replicas, replica, takeover }: OneOfThem): void {
  const { net, causes } = lowering;
  const { part } = replica;
  const { component } = part;
  const place = member(part);
  const isUp = isIn(cycle.part, 'up');
  const isActive = replicas.isActive(replica);
  net.activity(
    activityOf('fail', part),
    { when: `${isUp} && ${replicas.isIn(replica, 'up')}`, ...failureTiming(lowering, cycle, component) },
    {
      [place]: replicas.state('failed'),
      [replicas.stalled]: `if(${isActive}, 1, ${replicas.stalled})`,
      last: `if(${isActive}, ${causes.charged(CAUSE)}, last)`,
    },
  );
  net.activity(
    activityOf('accuse', part),
    {
      when: `${replicas.isIn(replica, 'failed')} && ${replicas.hasAccusers(replica)}`,
      ...stepTiming(lowering, `${component.prefix}.accusation`, takeover.accusation),
    },
    {
      [place]: replicas.state(component.boot === undefined ? 'up' : 'booting'),
      [replicas.active]: `if(${isActive}, ${replicas.firstUpBeside(replica)}, ${replicas.active})`,
    },
  );
  if (component.boot === undefined) return;
  net.activity(
    activityOf('boot', part),
    { when: replicas.isIn(replica, 'booting'), ...stageTiming(net, component.prefix, component.boot) },
    { [place]: replicas.state('up') },
  );
}

/** When Dom0 is lost all replicas are, and all are booted: nothing goes on among them until it is up. */
function declareForgetting({ net }: Lowering, { part }: LifeCycle, replicas: Replicas): void {
  const fresh = [
    ...replicas.all.map((replica) => replicas.isIn(replica, 'up')),
    `${replicas.active} == 1`,
    `${replicas.stalled} == 0`,
  ];
  net.activity(
    activityOf('forget', part),
    { when: `${member(part)} != ${stateOf(part, 'up')} && ${not(fresh.join(' && '))}`, immediate: FRESHEN },
    {
      ...Object.fromEntries(replicas.all.map((replica) => [member(replica.part), replicas.state('up')])),
      [replicas.active]: 1,
      [replicas.stalled]: 0,
    },
  );
}

function stepTiming({ net }: Lowering, name: string, law: LawText | undefined): Pick<Occasion, 'delay' | 'immediate'> {
  if (law === undefined) return { immediate: BEGIN };
  return { delay: lawWithConstants(net, law, name) as NonNullable<Occasion['delay']> };
}
