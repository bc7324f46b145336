import type { Expression } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import { firingsWithoutAdvance } from '../faults.js';
import type { Observation } from '../observation.js';
import type { RunPlan } from '../plan.js';
import { streamWords } from '../random/sfc32.js';
import { Code, type Names } from './code.js';
import { Delays } from './delays.js';
import { byProgression, byShape, mark, rolled, Tables, unmarked } from './marks.js';
import { Model } from './model.js';
import { nextEvent, usesHeap } from './next-event.js';
import { Parameters } from './parameters.js';

/** Generated source with the data that it runs on. Nets that differ in numbers alone share the source. */
export interface Program {
  readonly source: string;
  readonly tables: readonly (Int32Array | Float64Array)[];
  readonly parameters: Parameters;
  readonly slotCount: number;
  readonly streamNames: Int32Array;
  readonly counters: Model['counters'];
  readonly watched: readonly Expression[];
  /** Observed expressions in the order of the generated readers. */
  readonly readers: readonly Expression[];
  /** Activities by the number they have in `holder`. */
  readonly activityOf: readonly number[];
}

/** More generated text than this (of firings) is rolled by shape: V8 does not optimise a function of more than 60 kB of bytecode. */
const unrolledTextMax = 14_000;

export function generate(
  net: Net,
  plan: RunPlan,
  constants: ArrayLike<number>,
  observed: readonly Expression[],
  observation: Observation,
): Program {
  const model = new Model(net, plan, constants);
  const tables = new Tables();
  const parameters = new Parameters();
  const slotCount = model.slots.count;
  const numbering = { holders: net.activities.map((_, index) => index) };
  const calls = { set: [] as string[], fire: [] as string[], settle: [] as string[] };
  const names: Names = {
    holder: (activity) => mark(numbering.holders[activity] as number),
    setClock: (activity, starting) => `${calls.set[activity]}now, ${starting})`,
    fireImmediate: (activity) => `${calls.fire[activity]}now)`,
    settle: (activity) => `${calls.settle[activity]}now)`,
  };
  const delays = new Delays(model, parameters);
  const code = new Code(model, names, delays, parameters, tables, constants, usesHeap(slotCount), (activity) =>
    observation.announces(activity),
  );

  // First the shapes alone, for which the numbers do not matter; they decide the numbers of the firings.
  const all = (call: string): string[] => net.activities.map(() => `${call}(`);
  Object.assign(calls, { set: all('setClock'), fire: all('fireImmediate'), settle: all('settle') });
  const firings = new Map(model.timed.map((activity) => [activity, code.timedFiring(activity)]));
  const textLength = [...firings.values()].reduce((sum, text) => sum + text.length, 0);
  const roll = textLength > unrolledTextMax;
  const grouped = (activities: readonly number[], text: (activity: number) => string): number[][] =>
    roll ? byProgression(activities, text) : activities.map((activity) => [activity]);
  const functions: string[] = [];
  const define = (
    kind: keyof typeof calls,
    activities: readonly number[],
    parametersText: string,
    text: (activity: number) => string,
  ): void => {
    for (const group of grouped(activities, text)) {
      const name = `${kind}${group[0]}`;
      const one = group.length === 1;
      const body = one ? text(group[0] as number) : rolled(group.map(text), 'member', tables);
      functions.push(`function ${name}(${one ? '' : 'member, '}${parametersText}) {\n${body}\n}`);
      group.forEach((activity, member) => {
        calls[kind][activity] = one ? `${name}(` : `${name}(${mark(member)}, `;
      });
    }
  };
  const unsettling = model.timed.filter((activity) => code.canUnsettle(activity));
  const write = (groups: readonly (readonly number[])[]): void => {
    groups.flat().forEach((activity, holder) => {
      numbering.holders[activity] = holder;
    });
    // The functions, those that others call first.
    functions.length = 0;
    define('set', model.timed, 'now, starting', (activity) => code.clockSetting(activity));
    define('fire', model.immediates, 'now', (activity) => code.immediateFiring(activity));
    define('settle', unsettling, 'now', (activity) => code.settling(activity));
    for (const activity of model.timed) firings.set(activity, code.timedFiring(activity));
  };

  // The functions that firings call, and loops over numbers in progression, show only once the firings are numbered: what then
  // is not of one shape any more is numbered again.
  const textOf = (activity: number): string => firings.get(activity) as string;
  let firingGroups = grouped(model.timed, textOf);
  for (let groupCount = -1; groupCount < firingGroups.length; ) {
    groupCount = firingGroups.length;
    write(firingGroups);
    firingGroups = firingGroups.flatMap((group) => byShape(group, textOf));
  }
  functions.push(`function begin(now) {\n${code.beginning()}\n}`);
  const dispatch = firingTree(
    firingGroups.map((group) => ({
      count: group.length,
      body: group.length === 1 ? textOf(group[0] as number) : rolled(group.map(textOf), 'member', tables),
    })),
  );
  const seeing = code.seeing(observation).join('\n        ');
  const readers = observed.map((expression) => `() => ${code.reader(expression)}`);
  const source = unmarked(
    assemble({
      tableCount: tables.contents.length,
      functions,
      dispatch,
      delays,
      seeing,
      readers,
      stateSize: net.places.length + model.counters.all.length,
      watchCount: model.watched.length,
      streamCount: model.streams.names.length / streamWords,
      slotCount,
      adaptive: model.speeds.some((speed) => speed !== undefined),
      firingsMax: firingsWithoutAdvance(net),
    }),
  );
  return {
    source,
    tables: tables.contents,
    parameters,
    slotCount,
    streamNames: model.streams.names,
    counters: model.counters,
    watched: model.watched,
    readers: observed,
    activityOf: firingGroups.flat(),
  };
}

