import type { Lowering } from '../mechanisms/mechanism.js';
import type { NetBuilder } from '../net-builder.js';
import type { ServerGroup } from '../system.js';
import type { LifeCycle } from './life-cycle.js';

/** How many servers a group has, as an expression. */
export const groupSize = (net: NetBuilder, { family, prefix, count }: ServerGroup): string =>
  family ? net.constant(`${prefix}.count`, count) : '1';

/** The life cycles of all servers, each slot of a VM its own. */
export function serverCycles({ cycles, parts }: Pick<Lowering, 'cycles' | 'parts'>): readonly LifeCycle[] {
  const ids = new Set(parts.servers.map(({ id }) => id));
  return cycles.filter(({ part }) => ids.has(part.id));
}
