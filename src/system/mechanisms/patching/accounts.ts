import type { MeasureDocument } from '../../../net/document.js';
import { isImageIn } from '../../pieces/image.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, starred } from '../../pieces/part.js';
import type { Lowering } from '../mechanism.js';
import type { Plan } from './plan.js';

/** What is patched: rewards `patching.applied` and `.spoilt`. */
export function declareAccounts({ net }: Lowering, { failure }: Plan, cycles: readonly LifeCycle[]): void {
  const applied = (condition: (cycle: LifeCycle) => string): Record<string, string> =>
    Object.fromEntries(cycles.map((cycle) => [activityOf('apply', starred(cycle.part)), condition(cycle)]));
  const isGood = ({ part }: LifeCycle): string => isImageIn(part, 'released');
  const isBad = ({ part }: LifeCycle): string => isImageIn(part, 'releasedBad');
  net.reward('patching.applied', {
    impulse: applied((cycle) => (failure === undefined ? isGood(cycle) : `${isGood(cycle)} || ${isBad(cycle)}`)),
  });
  if (failure !== undefined) net.reward('patching.spoilt', { impulse: applied(isBad) });
}

export function accountMeasures({ failure }: Plan): Readonly<Record<string, MeasureDocument>> {
  return {
    patches: { accumulated: 'patching.applied', until: 'horizon' },
    ...(failure === undefined ? {} : { 'bad-patches': { accumulated: 'patching.spoilt', until: 'horizon' } }),
  };
}
