import { durationUnit } from '../../config/duration.js';
import { FUNCTIONS } from '../../net/expression/syntax.js';
import { idOf } from '../id.js';
import { mechanismCauses } from '../mechanisms/registry.js';

/** Every component that is not a VM of a list. */
const COMPONENTS = ['hardware', 'software', 'hypervisor', 'dom0', 'host-os', 'vmm', 'function'] as const;

/** What a lowered system declares besides its components; other names in it have dots, which a user's have not. */
const DECLARED = [
  'vm',
  'vms',
  'i',
  'host',
  'hosts',
  'image',
  'images',
  'monitor',
  'last',
  'agreement',
  'cause',
  'common-cause',
  'boots-at-once',
];
const LABELS = ['service', 'capacity', 'wrong', 'unsafe', 'mission', 'horizon', 'true', 'false'];

const RESERVED: ReadonlySet<string> = new Set([...COMPONENTS, ...DECLARED, ...LABELS, ...FUNCTIONS.keys()].map(idOf));

/** What a name for a VM must be instead, if it cannot be used. */
export function vmNameProblem(name: string, others: readonly string[]): string | undefined {
  if (others.some((other) => idOf(other) === idOf(name))) return 'a name that no other VM has';
  if (RESERVED.has(idOf(name)) || durationUnit(name) !== undefined) return 'a name that means nothing else';
  return undefined;
}

/** What a name for a common cause must be instead, if it cannot be used: its downtime is `downtime-NAME`. */
export function causeNameProblem(name: string, others: readonly string[]): string | undefined {
  const taken = [...COMPONENTS, 'vm', 'vms', 'year', ...mechanismCauses, ...others].map(idOf);
  return taken.includes(idOf(name)) ? 'a name that no component and no other common cause has' : undefined;
}
