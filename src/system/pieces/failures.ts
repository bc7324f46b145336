import { type Lowering, mechanismsOf } from '../mechanisms/mechanism.js';
import type { NetBuilder, WeightedWrites, Writes } from '../net-builder.js';
import type { CommonCause, Component, System } from '../system.js';
import { hitProbability, shockRate } from './common-cause.js';
import { crash, type LifeCycle } from './life-cycle.js';
import { activityOf, type Part, starred } from './part.js';
import { lifeTiming, paced, rateExpression, type TimingDocument } from './timing.js';
import { failureCases } from './wrong-answers.js';

/** Declares the failures of a component, and of the function in it if that is a VM. */
export function declareFailures(lowering: Lowering, cycle: LifeCycle): void {
  for (const failure of ownFailures(lowering, cycle.part)) declareFailure(lowering, cycle, failure);
}

/** How a part fails by itself. */
export function ownFailures({ system }: Lowering, part: Part): readonly Failure[] {
  const isAlone = mechanismsOf(system).some((mechanism) => mechanism.failsAlone?.has(part.component.id));
  const own = { of: part.component, name: activityOf('fail', part), cause: part.cause };
  const failures = isAlone ? [] : [own];
  if (part.cause !== 'vm' || system.function?.in !== 'vms') return failures;
  const index = part.index === undefined ? '' : `(${part.index})`;
  const among = part.id === 'vm' ? '' : `.${part.id}`;
  return [...failures, { of: system.function.component, name: `failFunction${among}${index}`, cause: 'function' }];
}

/**
 * Reward `failures`: failures of servers by themselves, crashes and wrong answers, of copies beside them excepted; they fail of their lives,
 * of the function in them, and of what mechanisms add.
 */
export function declareFailureCount(lowering: Lowering): void {
  const { cycles, system, net } = lowering;
  const mechanisms = mechanismsOf(system);
  const impulses = cycles.flatMap((cycle) => {
    const { component } = cycle.part;
    if (!system.servers.some(({ id }) => id === component.id)) return [];
    const each = cycle.of(starred(cycle.part));
    const verbs = mechanisms.flatMap((mechanism) => mechanism.failsBy?.(component) ?? []);
    const names = [
      ...ownFailures(lowering, each.part).map(({ name }) => name),
      ...verbs.map((verb) => activityOf(verb, each.part)),
    ];
    return names.map((name): [string, string] => [name, each.ifFront('1', '0')]);
  });
  net.reward('failures', { impulse: Object.fromEntries(impulses) });
}

interface Failure {
  readonly of: Component;
  readonly name: string;
  readonly cause: string;
}

function declareFailure(lowering: Lowering, cycle: LifeCycle, { of, name, cause }: Failure): void {
  const occasion = { when: cycle.mayFail, ...failureTiming(lowering, cycle, of) };
  lowering.net.activity(name, occasion, failureOutcome(lowering, cycle, of, cause));
}

/** What a failure of a component, or of the function in it, leads to: a crash, or by chance wrong answers. */
export function failureOutcome(
  { net, system, causes }: Lowering,
  cycle: LifeCycle,
  of: Component,
  cause: string,
): readonly WeightedWrites[] | Writes {
  if (of.valueFailures === undefined || of.valueFailures === 0) return crash(cycle, causes, cause);
  const share = net.constant(`${of.prefix}.valueFailures`, of.valueFailures);
  return failureCases(system, cycle, causes, cause, share);
}

/** When a component, or the function in it, fails by itself. */
export function failureTiming(lowering: Lowering, cycle: LifeCycle, of: Component): TimingDocument {
  return paced(ownTiming(lowering.net, lowering.system, of), paceOf(lowering, cycle));
}

/** How fast its life is worked off; undefined when always at the usual speed. */
function paceOf(lowering: Lowering, cycle: LifeCycle): string | undefined {
  const stresses = mechanismsOf(lowering.system).map((mechanism) => mechanism.stress?.(cycle, lowering));
  const factors = [cycle.speed, ...stresses].flatMap((factor) => factor ?? []);
  return factors.length === 0 ? undefined : factors.join(' * ');
}

/** At its own rate, less what common causes take of it. */
function ownTiming(net: NetBuilder, system: System, component: Component): TimingDocument {
  const struck = system.commonCauses.filter((cause) => cause.members.includes(component.id) && takesOwnRate(cause));
  if (struck.length === 0) return lifeTiming(net, component);
  const rate = rateExpression(net, component.prefix, component.life);
  if (rate === undefined)
    throw new Error(`${component.name}: a common cause takes a share of a life that is not exponential`);
  const betas = struck.filter((cause) => cause.kind === 'beta').map((cause) => ` - ${cause.prefix}.beta`);
  const shocks = struck.flatMap((cause) => (cause.kind === 'shock' ? [shockShare(net, cause, component)] : []));
  const left = betas.length === 0 ? rate : `(1${betas.join('')}) * (${rate})`;
  // What is left may be 0, and a rounding below it.
  return { rate: shocks.length === 0 ? left : `max(0, ${[left, ...shocks].join(' - ')})` };
}

const takesOwnRate = (cause: CommonCause): boolean => cause.kind === 'beta' || cause.marginals === 'kept';

function shockShare(net: NetBuilder, cause: CommonCause & { kind: 'shock' }, component: Component): string {
  const rate = `(${shockRate(net, cause)})`;
  return cause.hits.has(component.id) ? `${hitProbability(net, cause, component.id)} * ${rate}` : rate;
}
