import { countWhere, isInAny, starred } from '../../pieces/part.js';
import { serverCycles } from '../../pieces/servers.js';
import type { State } from '../../pieces/state.js';
import type { Lowering } from '../mechanism.js';
import type { Plan } from './plan.js';

/** What a patch that is due waits for besides. */
export function mayBegin(lowering: Lowering, { isOneAtATime }: Plan): readonly string[] {
  if (!isOneAtATime) return [];
  const underWay = serverCycles(lowering).map(({ part, states }) => {
    const busy = states.filter((state) => UNDER_WAY.has(state));
    return countWhere(part.index, isInAny(starred(part), busy));
  });
  return [`${underWay.join(' + ')} == 0`];
}

const UNDER_WAY: ReadonlySet<State> = new Set<State>([
  'patching',
  'applied',
  'restarting',
  'cloning',
  'quarantined',
  'receiving',
  'takingOver',
]);
