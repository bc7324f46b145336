import type { NodeDocument } from '../schema.js';
import type { Problems } from './problems.js';

type Key = keyof NodeDocument;

const VIRTUAL: readonly Key[] = ['hypervisor', 'dom0', 'host-os', 'vmm', 'vms', 'function', 'boots-at-once'];

/** Tells what is written, usable or not, and what is missing. */
interface Presence {
  has(key: Key): boolean;
  lacks(key: Key): boolean;
}

/** Which parts of a node may stand together. */
export function checkStructure({ has, lacks }: Presence, problems: Problems): void {
  if (has('software')) {
    const beside = VIRTUAL.filter((key) => has(key));
    if (beside.length === 0) return;
    const need = 'either software (a node that is not virtualised) or a hypervisor with vms';
    problems.reportKey(['software'], `software beside ${beside.join(', ')}`, need);
    return;
  }
  checkVirtualiser({ has, lacks }, problems);
  if (VIRTUAL.some((key) => has(key)) && lacks('vms'))
    problems.report([], 'no vms', 'vms, like vms: {count: 3, mttf: 30 d, mttr: 10 min}');
}

function checkVirtualiser({ has, lacks }: Presence, problems: Problems): void {
  const isTwo = has('host-os') || has('vmm');
  if (lacks('software') && lacks('hypervisor') && lacks('host-os') && lacks('vmm')) {
    const need = 'software, or a hypervisor (type 1) with vms, or host-os and vmm (type 2) with vms';
    problems.report([], 'nothing that runs on the hardware', need);
  }
  if (has('hypervisor') && isTwo) {
    const found = `hypervisor beside ${has('host-os') ? 'host-os' : 'vmm'}`;
    problems.reportKey(['hypervisor'], found, 'either hypervisor (type 1) or host-os and vmm (type 2)');
  } else if ((has('vmm') && lacks('host-os')) || (has('host-os') && lacks('vmm'))) {
    const [key, other] = has('vmm') ? (['vmm', 'host-os'] as const) : (['host-os', 'vmm'] as const);
    problems.reportKey([key], `${key} without ${other}`, `${other} too: a type-2 node has both`);
  }
  if (has('dom0') && lacks('hypervisor'))
    problems.reportKey(['dom0'], 'dom0 without a hypervisor', 'a hypervisor for it to run on');
}
