import { rangeOf } from '../estimate/natural-range.js';
import { compileNet } from '../kernel/compile.js';
import { type RunPlan, TrialError } from '../kernel/plan.js';
import { EvaluationError, evaluate } from '../net/expression/evaluate.js';
import type { Net, Timing } from '../net/net.js';

/** Events that a pilot gathers before it trusts its count. */
const eventsWanted = 1_000;
/** A first horizon of more than this many of the shortest mean delays might cost too much. */
const shortestMeansMax = 100_000;
const horizonGrowth = 16;
/** Lengthenings after which a net is taken to be as slow as it seems. */
const lengtheningsMax = 16;

/**
 * Events per unit of time early in trial 0: what long trials will cost. It depends on the net and the seed alone, so everything
 * decided from it (chunk bounds, lengths of replications) is the same on any machine. What the trial records changes nothing of it; a
 * plan of what will be recorded later spares compiling the net once more.
 */
export function eventsPerTime(net: Net, seed: string, recording: RunPlan = nothing): number {
  let horizon = firstHorizon(net);
  let rate = eventsWanted / horizon;
  for (let lengthening = 0; ; lengthening++, horizon *= horizonGrowth) {
    // What is recorded may go wrong later than any measure looks, and so may the net.
    const events = eventsUntil(net, seed, recording, horizon) ?? eventsUntil(net, seed, nothing, horizon);
    if (events === undefined) return rate;
    rate = events / horizon;
    if (events >= eventsWanted || lengthening === lengtheningsMax) return rate;
  }
}

/** Events of trial 0 up to a time; undefined when it goes wrong. */
function eventsUntil(net: Net, seed: string, recording: RunPlan, horizon: number): number | undefined {
  const program = compileNet(net, untilTime(recording, horizon), seed);
  return unlessWrong(() => program.run(0, 1, new Float64Array(program.layout.width), () => {}));
}

const nothing: RunPlan = { horizon: 0, rewards: [], instants: [], finals: [], spans: [] };

/** The plan without what ends a trial early, up to another time. */
function untilTime({ rewards, instants, finals, spans }: RunPlan, horizon: number): RunPlan {
  return {
    horizon,
    rewards: rewards.map(({ reward }) => ({ reward, at: [] })),
    instants: instants.map(({ of }) => ({ of, at: [] })),
    finals,
    spans: spans.map((span) => ({ ...span, sink: false })),
  };
}

/** What trials give; undefined when one meets what the net forbids. A pilot keeps that to itself: only trials that count are judged. */
export function unlessWrong<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof TrialError || error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** A time in which what is enabled at first would fire often enough, but not too often should faster things follow. */
function firstHorizon(net: Net): number {
  const state = net.places.map(({ initial }) => initial);
  const frame = { state, constants: net.constants.map(({ value }) => value), lets: net.lets };
  let rateAtFirst = 0;
  for (const { guard, timing } of net.activities) {
    const mean = meanDelay(net, timing);
    const enabled = unlessWrong(() => evaluate(guard, frame)) ?? 0;
    if (mean > 0 && mean < Infinity && enabled !== 0) rateAtFirst += 1 / mean;
  }
  const shortest = shortestMean(net);
  if (shortest === undefined) return 1;
  return rateAtFirst === 0 ? shortest : Math.min(eventsWanted / rateAtFirst, shortestMeansMax * shortest);
}

/** The shortest of the mean delays that can be told beforehand; undefined when none can. */
function shortestMean(net: Net): number | undefined {
  const means = net.activities
    .map(({ timing }) => meanDelay(net, timing))
    .filter((mean) => mean > 0 && mean < Infinity);
  return means.length === 0 ? undefined : means.reduce((a, b) => Math.min(a, b));
}

/** The least mean delay that can be told beforehand; 0 when none can. */
function meanDelay(net: Net, timing: Timing): number {
  if (timing.kind === 'rate') return 1 / rangeOf(net, timing.rate).high;
  return timing.kind === 'delay' ? (timing.law.bound?.mean ?? 0) : 0;
}
