import type { Expression } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import { firingsWithoutAdvance } from '../faults.js';
import type { Observation } from '../observation.js';
import type { RunPlan } from '../plan.js';
import { streamWords } from '../random/sfc32.js';
import { assemble } from './assemble.js';
import { Code, leavingToLoop, type Names } from './code.js';
import { Delays } from './delays.js';
import { dueFunctions } from './due.js';
import { byProgression, byShape, mark, rolled, Tables, unmarked } from './marks.js';
import { Model } from './model.js';
import { usesHeap } from './next-event.js';
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

/**
 * More generated text than this (of firings) is rolled by shape: fewer branches to mispredict, and V8 does not optimise a function of more
 * than 60 kB of bytecode.
 */
const unrolledTextMax = 3000;

/** With more text (of groups of firings) than this in the loop over events, firings are functions that keep what is due (`due.ts`). */
const loopTextMax = 15_000;

/** The length of the text of groups of firings of which the members share theirs. */
function textIn(groups: readonly (readonly number[])[], firings: ReadonlyMap<number, string>): number {
  return groups.reduce((sum, [first]) => sum + (firings.get(first as number)?.length ?? 0), 0);
}

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
  const isHeap = usesHeap(model);
  const numbering = { holders: net.activities.map((_, index) => index) };
  const calls = {
    guard: [] as string[],
    adapt: [] as string[],
    set: [] as string[],
    fire: [] as string[],
    settle: [] as string[],
    time: [] as string[],
  };
  const names: Names = {
    holder: (activity) => mark(numbering.holders[activity] as number),
    setClock: (activity, starting) => `${calls.set[activity]}now, ${starting})`,
    fireImmediate: (activity) => `${calls.fire[activity]}now)`,
    settle: (activity) => `${calls.settle[activity]}now)`,
    guard: (activity) => `${calls.guard[activity]})`,
    adapt: (activity) => `${calls.adapt[activity]}now)`,
  };
  const delays = new Delays(model, parameters);
  const code = new Code(model, names, delays, parameters, tables, constants, isHeap, (activity) =>
    observation.announces(activity),
  );

  // First the shapes alone, for which the numbers do not matter; they decide the numbers of the firings.
  const all = (call: string): string[] => net.activities.map(() => `${call}(`);
  Object.assign(calls, { set: all('setClock'), fire: all('fireImmediate'), settle: all('settle'), time: all('time') });
  Object.assign(calls, { guard: all('isEnabled'), adapt: all('adapt') });
  const guarded = net.activities.flatMap((_, activity) => (code.hasOwnGuard(activity) ? [activity] : []));
  const adaptive = model.timed.filter((activity) => code.hasSpeed(activity));
  const firings = new Map(model.timed.map((activity) => [activity, code.timedFiring(activity)]));
  const textLength = [...firings.values()].reduce((sum, text) => sum + text.length, 0);
  const roll = textLength > unrolledTextMax;
  const grouped = (activities: readonly number[], text: (activity: number) => string): number[][] =>
    roll ? byProgression(activities, text) : activities.map((activity) => [activity]);
  const isApart =
    textIn(
      grouped(model.timed, (activity) => firings.get(activity) as string),
      firings,
    ) > loopTextMax;
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
    define('guard', guarded, '', (activity) => code.guardReading(activity));
    define('adapt', adaptive, 'now', (activity) => code.adaptation(activity));
    define('set', model.timed, 'now, starting', (activity) => code.clockSetting(activity));
    if (isApart) {
      define('fire', model.immediates, 'now', (activity) => code.immediateFiringApart(activity));
      define('time', model.timed, 'now', (activity) => code.timedFiringApart(activity));
    } else {
      define('fire', model.immediates, 'now', (activity) => code.immediateFiring(activity));
      define('settle', unsettling, 'now', (activity) => code.settling(activity));
    }
    for (const activity of model.timed) {
      firings.set(activity, isApart ? `${calls.time[activity]}now); ${leavingToLoop}` : code.timedFiring(activity));
    }
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
  if (isApart) functions.push(dueFunctions(model, code, names.fireImmediate));
  functions.push(`function begin(now) {\n${code.beginning()}\n${isApart ? 'forgetDue();' : ''}\n}`);
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
      isHeap,
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
