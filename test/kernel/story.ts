import { compileNet } from '../../src/kernel/compile.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import { type RunPlan, rowLayout } from '../../src/kernel/plan.js';
import type { Measure, Net } from '../../src/net/net.js';
import { expectSame, netOf, outcomeOf, planOf, runTrials } from './trials.js';

/** One trial by name: what `bothTrials` found, and each firing as `time activity place=value ...` of the places it changed. */
export interface Story {
  readonly end: number;
  readonly ended: boolean;
  readonly events: number;
  readonly firings: readonly string[];
  /** Passages of the span, in order. */
  passages(span: string): number[];
  /** Begun, completed, total. */
  span(span: string): [number, number, number];
  /** Of a reward, or of an `accumulated` measure: at its times, then at the end. */
  reward(name: string): number[];
  /** Of an `at` measure: at its times. */
  instants(name: string): number[];
  /** Of an `at` measure: at the trial's end. */
  final(name: string): number;
}

export function story(
  text: string,
  horizon: number,
  settings: { from?: number; until?: number; seed?: string; trial?: number } = {},
): Story {
  const net = netOf(text);
  const plan = watchingAll(net, planOf(net, horizon, settings));
  const seed = settings.seed ?? 'story';
  const trial = settings.trial ?? 0;
  const firings: string[] = [];
  let state = net.places.map(({ initial }) => initial);
  const interpreted = interpretNet(net, plan, seed, {
    fired(time, activity, _, now) {
      const changes = net.places.flatMap(({ name, states }, place) => {
        const value = now[place] as number;
        return value === state[place] ? [] : [`${name}=${states?.[value] ?? value}`];
      });
      state = [...now];
      firings.push([`${+time.toPrecision(9)}`, net.activities[activity]?.name, ...changes].join(' '));
    },
  });
  const wanted = runTrials(interpreted, trial, 1);
  expectSame(outcomeOf(compileNet(net, plan, seed), trial, 1), wanted);
  const layout = rowLayout(plan);
  const { rows } = wanted;
  const measured = (kind: Measure['kind'], name: string): number =>
    indexIn(
      net.measures.filter((measure) => measure.kind === kind),
      name,
    );
  const columns = (first: number | undefined, count: number): number[] => [
    ...rows.slice(first ?? Number.NaN, (first ?? Number.NaN) + count),
  ];
  return {
    end: rows[0] ?? Number.NaN,
    ended: rows[1] === 1,
    events: wanted.events,
    firings,
    passages: (name) =>
      wanted.passages.filter(([span]) => span === indexIn(net.spans, name)).map(([, , value]) => value),
    span: (name) => columns(layout.spans[indexIn(net.spans, name)], 3) as [number, number, number],
    reward(name) {
      const isReward = net.rewards.some((reward) => reward.name === name);
      const index = isReward ? indexIn(net.rewards, name) : net.rewards.length + measured('accumulated', name);
      return columns(layout.rewards[index], (plan.rewards[index]?.at.length ?? 0) + 1);
    },
    instants(name) {
      const index = measured('instant', name);
      return columns(layout.instants[index], plan.instants[index]?.at.length ?? 0);
    },
    final: (name) => rows[layout.finals[measured('instant', name)] ?? Number.NaN] ?? Number.NaN,
  };
}

/** The plan with the integral of each place and the number of firings of each activity, so that no difference goes unseen. */
function watchingAll(net: Net, plan: RunPlan): RunPlan {
  const one = { kind: 'number', value: 1 } as const;
  const integrals = net.places.map((_, index) => ({ rate: { kind: 'place', index } as const, impulses: [] }));
  const counts = net.activities.map((_, activity) => ({ impulses: [{ activity, value: one }] }));
  return { ...plan, rewards: [...plan.rewards, ...[...integrals, ...counts].map((reward) => ({ reward, at: [] }))] };
}

function indexIn(named: readonly { readonly name: string }[], name: string): number {
  const index = named.findIndex((item) => item.name === name);
  if (index < 0) throw new Error(`no ${name} among ${named.map((item) => item.name).join(', ')}`);
  return index;
}
