import type { NodeDocument } from '../schema.js';
import type { Hosts, ServerGroup } from '../system.js';
import type { Problems } from './problems.js';
import { serverCount } from './service.js';

/** The hosts of a node, undefined when it is one machine; reports what does not fit together. */
export function readHosts(
  usable: Partial<NodeDocument>,
  servers: readonly ServerGroup[] | undefined,
  problems: Problems,
): Hosts | undefined {
  const document = usable.hosts;
  if (document === undefined) return undefined;
  if (usable.software !== undefined) {
    problems.reportKey(['hosts'], 'hosts of a node that is not virtualised', 'a hypervisor with vms');
  }
  if (usable.independent === true) {
    problems.reportKey(['hosts'], 'hosts that nothing depends on', 'independent: false');
  }
  if (usable.function?.in === 'hypervisor') {
    problems.reportKey(['function'], 'a function in the hypervisors of several hosts', 'in: vms, or one host');
  }
  const { count, room } = document;
  const vms = servers && serverCount(servers);
  if (room !== undefined && vms !== undefined && room * count < vms) {
    problems.report(['hosts', 'room'], `room for ${room * count} of ${vms} VMs`, `at least ${Math.ceil(vms / count)}`);
  }
  return { count, placement: room === undefined ? 'spread' : { room } };
}
