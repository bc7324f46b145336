import type { NetBuilder } from '../../net-builder.js';
import { netDuration } from '../../net-time.js';
import { type Part, total } from '../../pieces/part.js';
import { groupSize } from '../../pieces/servers.js';
import type { TimingDocument } from '../../pieces/timing.js';
import type { Plan } from './plan.js';

/**
 * When a member's turn comes: on a grid of the calendar, so that what happens meanwhile, such as a reboot of all VMs at
 * once, never brings the turns together. Evenly spread, member i of n has its turns at every (i / n + k), k = 0, 1, ...
 */
export function turns(net: NetBuilder, plan: Plan, part: Part): TimingDocument {
  const period = net.constant(`${plan.prefix}.every`, netDuration(plan.every));
  const offset = offsetOf(net, plan, part, period);
  return { delay: { every: { period, ...(offset === undefined ? {} : { offset }) } } };
}

function offsetOf(
  net: NetBuilder,
  { stagger, subjects, prefix }: Plan,
  part: Part,
  period: string,
): string | undefined {
  if (stagger === 'together' || subjects.kind === 'layer') return undefined;
  const { groups } = subjects;
  const earlier = groups.slice(
    0,
    groups.findIndex(({ id }) => id === part.component.id),
  );
  const position = total([...earlier.map((group) => groupSize(net, group)), part.index ?? '1']);
  if (stagger !== 'evenly') {
    return `${period} + (${position} - 1) * ${net.constant(`${prefix}.stagger`, netDuration(stagger.apart))}`;
  }
  return `${period} * ${position} / ${total(groups.map((group) => groupSize(net, group)))}`;
}