/** The code that fires the activity `held`: a balanced tree of comparisons over groups of consecutive numbers. */
function firingTree(groups: readonly { readonly count: number; readonly body: string }[]): string {
  let first = 0;
  const leaves = groups.map(({ count, body }) => {
    const leaf = { first, body: count === 1 ? body : `const member = held - ${first};\n${body}` };
    first += count;
    return leaf;
  });
  const tree = (from: number, to: number): string => {
    if (to - from === 1) return (leaves[from] as { body: string }).body;
    const middle = (from + to) >> 1;
    return `if (held < ${(leaves[middle] as { first: number }).first}) {\n${tree(from, middle)}\n} else {\n${tree(middle, to)}\n}`;
  };
  return leaves.length === 0 ? '' : tree(0, leaves.length);
}

interface Parts {
  readonly tableCount: number;
  readonly functions: readonly string[];
  readonly dispatch: string;
  readonly delays: Delays;
  readonly seeing: string;
  readonly readers: readonly string[];
  readonly stateSize: number;
  readonly watchCount: number;
  readonly streamCount: number;
  readonly slotCount: number;
  readonly adaptive: boolean;
  readonly firingsMax: number;
}

/** Arrays of the world, which code reads and writes; with the tables of rolled code, `table0` and so on. */
const worldArrays = [
  ...[
    'state',
    'deadline',
    'holder',
    'streams',
    'parameters',
    'watched',
    'changed',
    'fired',
    'here',
    'speeds',
    'remaining',
  ],
  ...['due', 'order', 'place', 'ahead', 'edges', 'widths', 'initial', 'firstWatched', 'firstOrder'],
];

function assemble(parts: Parts): string {
  const { slotCount } = parts;
  const next = nextEvent(slotCount);
  const arrays = [...worldArrays, ...Array.from({ length: parts.tableCount }, (_, index) => `table${index}`)].join(
    ', ',
  );
  return `'use strict';
const { ${arrays} } = world;
const {
  outsideLayer, unitExponential, nextUniform, checkWeight, checkTotal, checkDelay, checkSpeed, legal, quotient, remainder, power,
  exponential, logarithm, normalQuantile, fractionalPower, quickExp, selected, drawn, laws, startTrial, noProgress, finite, tables,
} = world;
function drop(slot) {
  deadline[slot] = Infinity;
  holder[slot] = -1;
  ${usesHeap(slotCount) ? 'moved(slot);' : ''}
}
${next.functions}
${parts.adaptive ? speedFunctions(usesHeap(parts.slotCount)) : ''}
${parts.delays.areNone ? '' : nextDelay(parts.delays)}
let observer;
function announce(activity, now) {
  observer.firing(activity, now);
}
function countImmediate() {
  fired[0]++;
  if (++here[0] > ${parts.firingsMax}) noProgress();
}
${parts.functions.join('\n')}
function run(first, count, rows, width, sink, observation, eventsMax) {
  // Once more, outside the loops: only there V8 takes the arrays for constants, whose addresses and lengths it then knows.
  const { ${arrays} } = world;
  const { gained, since, seen, open } = observation;
  observer = observation;
  // With the plus V8 knows a number, which it need not box.
  const eventsEnd = +eventsMax;
  let events = 0;
  fired[0] = 0;
  let slot = 0, stream = 0, formula = 0, coefficients = 0, held = 0;
  for (let trial = first; trial < first + count; trial++) {
    startTrial(trial);
    ${resetting(parts)}
    observation.start(trial, rows, (trial - first) * width, sink);
    let now = 0;
    here[0] = 0;
    begin(0);
    changed[0] = 1;
    let fresh = 0, second = -Infinity;
    let stop = +observation.nextStop;
    for (;;) {
      ${next.find}
      if (time > now) {
        if (changed[0] !== 0) {
          changed[0] = 0;
          ${parts.seeing}
        }
        if (time > stop) {
          if (!observation.pass(time)) break;
          stop = +observation.nextStop;
        }
        now = time;
        here[0] = 1;
      } else if (++here[0] > ${parts.firingsMax}) noProgress();
      if (++events > eventsEnd) break;
      held = holder[slot];
      sample: {
${parts.dispatch}
      }
      ${parts.delays.areNone ? '' : clockSetting(parts.delays, next.moved)}
    }
  }
  return events + fired[0];
}
return { run, readers: [${parts.readers.join(', ')}] };`;
}

