import { operandsOf } from '../../net/expression/analyse.js';
import type { Expression } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';

/** The constants that an expression hangs on, through lets and derived constants. */
export function constantsRead(e: Expression, net: Pick<Net, 'lets' | 'constants'>): Set<number> {
  const read = new Set<number>();
  const pending = [e];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    pending.push(...operandsOf(node));
    if (node.kind === 'let') pending.push(...bodies(net.lets, node.index));
    if (node.kind !== 'constant' || read.has(node.index)) continue;
    read.add(node.index);
    pending.push(...bodies(net.constants, node.index));
  }
  return read;
}

const bodies = (named: readonly { readonly expression: Expression }[], index: number): Expression[] =>
  named.slice(index, index + 1).map(({ expression }) => expression);
