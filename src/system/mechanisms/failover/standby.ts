import { netDuration } from '../../net-time.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, member, memberPlace, type Part, stateOf } from '../../pieces/part.js';
import { hostOf, type Placement } from '../../pieces/placement.js';
import { BEGIN, DISSOLVE } from '../../pieces/priorities.js';
import { isFront } from '../../pieces/slots.js';
import { stageTiming, type TimingDocument, takes } from '../../pieces/timing.js';
import type { Lowering } from '../mechanism.js';
import type { FailoverDocument } from './schema.js';

/** Keys that only a standby has. */
export const STANDBY_KEYS = ['preparation', 'mttf', 'covers'] as const;

/** A standby of the VM is ready, and its host takes VMs. */
export const isReady = (placement: Placement, part: Part): string =>
  `${standby(part)} == ${placement.after(part)} && ${placement.isOpen(placement.after(part))}`;

/** `vm.standby(i)`: the host of the VM's standby, 0 while there is none. */
const standby = (part: Part): string => memberPlace({ ...part, id: part.component.id }, 'standby');

/**
 * The standby of a VM is on the host after its own. It is prepared while the VM works and that host takes VMs, is lost with
 * that host or when the VM moves, may fail by itself, and takes the VM's place when the VM `isLost`.
 */
export function declareStandby(
  lowering: Lowering,
  placement: Placement,
  cycle: LifeCycle,
  document: FailoverDocument,
  isLost: readonly string[],
): void {
  const { net } = lowering;
  const { part } = cycle;
  const host = placement.after(part);
  const held = cycle.isSlot ? [isFront(part)] : [];
  const none = { [standby(part)]: 0 };
  if (part.id === part.component.id) {
    const count = net.constant('hosts.count', placement.hosts.count);
    net.place(standby(part), { initial: `(${placement.home(part)}) % ${count} + 1`, max: count });
  }
  net.activity(
    activityOf('prepareStandby', part),
    {
      when: `${standby(part)} == 0 && ${cycle.works} && ${placement.isOpen(host)}`,
      ...preparation(lowering, cycle, document),
    },
    { [standby(part)]: host },
  );
  net.activity(
    activityOf('loseStandby', part),
    {
      when: [...held, `${standby(part)} != 0`, `!(${isReady(placement, part)})`].join(' && '),
      immediate: DISSOLVE,
    },
    none,
  );
  if (document.mttf !== undefined) {
    net.activity(
      activityOf('failStandby', part),
      {
        when: [...held, `${standby(part)} != 0`].join(' && '),
        rate: `1 / ${net.constant('failover.mttf', netDuration(document.mttf))}`,
      },
      none,
    );
  }
  net.activity(
    activityOf('takeOverFor', part),
    {
      when: [...isLost, isReady(placement, part)].join(' && '),
      ...takes(net, 'failover.activation', document.activation, BEGIN),
    },
    { [member(part)]: stateOf(part, 'up'), [hostOf(part)]: host, ...none },
  );
}

function preparation(
  { net }: Lowering,
  { part }: LifeCycle,
  document: FailoverDocument,
): TimingDocument | { readonly immediate: number } {
  const { boot, prefix } = part.component;
  if (document.preparation !== undefined) return takes(net, 'failover.preparation', document.preparation, BEGIN);
  if (boot === undefined) throw new Error(`${part.id}: a standby of what takes no time to boot`);
  return stageTiming(net, prefix, boot);
}