/** The next delay of a clock: the one made ahead, if there is one. -Infinity says that there is none. */
const nextDelay = ({ delay, check }: Delays): string => `function nextDelay(stream, formula, coefficients) {
  let delay = ahead[stream >> 2];
  if (delay === -Infinity) {
    const variate = unitExponential(streams, stream);
    delay = ${delay};
  } else ahead[stream >> 2] = -Infinity;
  ${check}
  return delay;
}`;

/**
 * Sets the clock of `slot`, then makes its stream's next delay: the processor does so while it waits to learn what happens next. The
 * variate is `unitExponential`, inlined.
 */
const clockSetting = ({ delay, check }: Delays, moved: string): string => `{
        let delay = ahead[stream >> 2];
        if (delay === -Infinity) delay = +nextDelay(stream, formula, coefficients);
        ${check}
        fresh = now + delay;
        deadline[slot] = fresh;
        holder[slot] = held;
        ${moved}
        let a = streams[stream], b = streams[stream + 1], c = streams[stream + 2];
        const counter = streams[stream + 3];
        const low = (((a + b) | 0) + counter) | 0;
        a = b ^ (b >>> 9);
        b = (c + (c << 3)) | 0;
        c = (((c << 21) | (c >>> 11)) + low) | 0;
        const high = (((a + b) | 0) + (counter + 1)) | 0;
        streams[stream] = b ^ (b >>> 9);
        streams[stream + 1] = (c + (c << 3)) | 0;
        streams[stream + 2] = (((c << 21) | (c >>> 11)) + high) | 0;
        streams[stream + 3] = (counter + 2) | 0;
        const layer = low & 255;
        let variate = ((high >>> 0) * 1048576 + (low >>> 12) + 0.5) * widths[layer];
        if (!(variate < edges[layer + 1])) variate = +outsideLayer(streams, stream, layer, variate);
        ahead[stream >> 2] = ${delay};
      }`;

/** Puts everything back for a new trial; a call of `fill` or `set` costs more than a few plain stores. */
function resetting({ stateSize, watchCount, slotCount, streamCount }: Parts): string {
  const each = (count: number, store: (index: string) => string, bulk: string): string => {
    if (count > resetLoopMax) return bulk;
    return count > 0 ? `for (let i = 0; i < ${count}; i++) { ${store('i')} }` : '';
  };
  return [
    each(stateSize, (i) => `state[${i}] = initial[${i}];`, 'state.set(initial);'),
    each(
      slotCount,
      (i) => `deadline[${i}] = Infinity; holder[${i}] = -1;`,
      'deadline.fill(Infinity); holder.fill(-1);',
    ),
    each(watchCount, (i) => `watched[${i}] = firstWatched[${i}];`, 'watched.set(firstWatched);'),
    each(streamCount, (i) => `ahead[${i}] = -Infinity;`, 'ahead.fill(-Infinity);'),
    nextEvent(slotCount).reset,
  ].join('\n    ');
}

const resetLoopMax = 32;

const speedFunctions = (isHeap: boolean): string => `function startWork(slot, work, speed, now) {
  checkSpeed(speed);
  speeds[slot] = speed;
  remaining[slot] = work;
  deadline[slot] = speed === 0 ? Infinity : now + work / speed;
}
function adaptSpeed(slot, speed, now) {
  const before = speeds[slot];
  if (speed === before) return;
  startWork(slot, before === 0 ? remaining[slot] : (deadline[slot] - now) * before, speed, now);
  ${isHeap ? 'moved(slot);' : ''}
}`;
