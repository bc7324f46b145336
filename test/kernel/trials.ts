import { expect } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { compileNet } from '../../src/kernel/compile.js';
import { interpretNet } from '../../src/kernel/interpret.js';
import { type RunPlan, TrialError, type TrialProgram } from '../../src/kernel/plan.js';
import { seedKey, seedStreams, streamName, trialKey } from '../../src/kernel/random/streams.js';
import { unitExponential } from '../../src/kernel/random/unit-exponential.js';
import type { Net } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';

/** The net of a text that leaves out the format and the name. */
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

/** Texts up to which firings are written into the loop: as usual, and never, so that every net keeps what is due. */
export const forms: readonly (number | undefined)[] = [undefined, 0];

/** The trials of the interpreter, once the compiled ones are seen to be the same. */
export function bothTrials(net: Net, plan: RunPlan, count = 1, seed = 'both'): Trials {
  const wanted = runTrials(interpretNet(net, plan, seed), 0, count);
  for (const textMax of forms) expectSame(outcomeOf(compileNet(net, plan, seed, textMax), 0, count), wanted);
  return wanted;
}

/** How the first of the trials fails, once the compiled ones are seen to fail in the same way. */
export function bothFail(text: string, horizon: number, count = 1): Failure {
  const net = netOf(text);
  const plan = planOf(net, horizon);
  const wanted = outcomeOf(interpretNet(net, plan, 'fail'), 0, count);
  for (const textMax of forms) expectSame(outcomeOf(compileNet(net, plan, 'fail', textMax), 0, count), wanted);
  if (wanted.kind === 'trials') throw new Error(`no trial fails: rows ${[...wanted.rows].join(' ')}`);
  return wanted;
}

/** The first variates of the stream of an activity's clock. */
export function clockVariates(seed: string, trial: number, activity: string, count: number): number[] {
  const words = new Int32Array(4);
  trialKey(seedKey(seed), trial, words);
  const stream = new Int32Array(4);
  seedStreams(streamName(activity, 'clock'), words, stream);
  return Array.from({ length: count }, () => unitExponential(stream, 0));
}
