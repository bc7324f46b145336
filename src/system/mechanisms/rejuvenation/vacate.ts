import type { LawText } from '../../../net/document.js';
import { turns } from '../../pieces/calendar.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import {
  activityOf,
  countWhere,
  isIn,
  isInAny,
  member,
  memberPlace,
  not,
  type Part,
  starred,
  stateOf,
} from '../../pieces/part.js';
import { hostOf, layerOn } from '../../pieces/placement.js';
import { BEGIN, RECOVER } from '../../pieces/priorities.js';
import { serverCycles } from '../../pieces/servers.js';
import { takes } from '../../pieces/timing.js';
import type { Lowering } from '../mechanism.js';
import { hostWanted } from '../migration/migration.js';
import type { Plan } from './plan.js';

/** What becomes of the VMs on a layer before it is rebooted; without it they fall with the layer and boot after it. */
export type Vacating =
  | { readonly kind: 'evacuate' }
  | { readonly kind: 'suspend'; readonly save?: LawText; readonly resume?: LawText };

/** `hypervisor.turn(host)`: whether its turn has come, and whether VMs are leaving it. */
const turnOf = (layer: Part): string => memberPlace(layer, 'turn');

/** VMs are leaving a layer, which takes no others. */
export const isVacated = (layer: Part): string => `${turnOf(layer)} == turn.vacating`;

/** The turn of a layer comes, its VMs leave it, and it is rebooted; gives when it may be, and what that writes. */
export function declareVacating(
  lowering: Lowering,
  plan: Plan,
  layer: LifeCycle,
  how: Vacating,
): { readonly when: string; readonly writes: Readonly<Record<string, string>> } {
  const { net, placement } = lowering;
  const { part } = layer;
  const turn = turnOf(part);
  net.place(turn, { states: ['turn.none', 'turn.due', 'turn.vacating'] });
  net.activity(
    activityOf('call', part),
    { when: `${turn} == turn.none && ${layer.works}`, ...turns(net, plan, part) },
    { [turn]: 'turn.due' },
  );
  net.activity(
    activityOf('excuse', part),
    { when: `${turn} != turn.none && ${not(layer.works)}`, immediate: BEGIN },
    { [turn]: 'turn.none' },
  );
  // One host is evacuated at a time, and only while another takes its VMs.
  const another = how.kind === 'evacuate' && placement !== undefined ? placement.openCount : undefined;
  const noOther = `sum(${isVacated({ ...part, index: '*' })}) == 0`;
  const may = another === undefined ? [] : [noOther, `${another} >= 2`];
  net.activity(
    activityOf('vacate', part),
    { when: [`${turn} == turn.due`, layer.works, ...may].join(' && '), immediate: BEGIN },
    { [turn]: 'turn.vacating' },
  );
  if (another !== undefined) {
    net.activity(
      activityOf('postpone', part),
      { when: `${turn} == turn.vacating && ${another} == 0`, immediate: BEGIN },
      { [turn]: 'turn.due' },
    );
  }
  const servers = serverCycles(lowering);
  for (const server of servers) {
    if (how.kind === 'evacuate') declareEvacuation(lowering, part, server);
    else declareSuspension(lowering, plan, part, server, how);
  }
  const left = servers.map((server) => leavingCount(server, part, how)).join(' + ');
  return { when: `${isVacated(part)} && ${layer.works} && ${left} == 0`, writes: { [turn]: 'turn.none' } };
}

/** A suspended VM outlasts the reboot, but no other loss, of the layer that it stands on. */
export function outlastsReboot(cycle: LifeCycle, below: Part): readonly string[] {
  if (!cycle.has('suspended')) return [];
  return [`${isIn(cycle.part, 'suspended')} && ${isIn(below, 'rejuvenating')}`];
}

/** How many VMs on a layer it waits for: those that run, or will when they have booted. */
function leavingCount(server: LifeCycle, layer: Part, how: Vacating): string {
  const each = server.of(starred(server.part));
  const busy =
    how.kind === 'suspend'
      ? isInAny(each.part, ['up', 'saving'])
      : [each.works, ...(each.has('booting') ? [isIn(each.part, 'booting')] : [])].join(' || ');
  const isHere = layer.index === undefined ? '' : `${hostOf(each.part)} == ${layer.index} && `;
  return countWhere(each.part.index, `${isHere}(${busy})`);
}

function declareEvacuation({ net, placement }: Lowering, layer: Part, { part, works }: LifeCycle): void {
  if (placement === undefined) throw new Error('an evacuation of the only host');
  const [to, at, next] = [hostWanted(part), hostOf(part), placement.next(part)];
  net.activity(
    activityOf('evacuate', part),
    { when: `${works} && ${isVacated(layerOn(layer, at))} && ${to} == ${at} && ${next} != 0`, immediate: BEGIN },
    { [to]: next },
  );
}

function declareSuspension(
  { net, causes }: Lowering,
  { prefix, cause, level }: Plan,
  layer: Part,
  { part }: LifeCycle,
  { save, resume }: Vacating & { kind: 'suspend' },
): void {
  const below = layerOn(layer, hostOf(part));
  const leads = (state: 'saving' | 'suspended' | 'resuming' | 'up') => ({ [member(part)]: stateOf(part, state) });
  net.activity(
    activityOf('save', part),
    { when: `${isIn(part, 'up')} && ${isVacated(below)}`, immediate: BEGIN },
    { ...leads('saving'), last: causes.charged(cause, level) },
  );
  net.activity(
    activityOf('suspend', part),
    { when: isIn(part, 'saving'), ...takes(net, `${prefix}.save`, save, RECOVER) },
    leads('suspended'),
  );
  net.activity(
    activityOf('resume', part),
    { when: `${isIn(part, 'suspended')} && ${isIn(below, 'up')} && !(${isVacated(below)})`, immediate: RECOVER },
    leads('resuming'),
  );
  net.activity(
    activityOf('wake', part),
    { when: isIn(part, 'resuming'), ...takes(net, `${prefix}.resume`, resume, RECOVER) },
    leads('up'),
  );
}
