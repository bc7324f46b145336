import type { NetBuilder } from '../../net-builder.js';
import { netDuration } from '../../net-time.js';
import { type Part, total } from '../../pieces/part.js';
import { groupSize } from '../../pieces/servers.js';
import type { TimingDocument } from '../../pieces/timing.js';
import type { Plan } from './plan.js';

/** When members have their turns. */
export type Calendar = Pick<Plan, 'prefix' | 'every' | 'stagger' | 'subjects'>;

/**
 * When a member's turn comes: on a grid of the calendar, so that what happens meanwhile, such as a reboot of all VMs at
 * once, never brings the turns together. Evenly spread, member i of n has its turns at every (i / n + k), k = 0, 1, ...
 */
export function turns(net: NetBuilder, plan: Calendar, part: Part): TimingDocument {
  const period = net.constant(`${plan.prefix}.every`, netDuration(plan.every));
  const offset = offsetOf(net, plan, part, period);
  return { delay: { every: { period, ...(offset === undefined ? {} : { offset }) } } };
}

function offsetOf(net: NetBuilder, plan: Calendar, part: Part, period: string): string | undefined {
  const { stagger, prefix } = plan;
  if (stagger === 'together') return undefined;
  const { position, count } = positionOf(net, plan, part);
  if (stagger !== 'evenly') {
    return `${period} + (${position} - 1) * ${net.constant(`${prefix}.stagger`, netDuration(stagger.apart))}`;
  }
  return `${period} * ${position} / ${count}`;
}

/** Which of how many turns a member has, from 1, as expressions: VMs are counted through their groups, a layer by hosts. */
function positionOf(
  net: NetBuilder,
  { subjects }: Calendar,
  part: Part,
): { readonly position: string; readonly count: string } {
  const own = part.index ?? '1';
  if (subjects.kind === 'layer') return { position: own, count: net.constant('hosts.count', part.count) };
  const { groups } = subjects;
  const earlier = groups.slice(
    0,
    groups.findIndex(({ id }) => id === part.component.id),
  );
  return {
    position: total([...earlier.map((group) => groupSize(net, group)), own]),
    count: total(groups.map((group) => groupSize(net, group))),
  };
}
