import type { NetBuilder } from '../net-builder.js';
import type { ServerGroup } from '../system.js';

/** How many servers a group has, as an expression. */
export const groupSize = (net: NetBuilder, { family, prefix, count }: ServerGroup): string =>
  family ? net.constant(`${prefix}.count`, count) : '1';
