import type { MeasureDocument } from '../../../net/document.js';
import { isImageIn, isPatch } from '../../pieces/image.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, type Part, starred } from '../../pieces/part.js';
import { isFront } from '../../pieces/slots.js';
import type { Lowering } from '../mechanism.js';
import type { Plan } from './plan.js';

/** What is patched: rewards `patching.applied`, `.spoilt` (bad patches in service), `.swapped` and `.discarded`. */
export function declareAccounts({ net }: Lowering, { failure, swap }: Plan, cycles: readonly LifeCycle[]): void {
  const applied = (condition: (cycle: LifeCycle) => string): Record<string, string> =>
    Object.fromEntries(cycles.map((cycle) => [activityOf('apply', starred(cycle.part)), condition(cycle)]));
  const isGood = ({ part }: LifeCycle): string => isImageIn(part, 'released');
  const isBad = ({ part }: LifeCycle): string => isImageIn(part, 'releasedBad');
  const isBadInService = (cycle: LifeCycle): string =>
    swap === undefined ? isBad(cycle) : `${isBad(cycle)} && ${isFront(starred(cycle.part))}`;
  const firings = (verb: string, value: (part: Part) => string | number): Record<string, string | number> =>
    Object.fromEntries(cycles.map(({ part }) => [activityOf(verb, starred(part)), value(starred(part))]));
  net.reward('patching.applied', {
    impulse: applied((cycle) => (failure === undefined ? isGood(cycle) : `${isGood(cycle)} || ${isBad(cycle)}`)),
  });
  if (swap !== undefined) net.reward('patching.swapped', { impulse: firings('swap', () => 1) });
  if (failure === undefined) return;
  const taken = swap === undefined ? [] : ['swap', ...(swap.policy === 'promote' ? ['succeed'] : [])];
  const spoilt = taken.map((verb) => firings(verb, (part) => isPatch(part, 'spoilt')));
  net.reward('patching.spoilt', { impulse: Object.assign(applied(isBadInService), ...spoilt) });
  if (swap !== undefined) net.reward('patching.discarded', { impulse: firings('discard', () => 1) });
}

export function accountMeasures({ failure, swap }: Plan): Readonly<Record<string, MeasureDocument>> {
  const counts: readonly (readonly [string, string, boolean])[] = [
    ['patches', 'applied', true],
    ['bad-patches', 'spoilt', failure !== undefined],
    ['swaps', 'swapped', swap !== undefined],
    ['copies-discarded', 'discarded', swap !== undefined && failure !== undefined],
  ];
  const kept = counts.filter(([, , exists]) => exists);
  return Object.fromEntries(kept.map(([name, of]) => [name, { accumulated: `patching.${of}`, until: 'horizon' }]));
}
