import { expect } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { compileNet } from '../../src/kernel/compile.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import { type RunPlan, rowLayout, TrialError, type TrialProgram } from '../../src/kernel/plan.js';
import { seedKey, seedStreams, streamName, trialKey } from '../../src/kernel/random/streams.js';
import { unitExponential } from '../../src/kernel/random/unit-exponential.js';
import type { Measure, Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';

/** The net of a text that leaves out the format, the name and, when it has none, the measures. */
export function netOf(text: string): Net {
  return parseNet(loadYaml(`format: ninefold/net@1\nname: a test\n${text}`).data);
}

/**
 * A plan that records everything that a net has: each reward and `accumulated` measure at its times, each `at` measure at its
 * times and at the end, each span whole. A `mean-time-to` measure ends the trial.
 */
export function planOf(net: Net, horizon: number, spanBounds: { from?: number; until?: number } = {}): RunPlan {
  const target = net.measures.find((measure) => measure.kind === 'mean-time-to');
  const accumulated = net.measures.filter((measure) => measure.kind === 'accumulated');
  const instants = net.measures.filter((measure) => measure.kind === 'instant');
  return {
    horizon,
    ...(target === undefined ? {} : { until: target.target }),
    rewards: [
      ...net.rewards.map((reward) => ({ reward, at: [] })),
      ...accumulated.map(({ of, until }) => ({ reward: of, at: until.kind === 'times' ? until.times : [] })),
    ],
    instants: instants.map(({ of, at }) => ({ of, at: at.times })),
    finals: instants.map(({ of }) => of),
    spans: net.spans.map((span) => ({
      span,
      from: spanBounds.from ?? 0,
      until: spanBounds.until ?? horizon,
      sink: true,
    })),
  };
}

export interface Trials {
  readonly kind: 'trials';
  readonly rows: Float64Array;
  /** Span, trial and value of each passage, in the order in which they were handed over. */
  readonly passages: readonly (readonly [number, number, number])[];
  readonly events: number;
}

export interface Failure {
  readonly kind: 'error';
  readonly message: string;
  readonly activity: string | undefined;
  readonly trial: number;
  readonly time: number;
  readonly state: readonly string[];
}

export function runTrials(program: TrialProgram, first: number, count: number): Trials {
  const rows = new Float64Array(count * program.layout.width);
  const passages: [number, number, number][] = [];
  const events = program.run(first, count, rows, (span, trial, value) => passages.push([span, trial, value]));
  return { kind: 'trials', rows, passages, events };
}

/** What became of the trials: their observations, or the first that failed. */
export function outcomeOf(program: TrialProgram, first: number, count: number): Trials | Failure {
  try {
    return runTrials(program, first, count);
  } catch (error) {
    if (!(error instanceof TrialError)) throw error;
    const { message, activity, trial, time, state } = error;
    return { kind: 'error', message, activity, trial, time, state };
  }
}

/** The bits, so that 0 is not -0. */
const bits = (values: Float64Array): string => Buffer.from(Float64Array.from(values).buffer).toString('hex');

export function expectSame(found: Trials | Failure, wanted: Trials | Failure): void {
  if (found.kind === 'error' || wanted.kind === 'error') {
    expect(found).toEqual(wanted);
    return;
  }
  if (bits(found.rows) !== bits(wanted.rows)) expect([...found.rows]).toEqual([...wanted.rows]);
  expect(bits(found.rows)).toBe(bits(wanted.rows));
  expect(found.passages).toEqual(wanted.passages);
  expect(found.events).toBe(wanted.events);
}

/** The trials of the interpreter, once the compiled ones are seen to be the same. */
export function bothTrials(net: Net, plan: RunPlan, count = 1, seed = 'both'): Trials {
  const wanted = runTrials(interpretNet(net, plan, seed), 0, count);
  expectSame(outcomeOf(compileNet(net, plan, seed), 0, count), wanted);
  return wanted;
}

/** How the first of the trials fails, once the compiled ones are seen to fail in the same way. */
export function bothFail(text: string, horizon: number, count = 1): Failure {
  const net = netOf(text);
  const plan = planOf(net, horizon);
  const wanted = outcomeOf(interpretNet(net, plan, 'fail'), 0, count);
  expectSame(outcomeOf(compileNet(net, plan, 'fail'), 0, count), wanted);
  if (wanted.kind === 'trials') throw new Error(`no trial fails: rows ${[...wanted.rows].join(' ')}`);
  return wanted;
}

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

/** The first variates of the stream of an activity's clock. */
export function clockVariates(seed: string, trial: number, activity: string, count: number): number[] {
  const words = new Int32Array(4);
  trialKey(seedKey(seed), trial, words);
  const stream = new Int32Array(4);
  seedStreams(streamName(activity, 'clock'), words, stream);
  return Array.from({ length: count }, () => unitExponential(stream, 0));
}
