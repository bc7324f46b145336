import type { LawText } from '../../../net/document.js';
import type { Occasion } from '../../net-builder.js';
import { type Calendar, turns } from '../../pieces/calendar.js';
import { lawWithConstants } from '../../pieces/law-constants.js';
import { activityOf, member, membersOf, not, type Part, starred } from '../../pieces/part.js';
import { BEGIN, FRESHEN } from '../../pieces/priorities.js';
import type { ServerGroup } from '../../system.js';
import type { Lowering } from '../mechanism.js';
import { Work, type WorkState } from './work.js';

/** Checkpoints whose numbers have been checked. */
export interface Plan {
  readonly groups: readonly ServerGroup[];
  /** A calendar, or the time since the last one. */
  readonly every: Calendar | LawText;
  /** No time when absent. */
  readonly cost?: LawText;
  readonly restore?: LawText;
}

export const CAUSE = 'checkpoint';

export function declareCheckpoints(lowering: Lowering, plan: Plan): void {
  const { net } = lowering;
  const parts = serverParts(lowering, plan);
  for (const part of parts) declareOf(lowering, plan, part);
  const done = plan.cost === undefined ? 'checkpoint' : 'secure';
  net.reward('checkpoint.done', {
    impulse: Object.fromEntries(parts.map((part) => [activityOf(done, starred(part)), 1])),
  });
  for (const part of parts.flatMap(membersOf)) {
    const work = workOn(lowering, part);
    net.span(reworkOf(part), {
      from: [done, 'takeUpWork', 'restoreWork'].map((verb) => activityOf(verb, part)),
      to: [activityOf('loseWork', part)],
      of: `if(${work.serves}, 1, 0)`,
    });
  }
}

/** The spans from what secures the work of a server to its loss, one a server. */
export const reworkSpans = (parts: readonly Part[]): readonly string[] => parts.flatMap(membersOf).map(reworkOf);

/** `rework.vm.2` */
const reworkOf = (part: Part): string => `rework.${member(part).replace('(', '.').replace(')', '')}`;

function serverParts({ parts }: Lowering, { groups }: Plan): readonly Part[] {
  return parts.servers.filter(({ id, component }) => id === component.id && groups.some((group) => group.id === id));
}

function workOn(lowering: Lowering, part: Part): Work {
  const slots = lowering.cycles.filter((cycle) => cycle.part.component.id === part.component.id);
  return new Work(
    lowering,
    slots.map((cycle) => cycle.of({ ...cycle.part, ...(part.index === undefined ? {} : { index: part.index }) })),
    part,
  );
}

function declareOf(lowering: Lowering, plan: Plan, part: Part): void {
  const { net, causes } = lowering;
  const work = workOn(lowering, part);
  const { place } = work;
  const goesOn = { [place]: work.state('goesOn') };
  // There is nothing to lose yet: the work is taken up at time 0.
  const states = (
    ['kept', 'goesOn', 'crashed', ...(plan.cost === undefined ? [] : (['checkpointing'] as const)), 'lost'] as const
  ).map((state) => work.state(state));
  net.place(place, { states });
  const begin = { when: `${work.isState('goesOn')} && ${work.isUp}`, ...occasions(lowering, plan, part) };
  if (plan.cost === undefined) net.activity(activityOf('checkpoint', part), begin, {});
  else {
    net.activity(activityOf('checkpoint', part), begin, {
      [place]: work.state('checkpointing'),
      last: causes.charged(CAUSE),
    });
    net.activity(
      activityOf('secure', part),
      { when: work.isState('checkpointing'), ...taking(lowering, 'checkpointing.cost', plan.cost) },
      goesOn,
    );
  }
  declareLoss(lowering, work, plan.cost === undefined ? ['goesOn'] : ['goesOn', 'checkpointing']);
  net.activity(
    activityOf('takeUpWork', part),
    { when: `${work.isState('kept')} && ${work.isUp}`, immediate: BEGIN },
    goesOn,
  );
  net.activity(
    activityOf('restoreWork', part),
    { when: `${work.isState('lost')} && ${work.isUp}`, ...taking(lowering, 'checkpointing.restore', plan.restore) },
    goesOn,
  );
}

/** A server that is shut down in order has its work kept; one that goes down in any other way, or wrong, has lost it. */
function declareLoss({ net }: Lowering, work: Work, atRisk: readonly WorkState[]): void {
  const { place, part, isInOrder } = work;
  const isAtRisk = `(${atRisk.map((state) => work.isState(state)).join(' || ')}) && ${not(work.isHeld)}`;
  const isDisorderly = isInOrder === undefined ? isAtRisk : `${isAtRisk} && ${not(isInOrder)}`;
  net.activity(
    activityOf('loseWork', part),
    { when: `${work.isState('crashed')} || ${isDisorderly}`, immediate: FRESHEN },
    { [place]: work.state('lost') },
  );
  if (isInOrder === undefined) return;
  net.activity(
    activityOf('keepWork', part),
    { when: `${isAtRisk} && ${isInOrder}`, immediate: FRESHEN },
    { [place]: work.state('kept') },
  );
}

function occasions({ net }: Lowering, { every }: Plan, part: Part): Pick<Occasion, 'delay'> {
  if (isCalendar(every)) return turns(net, every, part) as Pick<Occasion, 'delay'>;
  return { delay: lawWithConstants(net, every, 'checkpointing.every') as NonNullable<Occasion['delay']> };
}

const isCalendar = (every: Plan['every']): every is Calendar => typeof every === 'object' && 'stagger' in every;

function taking({ net }: Lowering, name: string, law: LawText | undefined): Pick<Occasion, 'delay' | 'immediate'> {
  if (law === undefined) return { immediate: BEGIN };
  return { delay: lawWithConstants(net, law, name) as NonNullable<Occasion['delay']> };
}
