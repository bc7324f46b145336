import type { ExpressionText, MeasureDocument } from '../../../net/document.js';
import { hasCopyIn } from '../../pieces/copying.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import {
  activityOf,
  countOfAll,
  countWhere,
  isInAny,
  member,
  type Part,
  starred,
  stateOf,
  total,
} from '../../pieces/part.js';
import { hostOf, layerOn } from '../../pieces/placement.js';
import { groupSize } from '../../pieces/servers.js';
import { isFront } from '../../pieces/slots.js';
import type { State } from '../../pieces/state.js';
import { isSlotted, type Lowering } from '../mechanism.js';
import { cyclesOf, isByAge, type Plan } from './plan.js';

/** What the rejuvenations are and what they cost: rewards `rejuvenation.begun` and `.aborted`, label `rejuvenation.work`. */
export function declareAccounts(lowering: Lowering, plans: readonly Plan[]): void {
  const { net } = lowering;
  const cycles = plans.flatMap((plan) => cyclesOf(lowering, plan));
  net.reward('rejuvenation.begun', {
    impulse: Object.fromEntries(cycles.map(({ part }) => [firing('rejuvenate', part), 1])),
  });
  const aborted = plans.flatMap((plan) =>
    cyclesOf(lowering, plan).flatMap((cycle) => abortions(lowering, plan, cycle)),
  );
  if (aborted.length > 0) net.reward('rejuvenation.aborted', { impulse: Object.fromEntries(aborted) });
  net.label('rejuvenation.work', plans.map((plan) => workOf(lowering, plan)).join(' + '));
}

export function accountMeasures(
  plans: readonly Plan[],
  independent: boolean,
): Readonly<Record<string, MeasureDocument>> {
  const isAborted = plans.some(({ how }) => how.kind === 'reincarnation' && (!independent || how.policy === 'restart'));
  return {
    rejuvenations: { accumulated: 'rejuvenation.begun', until: 'horizon' },
    ...(isAborted ? { 'rejuvenations-aborted': { accumulated: 'rejuvenation.aborted', until: 'horizon' } } : {}),
  };
}

/** What a booting copy takes of the VM that serves beside it. */
export function capacityCost(lowering: Lowering, plans: readonly Plan[], server: Part): string | undefined {
  const isBooting = hasCopyIn(lowering, server, ['loading']);
  if (isBooting === undefined) return undefined;
  const [cost] = plans.flatMap((plan) =>
    plan.how.kind === 'reboot' ? [] : [`${share(lowering, plan, plan.how.share)} * (${isBooting})`],
  );
  return cost;
}

/** Servers' worth of work that goes to rejuvenation: all of one that is rebooted, and a copy's share of the node. */
function workOf(lowering: Lowering, plan: Plan): string {
  const parts = cyclesOf(lowering, plan).map(({ part }) => part);
  if (plan.how.kind === 'reincarnation') {
    return `${share(lowering, plan, plan.how.share)} * (${countOfAll(parts, 'loading')})`;
  }
  if (plan.subjects.kind === 'servers') return rebooting(lowering, plan).join(' + ');
  const { system, parts: all } = lowering;
  const [layer] = parts;
  if (system.hosts === undefined || layer === undefined) {
    const counts = system.servers.map((group) => groupSize(lowering.net, group));
    return `${total(counts)} * ${total(rebooting(lowering, plan))}`;
  }
  const idle = all.servers.map((server) => {
    const each = starred(server);
    const isThere = isInAny(layerOn(layer, hostOf(each)), statesOf(plan));
    return countWhere(server.index, isSlotted(system, server.component) ? `${isThere} && ${isFront(each)}` : isThere);
  });
  return total(idle);
}

/** The states of a reboot. */
const statesOf = ({ how }: Plan): readonly State[] =>
  how.kind === 'reboot' && how.time !== undefined && isByAge(how.time)
    ? ['rejuvenating', 'rejuvenatingAged']
    : ['rejuvenating'];

const rebooting = (lowering: Lowering, plan: Plan): readonly string[] => {
  const parts = cyclesOf(lowering, plan).map(({ part }) => part);
  return statesOf(plan).map((state) => countOfAll(parts, state));
};

const share = ({ net }: Lowering, { prefix }: Plan, value: number): string =>
  net.constant(`${prefix}.bootShare`, value);

/** Firings that end a copy before it has taken over. */
function abortions({ system }: Lowering, { how }: Plan, { part }: LifeCycle): readonly [string, ExpressionText][] {
  if (how.kind === 'reboot') return [];
  const abandoned: [string, ExpressionText][] = how.policy === 'restart' ? [[firing('abandon', part), 1]] : [];
  if (system.independent) return abandoned;
  return [...abandoned, [firing('fall', part), `${member(starred(part))} == ${stateOf(part, 'loading')}`]];
}

/** `rejuvenateVm(*)`: the firings of all members. */
const firing = (verb: string, part: LifeCycle['part']): string => activityOf(verb, starred(part));
