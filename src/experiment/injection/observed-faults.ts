import type { RunPlan } from '../../kernel/plan.js';
import { rowLayout } from '../../kernel/plan.js';
import type { Expression } from '../../net/expression/expression.js';
import type { Net, Reward } from '../../net/net.js';
import { ALL_OVER, watched } from '../../system/mechanisms/inject/watch.js';

/** What one fault did in one trial; times in the net's unit. */
export interface FaultSeen {
  /** The service was up in the instant before. */
  readonly servedBefore: boolean;
  /** Whether the service was down afterwards, and came back by the horizon. */
  readonly outage: 'none' | 'running' | 'over';
  readonly restored: boolean;
  /** Whether the failure was hidden at first, and whether that was noticed or ended otherwise. */
  readonly hidden: 'never' | 'still' | 'noticed' | 'ended';
  /** From the fault until what failed was up again, or to the horizon. */
  readonly componentTime: number;
  /** From the fault until the service was back from the outage that followed, or to the horizon. */
  readonly serviceTime: number;
  readonly hiddenTime: number;
  /** Until both were restored. */
  readonly downtime: number;
  /** The downtime by what it was charged to, in the order of `causes`. */
  readonly charged: readonly number[];
}

/** How the trials of a net with watched faults are run and read. */
export interface FaultObservation {
  readonly plan: RunPlan;
  /** Causes of outages, as the net names them. */
  readonly causes: readonly string[];
  /** What a row says of a fault; undefined when the trial was over before it, 'missed' when nothing ran that it could strike. */
  read(fault: number, rows: Float64Array, row: number): FaultSeen | 'missed' | undefined;
}

const FINALS = ['phase', 'servedBefore', 'outage', 'restored', 'hidden'] as const;
const TIMES = ['componentTime', 'serviceTime', 'hiddenTime', 'downtime'] as const;

/** The trial ends at the horizon, or once nothing is left to be seen of any fault. */
export function observeFaults(net: Net, ids: readonly string[], horizon: number): FaultObservation {
  const causes = net.places.find(({ name }) => name === 'last')?.states ?? [];
  const rewardNames = (id: string): readonly string[] => [
    ...TIMES.map((name) => `${id}.${name}`),
    ...causes.map((cause) => `${id}.${cause}`),
    `${id}.detections`,
  ];
  const until = net.lets.find(({ name }) => name === ALL_OVER)?.expression;
  if (until === undefined) throw new Error(`no label ${ALL_OVER}: the faults of this net are not watched`);
  const plan: RunPlan = {
    horizon,
    until,
    rewards: ids.flatMap((id) => rewardNames(id).map((name) => ({ reward: rewardNamed(net, name), at: [] }))),
    instants: [],
    finals: ids.flatMap((id) => FINALS.map((name) => placeNamed(net, `${id}.${name}`))),
    spans: [],
  };
  const { rewardsAtEnd, finals } = rowLayout(plan);
  const perFault = TIMES.length + causes.length + 1;
  return {
    plan,
    causes,
    read(fault, rows, row) {
      const value = (column: number | undefined): number => rows[row + (column ?? Number.NaN)] ?? Number.NaN;
      const time = (index: number): number => value(rewardsAtEnd[fault * perFault + index]);
      const final = (name: (typeof FINALS)[number]): number =>
        value(finals[fault * FINALS.length + FINALS.indexOf(name)]);
      const { phase } = watched;
      if (final('phase') === phase.waiting) return undefined;
      if (final('phase') === phase.missed) return 'missed';
      const isDetected = time(perFault - 1) > 0;
      return {
        servedBefore: final('servedBefore') === 1,
        outage: nameOf(watched.outage, final('outage')),
        restored: final('restored') === 1,
        hidden: isDetected ? 'noticed' : hiddenOf(final('hidden')),
        componentTime: time(0),
        serviceTime: time(1),
        hiddenTime: time(2),
        downtime: time(3),
        charged: causes.map((_, index) => time(TIMES.length + index)),
      };
    },
  };
}

/** What is no longer hidden and was not detected came to an end otherwise: a layer fell, a copy took over. */
function hiddenOf(value: number): FaultSeen['hidden'] {
  const name = nameOf(watched.hidden, value);
  return name === 'noticed' ? 'ended' : name;
}

function nameOf<Name extends string>(values: Readonly<Record<Name, number>>, value: number): Name {
  const [found] = (Object.keys(values) as Name[]).filter((name) => values[name] === value);
  if (found === undefined) throw new Error(`no name for ${value} among ${Object.keys(values)}`);
  return found;
}

/** What is never detected has no such reward. */
function rewardNamed(net: Net, name: string): Reward {
  return net.rewards.find((reward) => reward.name === name) ?? { impulses: [] };
}

function placeNamed(net: Net, name: string): Expression {
  const index = net.places.findIndex((place) => place.name === name);
  if (index === -1) throw new Error(`no place ${name}: the faults of this net are not watched`);
  return { kind: 'place', index };
}
