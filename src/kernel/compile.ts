import type { BoundLaw } from '../net/distributions/distribution.js';
import { binaryValue, callValue, EvaluationError, evaluate, type Frame, selected } from '../net/expression/evaluate.js';
import type { Expression } from '../net/expression/expression.js';
import type { Activity, Net } from '../net/net.js';
import { fractionalPower } from '../net/numeric/fractional-power.js';
import { normalQuantile } from '../net/numeric/normal.js';
import { quickExp } from '../net/numeric/quick-exp.js';
import { doubles, doublesOf, integers, integersOf } from './arrays.js';
import { drawClock, gridPointAfter, gridPointsSkipped } from './clocks.js';
import { wordsFor } from './compile/bits.js';
import { generate, loopTextMax, type Program } from './compile/program.js';
import { type Structure, structureOf } from './compile/structure.js';
import {
  checkDelay,
  checkPeriod,
  checkPlaceValue,
  checkProbability,
  checkSpeed,
  checkTotalWeight,
  checkWeight,
  KernelFault,
} from './faults.js';
import { interpretNet } from './interpret.js';
import { Observation, type Reader } from './observation.js';
import { type RunPlan, rowLayout, type SpanSink, type TrialProgram } from './plan.js';
import { nextUniform, streamWords } from './random/sfc32.js';
import { seedKey, seedStreams, trialKey } from './random/streams.js';
import { edges, outsideLayer, unitExponential, widths } from './random/unit-exponential.js';
import { Recent } from './recent.js';

/**
 * A net as one specialised JavaScript function. The trials are the interpreter's, bit for bit. Nets of one structure share one
 * compilation: the source is the key, and numbers (rates, laws, weights) are data.
 *
 * When a trial fails, the interpreter runs it again to say exactly what went wrong and where.
 *
 * `textMax`: with more generated text than this firings keep what is due (`compile/due.ts`).
 */
export function compileNet(net: Net, plan: RunPlan, seed: string, textMax = loopTextMax): TrialProgram {
  const layout = rowLayout(plan);
  const observed = observedExpressions(plan);
  const structure = structureOf(net, plan);
  const program = programOf(net, structure, plan, observed, textMax);
  const world = createWorld(structure, program, seed);
  const fresh = factories.known(program.source) === undefined;
  const { run, readers } = factories.get(program.source, newFactory)(world);
  const observation = new Observation(plan, (expression) => readers[observed.indexOf(expression)] as Reader);
  if (fresh) warmUp(program, plan, world, run, readers, observed);
  return {
    layout,
    run(first, count, rows, sink) {
      try {
        return run(first, count, rows, layout.width, sink, observation, Infinity);
      } catch (fault) {
        if (!(fault instanceof Error)) throw fault;
        interpretNet(net, plan, seed).run(world.trial, 1, new Float64Array(layout.width), () => {});
        throw new Error(`trial ${world.trial} fails when compiled and not when interpreted: ${fault.message}`, {
          cause: fault,
        });
      }
    },
  };
}

/**
 * Runs a few events with all rates equal, so that V8 has seen every branch before it optimises: otherwise each first failure of
 * something reliable throws the optimised code away.
 */
function warmUp(
  program: Program,
  plan: RunPlan,
  world: World,
  run: Run,
  readers: readonly Reader[],
  observed: readonly Expression[],
): void {
  const short: RunPlan = {
    ...plan,
    horizon: 20,
    rewards: plan.rewards.map(({ reward }) => ({ reward, at: [] })),
    instants: [],
    spans: plan.spans.map((span) => ({ ...span, sink: false })),
  };
  const observation = new Observation(short, (expression) => readers[observed.indexOf(expression)] as Reader);
  const { width } = rowLayout(short);
  const parameters = world.parameters.slice();
  world.parameters.set(program.parameters.levelled(parameters));
  try {
    // One trial a call: V8 learns of what precedes the loops only from the second call on.
    for (let trial = 0; trial < warmUpTrials; trial++) {
      run(trial, 1, new Float64Array(width), width, () => {}, observation, warmUpEventsMax);
    }
  } catch (fault) {
    // Levelled rates may lead where the real ones never do; only the real trials are judged.
    if (!(fault instanceof Error)) throw fault;
  } finally {
    world.parameters.set(parameters);
  }
}

const warmUpTrials = 5;
/**
 * Of a trial: what is not levelled, calendars and rates that follow the state, may happen very often. No integer, for V8 then expects
 * none, and keeps its code when Infinity comes.
 */
const warmUpEventsMax = 20_000.5;

type Run = (
  first: number,
  count: number,
  rows: Float64Array,
  width: number,
  sink: SpanSink,
  observation: Observation,
  /** The run ends, its trial unfinished, at so many events. */
  eventsMax: number,
) => number;
type Factory = (world: World) => { readonly run: Run; readonly readers: readonly Reader[] };

/** Programs by structure, those of long nets by the net, and compiled sources. */
const programs = new Recent<string, Program>(32);
const programsOfNets = new WeakMap<Net, Recent<string, Program>>();
const factories = new Recent<string, Factory>(64);

