import { imageOf, isPatch } from '../../pieces/image.js';
import type { LifeCycle } from '../../pieces/life-cycle.js';
import { activityOf, isIn, member, stateOf } from '../../pieces/part.js';
import { HALT } from '../../pieces/priorities.js';
import { serverCycles } from '../../pieces/servers.js';
import type { Lowering, Mechanism, MechanismKind } from '../mechanism.js';
import { accountMeasures, capacityCost, declareAccounts, unsafe } from './accounts.js';
import { declareExploits, invasion } from './exploits.js';
import { declareCrashes, declareReadiness } from './monitor.js';
import { halts, monitorOf, type Plan } from './plan.js';
import { readPlan } from './read.js';
import { securityOf } from './security.js';
import { words } from './words.js';

/** VMs with open holes are compromised, and the policy says what keeps the service safe until they are patched. */
export const enforcement: MechanismKind = {
  causes: ['halted', 'monitor-crash', 'false-alarm'],
  read(node, problems) {
    const plan = readPlan(node, problems);
    const { layers, servers } = node;
    if (plan === undefined || servers === undefined) return [];
    return [mechanism(plan, layers.length, new Set(servers.map(({ id }) => id)))];
  },
};

function mechanism(plan: Plan, level: number, servers: ReadonlySet<string>): Mechanism {
  const { policy, exploit } = plan;
  const isCrashing = policy.kind === 'monitor-crash';
  const causes = [
    ...(policy.kind === 'shut-down' ? ['halted'] : []),
    ...(isCrashing ? ['monitor-crash'] : []),
    ...(isCrashing && policy.monitor.falseAlarms !== undefined ? ['false-alarm'] : []),
  ];
  const isHaltedHere = halts(plan);
  return {
    name: 'enforcement',
    causes: new Map(causes.map((name) => [name, level])),
    restores: isHaltedHere || isCrashing,
    words,
    states: ({ id }) => {
      if (!servers.has(id)) return [];
      return [...(isHaltedHere ? (['halted'] as const) : []), ...(isCrashing ? (['crashed'] as const) : [])];
    },
    spares: ({ part }) => (isHaltedHere && servers.has(part.component.id) ? [isIn(part, 'halted')] : []),
    capacityCost: (server, lowering) => capacityCost(lowering, plan, server),
    ...(exploit === undefined
      ? {}
      : {
          copied: (original, copy, how) => (how === 'clone' ? { [securityOf(copy)]: securityOf(original) } : {}),
          invaded: (cycle, lowering) => invasion(lowering, plan, cycle),
          unsafe: (lowering) => unsafe(lowering, serverCycles(lowering)),
        }),
    declare: (lowering) => declare(lowering, plan),
    measures: (average) => accountMeasures(plan, average),
  };
}

function declare(lowering: Lowering, plan: Plan): void {
  const { policy, exploit } = plan;
  const cycles = serverCycles(lowering);
  for (const cycle of cycles) {
    if (exploit !== undefined) declareExploits(lowering, plan, exploit, cycle);
    if (policy.kind === 'shut-down') declareShutDown(lowering, cycle);
    if (policy.kind === 'monitor-crash') declareCrashes(lowering, policy, cycle);
  }
  const monitor = monitorOf(plan);
  const images = new Map(cycles.map(({ part }) => [imageOf(part), part]));
  if (monitor !== undefined) for (const part of images.values()) declareReadiness(lowering, monitor, part);
  declareAccounts(lowering, plan, cycles);
}

/** What runs with an open hole is shut down, and is halted until it is patched. */
function declareShutDown({ net, causes }: Lowering, cycle: LifeCycle): void {
  const { part } = cycle;
  net.activity(
    activityOf('halt', part),
    { when: `${cycle.works} && ${isPatch(part, 'unpatched')}`, immediate: HALT },
    { [member(part)]: stateOf(part, 'halted'), last: causes.charged('halted') },
  );
}
