import type { Writes } from '../../net-builder.js';
import { copyWrites, hasCopyIn } from '../../pieces/copying.js';
import { imageOf, isPatch, stageOfImage } from '../../pieces/image.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, isInAny, member, not, type Part, stateOf } from '../../pieces/part.js';
import { BEGIN, DISSOLVE, PROMOTE, RECOVER } from '../../pieces/priorities.js';
import { becomesFront, isFront } from '../../pieces/slots.js';
import type { State } from '../../pieces/state.js';
import { takes } from '../../pieces/timing.js';
import type { Lowering } from '../mechanism.js';
import { isDue } from './due.js';
import type { Plan, Swap } from './plan.js';
import { mayBegin } from './rollout.js';

/** A VM in one slot, which serves, and its copy in the other, which is patched and takes over. */
export interface Pair {
  readonly plan: Plan;
  readonly swap: Swap;
  readonly original: LifeCycle;
  readonly copy: LifeCycle;
}

/** States of a slot in a swap: those of a copy in their order, then those around the takeover. */
export function swapStates({ clone, quarantine, transfer, takeover, draining }: Swap): readonly State[] {
  const all: readonly (readonly [State, boolean])[] = [
    ['cloning', clone !== undefined],
    ['quarantined', quarantine !== undefined],
    ['receiving', transfer !== undefined],
    ['ready', true],
    ['takingOver', takeover !== undefined],
    ['draining', draining !== undefined],
  ];
  return all.flatMap(([state, exists]) => (exists ? [state] : []));
}

/** Where a copy is once it has restarted. */
export const afterRestart = (swap: Swap): State =>
  swap.quarantine === undefined ? afterQuarantine(swap) : 'quarantined';

const afterQuarantine = ({ transfer }: Swap): State => (transfer === undefined ? 'ready' : 'receiving');

/** Declares a swap from its beginning to its end; `declareSteps` has what it shares with a patch in place. */
export function declareSwap(lowering: Lowering, pair: Pair): void {
  declareCopying(lowering, pair);
  declareTakeover(lowering, pair);
  declareOriginalFails(lowering, pair);
  declareDiscard(lowering, pair);
}

/** A copy is begun, and is patched, watched and given the state of the VM while that serves. */
function declareCopying(lowering: Lowering, pair: Pair): void {
  const { net } = lowering;
  const { plan, swap, original, copy } = pair;
  const [from, to] = [original.part, copy.part];
  const serves = swap.takeover === undefined ? [] : [not(isIn(from, 'takingOver'))];
  const begins = [original.works, ...serves, isIn(to, 'empty'), isDue(from, plan), ...mayBegin(lowering, plan)];
  net.activity(
    activityOf('copy', from),
    { when: begins.join(' && '), immediate: BEGIN },
    { ...becomes(to, swap.clone === undefined ? 'patching' : 'cloning'), ...copyWrites(lowering, from, to, swap.copy) },
  );
  if (swap.clone !== undefined) {
    const cloned = { when: isIn(to, 'cloning'), ...takes(net, 'patching.clone', swap.clone, RECOVER) };
    net.activity(activityOf('clone', to), cloned, becomes(to, 'patching'));
  }
  if (swap.quarantine !== undefined) declareQuarantine(lowering, pair, swap.quarantine);
  if (swap.transfer !== undefined) {
    const sent = { when: isIn(to, 'receiving'), ...takes(net, 'patching.transfer', swap.transfer, RECOVER) };
    net.activity(activityOf('receive', to), sent, becomes(to, 'ready'));
  }
}

const becomes = (slot: Part, state: State): Writes => ({ [member(slot)]: stateOf(slot, state) });