const newFactory = (source: string): Factory => new Function('world', source) as Factory;

function programOf(
  of: Net,
  { net, constants, key, isOfOneNet }: Structure,
  plan: RunPlan,
  observed: readonly Expression[],
  textMax: number,
): Program {
  return (isOfOneNet ? programsOfNet(of) : programs).get(`${textMax} ${key}`, () =>
    generate(net, plan, constants, observed, new Observation(plan, () => () => 0), textMax),
  );
}

function programsOfNet(net: Net): Recent<string, Program> {
  const own = programsOfNets.get(net) ?? new Recent<string, Program>(8);
  programsOfNets.set(net, own);
  return own;
}

/** All that reads a net's state during a trial, each reading: in plans that record the same they have the same places. */
function observedExpressions(plan: RunPlan): Expression[] {
  const found: Expression[] = [];
  new Observation(plan, (expression) => {
    found.push(expression);
    return () => 0;
  });
  return found;
}

type World = ReturnType<typeof createWorld>;

/** The data that generated code runs on, and the functions that it calls. */
function createWorld({ net, constants }: Structure, program: Program, seed: string) {
  const { slotCount, counters } = program;
  const initial = integersOf([...net.places.map((place) => place.initial), ...counters.all.map(() => 0)]);
  const state = integers(initial.length);
  const frame: Frame = { state, constants, lets: net.lets };
  const parameters = program.parameters.fill(
    (expression) => evaluate(expression, frame),
    (activity) => lawOf(net, activity),
  );
  state.set(initial);
  for (const { index, terms } of counters.all) {
    for (const term of terms.values()) initial[index] = (initial[index] as number) + evaluate(term, frame);
  }
  state.set(initial);
  const watchedFrame = { state, constants, lets: counters.inLets(net.lets) };
  const firstWatched = doublesOf(program.watched.map((watch) => evaluate(watch, watchedFrame)));
  const watched = doubles(firstWatched.length);
  const deadline = doubles(slotCount);
  const holder = integers(slotCount);
  // Of the heap: as many places as slots, and room for children that the last nodes do not have.
  const heapLength = 2 * slotCount + 2;
  const streams = integers(program.streamNames.length);
  const key = seedKey(seed);
  const trialWords = new Int32Array(4);
  const world = {
    state,
    deadline,
    holder,
    streams,
    parameters,
    laws: program.parameters.laws.map((activity) => lawOf(net, activity)),
    tables: program.tables,
    integers,
    ...Object.fromEntries(program.tables.map((table, index) => [`table${index}`, table])),
    initial,
    firstWatched,
    watched,
    changed: integers(wordsFor(program.observerCount)),
    fired: doubles(1),
    clock: doubles(1),
    set: integers(wordsFor(net.activities.length)),
    here: integers(1),
    speeds: doubles(slotCount),
    remaining: doubles(slotCount),
    due: doubles(heapLength).fill(Infinity),
    order: integers(heapLength),
    place: integers(slotCount),
    size: integers(1),
    ahead: doubles(streams.length / streamWords),
    edges,
    widths,
    outsideLayer,
    unitExponential,
    nextUniform,
    checkWeight,
    checkDelay,
    checkSpeed,
    checkPeriod,
    checkProbability,
    gridPointAfter,
    gridPointsSkipped,
    normalQuantile,
    fractionalPower,
    quickExp,
    selected,
    trial: 0,
    startTrial(trial: number): void {
      world.trial = trial;
      trialKey(key, trial, trialWords);
      seedStreams(program.streamNames, trialWords, streams);
    },
    /** The next of listed times, or a delay from a law that is not inlined. */
    drawn(activity: number, variate: number, now: number, starting: boolean): number {
      return drawClock(net, activity, variate, now, starting, frame);
    },
    legal(place: number, value: number): number {
      checkPlaceValue(net, place, value);
      return value;
    },
    checkTotal: checkTotalWeight,
    noProgress(): never {
      throw new KernelFault('time does not advance');
    },
    finite: (value: number) => (Number.isFinite(value) ? value : notFinite(value)),
    quotient(left: number, right: number): number {
      const value = left / right;
      return Number.isFinite(value) ? value : binaryValue('/', left, right);
    },
    remainder(left: number, right: number): number {
      const value = left % right;
      return Number.isFinite(value) ? value : binaryValue('%', left, right);
    },
    power(left: number, right: number): number {
      const value = left ** right;
      return Number.isFinite(value) ? value : binaryValue('^', left, right);
    },
    exponential(value: number): number {
      const result = Math.exp(value);
      return Number.isFinite(result) ? result : callValue('exp', [value]);
    },
    logarithm: (value: number) => (value > 0 ? Math.log(value) : callValue('log', [value])),
  };
  return world;
}

/** The law of an activity whose numbers no place changes. */
function lawOf(net: Net, activity: number): BoundLaw {
  const { timing } = net.activities[activity] as Activity;
  if (timing.kind !== 'delay' || timing.law.bound === undefined)
    throw new Error(`activity ${activity} has no such law`);
  return timing.law.bound;
}

function notFinite(value: number): never {
  throw new EvaluationError(`${value}`, 'a finite number');
}
