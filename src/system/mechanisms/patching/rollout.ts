import type { LifeCycle } from '../../pieces/life-cycle.js';
import { countWhere, isInAny, starred } from '../../pieces/part.js';
import type { State } from '../../pieces/state.js';
import type { Lowering } from '../mechanism.js';
import type { Plan } from './plan.js';

/** What a patch that is due waits for besides. */
export function mayBegin(lowering: Lowering, { isOneAtATime }: Plan): readonly string[] {
  if (!isOneAtATime) return [];
  const underWay = patchedCycles(lowering).map(({ part, states }) => {
    const busy = states.filter((state) => UNDER_WAY.has(state));
    return countWhere(part.index, isInAny(starred(part), busy));
  });
  return [`${underWay.join(' + ')} == 0`];
}

const UNDER_WAY: ReadonlySet<State> = new Set<State>([
  'patching',
  'restarting',
  'cloning',
  'quarantined',
  'receiving',
  'takingOver',
]);

/** The slots that are patched: those of all servers. */
export function patchedCycles({ cycles, parts }: Lowering): readonly LifeCycle[] {
  const ids = new Set(parts.servers.map(({ id }) => id));
  return cycles.filter(({ part }) => ids.has(part.id));
}