/** At the end of its quarantine a bad patch is found with some probability, and withdrawn; then its copies are not wanted any more. */
function declareQuarantine(
  { net }: Lowering,
  { plan, swap, copy }: Pair,
  { time, detection }: NonNullable<Swap['quarantine']>,
): void {
  const { part } = copy;
  const image = imageOf(part);
  const over = { when: isIn(part, 'quarantined'), ...takes(net, 'patching.quarantine.time', time, RECOVER) };
  const cleared = becomes(part, afterQuarantine(swap));
  if (plan.failure === undefined) {
    net.activity(activityOf('clear', part), over, cleared);
    return;
  }
  const found = `if(${isPatch(part, 'spoilt')}, ${net.constant('patching.quarantine.detection', detection)}, 0)`;
  net.activity(activityOf('clear', part), over, [
    { weight: found, writes: { [image]: stageOfImage(image, 'withdrawn') } },
    { weight: `1 - ${found}`, writes: cleared },
  ]);
}

/** The copy becomes the VM; the original, if it still runs, ends what it has begun and is shut down. */
function declareTakeover({ net, causes }: Lowering, { swap, original, copy }: Pair): void {
  const [from, to] = [original.part, copy.part];
  const left =
    swap.draining === undefined
      ? stateOf(from, 'empty')
      : `if(${original.runs}, ${stateOf(from, 'draining')}, ${stateOf(from, 'empty')})`;
  const interruption = swap.takeover === undefined ? {} : { last: causes.charged('patch') };
  net.activity(
    activityOf('swap', to),
    { when: isIn(to, 'ready'), immediate: PROMOTE },
    {
      ...becomes(to, swap.takeover === undefined ? 'up' : 'takingOver'),
      [member(from)]: left,
      ...becomesFront(to),
      ...interruption,
    },
  );
  if (swap.takeover !== undefined) {
    const over = { when: isIn(to, 'takingOver'), ...takes(net, 'patching.takeover', swap.takeover, RECOVER) };
    net.activity(activityOf('serve', to), over, becomes(to, 'up'));
  }
  if (swap.draining !== undefined) {
    const drained = { when: isIn(to, 'draining'), ...takes(net, 'patching.draining', swap.draining, RECOVER) };
    net.activity(activityOf('drain', to), drained, becomes(to, 'empty'));
  }
}

/** What becomes of the copy when the original fails first. What is down cannot be cloned, whatever the policy. */
function declareOriginalFails({ net }: Lowering, { swap, original, copy }: Pair): void {
  const [from, to] = [original.part, copy.part];
  const failed = `${isFront(from)} && ${not(original.ages)}`;
  const declare = (verb: string, states: readonly State[], writes: Writes): void => {
    const among = states.filter((state) => copy.has(state));
    if (among.length === 0) return;
    net.activity(activityOf(verb, to), { when: `${isInAny(to, among)} && ${failed}`, immediate: PROMOTE }, writes);
  };
  const givenUp = becomes(to, 'empty');
  if (swap.policy === 'restart') declare('drop', COPY_STATES, givenUp);
  else declare('drop', ['cloning'], givenUp);
  if (swap.policy !== 'promote') return;
  declare('succeed', ['patching', 'applied', 'restarting'], { ...becomes(from, 'empty'), ...becomesFront(to) });
  declare('hasten', ['quarantined', 'receiving'], becomes(to, 'ready'));
}

/** A copy on its way to take over. */
const COPY_STATES: readonly State[] = ['cloning', 'patching', 'applied', 'restarting', 'quarantined', 'receiving'];

/** What a copy takes of the VM that serves beside it: nothing while it waits for its turn to boot. */
export function capacityCost(lowering: Lowering, { share }: Swap, server: Part): string | undefined {
  if (share === 0) return undefined;
  const states = COPY_STATES.filter((state) => state !== 'applied');
  const isBusy = hasCopyIn(lowering, server, states);
  return isBusy && `${lowering.net.constant('patching.copyShare', share)} * (${isBusy})`;
}

/** A copy is discarded when the original has what its image has: the patch has been withdrawn. */
function declareDiscard({ net }: Lowering, { plan, original, copy }: Pair): void {
  if (plan.failure === undefined) return;
  const [from, to] = [original.part, copy.part];
  const among = COPY_STATES.filter((state) => copy.has(state));
  net.activity(
    activityOf('discard', to),
    { when: `${isInAny(to, among)} && ${isFront(from)} && ${not(isDue(from, plan))}`, immediate: DISSOLVE },
    becomes(to, 'empty'),
  );
}
