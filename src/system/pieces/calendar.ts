import type { LawText } from '../../net/document.js';
import type { NetBuilder } from '../net-builder.js';
import { netDuration } from '../net-time.js';
import type { ServerGroup } from '../system.js';
import { lawWithConstants } from './law-constants.js';
import { type Part, total } from './part.js';
import { groupSize } from './servers.js';
import type { TimingDocument } from './timing.js';

/** When members have their turns. */
export interface Calendar {
  /** What its constants begin with: `rejuvenation`, or `rejuvenation.vms` among several. */
  readonly prefix: string;
  /** The period; or, as a distribution, the time since it booted or had its last turn, and no calendar. */
  readonly every: LawText;
  /** How the members are spread over the period; one stands alone. */
  readonly stagger: 'evenly' | 'together' | { readonly apart: string };
  /** The groups of servers that take turns, or a layer, which does on each host. */
  readonly subjects: { readonly kind: 'servers'; readonly groups: readonly ServerGroup[] } | { readonly kind: 'layer' };
}

/**
 * When a member's turn comes: on a grid of the calendar, so that what happens meanwhile, such as a reboot of all VMs at
 * once, never brings the turns together. Evenly spread, member i of n has its turns at every (i / n + k), k = 0, 1, ...
 */
export function turns(net: NetBuilder, calendar: Calendar, part: Part): TimingDocument {
  const { every, prefix } = calendar;
  if (typeof every === 'object') {
    return { delay: lawWithConstants(net, every, `${prefix}.every`) as NonNullable<TimingDocument['delay']> };
  }
  const period = net.constant(`${prefix}.every`, netDuration(String(every)));
  const offset = offsetOf(net, calendar, part, period);
  return { delay: { every: { period, ...(offset === undefined ? {} : { offset }) } } };
}

function offsetOf(net: NetBuilder, calendar: Calendar, part: Part, period: string): string | undefined {
  const { stagger, prefix } = calendar;
  if (stagger === 'together') return undefined;
  const { position, count } = positionOf(net, calendar, part);
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
