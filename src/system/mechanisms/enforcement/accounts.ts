import type { MeasureDocument } from '../../../net/document.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, countOfAll, countWhere, type Part, starred } from '../../pieces/part.js';
import { isServing } from '../../pieces/service-labels.js';
import type { Lowering } from '../mechanism.js';
import { watches } from './monitor.js';
import { halts, monitorOf, type Plan } from './plan.js';
import { isSecurity } from './security.js';

const HOURS_A_YEAR = 8760;

/** Rewards `enforcement.compromises`, `.blocked`, `.crashes` and `.alarms`; label `enforcement.halted`. */
export function declareAccounts({ net }: Lowering, plan: Plan, cycles: readonly LifeCycle[]): void {
  const firings = (verb: string, value = 1): Record<string, number> =>
    Object.fromEntries(cycles.map(({ part }) => [activityOf(verb, starred(part)), value]));
  const { policy } = plan;
  if (plan.exploit !== undefined) {
    const isBlocking = policy.kind === 'monitor-block';
    net.reward('enforcement.compromises', {
      impulse: { ...firings('attack'), ...(isBlocking ? firings('block', -1) : {}) },
    });
    if (isBlocking) net.reward('enforcement.blocked', { impulse: firings('block') });
  }
  if (policy.kind === 'monitor-crash') {
    if (canFind(policy)) net.reward('enforcement.crashes', { impulse: firings('catch') });
    if (policy.monitor.falseAlarms !== undefined) net.reward('enforcement.alarms', { impulse: firings('alarm') });
  }
  if (halts(plan)) {
    net.label(
      'enforcement.halted',
      countOfAll(
        cycles.map(({ part }) => part),
        'halted',
      ),
    );
  }
}

/** Whether there are crashes by the monitor: scans that never find anything are none. */
const canFind = ({ found, monitor }: Plan['policy'] & { readonly kind: 'monitor-crash' }): boolean =>
  found.by === 'symptoms' || monitor.detection > 0;

export function accountMeasures(
  plan: Plan,
  average: (of: string) => MeasureDocument,
): Readonly<Record<string, MeasureDocument>> {
  const { policy, exploit } = plan;
  const isCrashing = policy.kind === 'monitor-crash';
  const counts: readonly (readonly [string, string, boolean])[] = [
    ['compromises', 'compromises', exploit !== undefined],
    ['attacks-blocked', 'blocked', policy.kind === 'monitor-block'],
    ['monitor-crashes', 'crashes', isCrashing && canFind(policy)],
    ['false-alarms', 'alarms', isCrashing && policy.monitor.falseAlarms !== undefined],
  ];
  return {
    ...Object.fromEntries(
      counts.flatMap(([name, of, exists]) =>
        exists ? [[name, { accumulated: `enforcement.${of}`, until: 'horizon' }]] : [],
      ),
    ),
    ...(halts(plan) ? { 'halted-year': { ...average(`${HOURS_A_YEAR} * enforcement.halted`), unit: 'h/y' } } : {}),
  };
}

/** What watching takes of a VM. */
export function capacityCost({ net }: Lowering, plan: Plan, server: Part): string | undefined {
  const monitor = monitorOf(plan);
  if (monitor === undefined || monitor.cost === 0) return undefined;
  const cost = net.constant('enforcement.monitor.cost', monitor.cost);
  return monitor.ready === undefined ? cost : `${cost} * (${watches(monitor, server)})`;
}

/** Whether enough of those that serve are an attacker's to make the service unsafe: one, or as many as carry a vote. */
export function unsafe(lowering: Lowering, cycles: readonly LifeCycle[]): string {
  const { voting } = lowering.system.service;
  const owned = cycles.map(({ part }) => {
    const each = starred(part);
    return countWhere(part.index, `${isServing(lowering, each)} && !(${isSecurity(each, 'intact')})`);
  });
  return `service && ${owned.join(' + ')} >= ${voting === undefined ? 1 : 'service.voting.needs'}`;
}
