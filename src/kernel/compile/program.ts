import type { Expression } from '../../net/expression/expression.js';
import type { Net } from '../../net/net.js';
import { firingsWithoutAdvance } from '../faults.js';
import type { Observation } from '../observation.js';
import type { RunPlan } from '../plan.js';
import { streamWords } from '../random/sfc32.js';
import { assemble } from './assemble.js';
import { Code } from './code.js';
import { Delays } from './delays.js';
import { byWhatIsDue } from './due.js';
import { Functions } from './functions.js';
import { inLoop } from './in-loop.js';
import { Tables, unmarked } from './marks.js';
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
  readonly observerCount: number;
}

/** With more text (of groups of firings) than this in the loop over events, firings are functions that keep what is due (`due.ts`). */
export const loopTextMax = 15_000;

export function generate(
  net: Net,
  plan: RunPlan,
  constants: ArrayLike<number>,
  observed: readonly Expression[],
  observation: Observation,
  textMax = loopTextMax,
): Program {
  const model = new Model(net, plan, constants);
  const tables = new Tables();
  const parameters = new Parameters();
  const isHeap = usesHeap(model);
  const delays = new Delays(model, parameters);
  const functions = new Functions(net.activities.length, tables);
  const code = new Code(model, functions.names, delays, parameters, tables, constants, isHeap, (activity) =>
    observation.announces(activity),
  );
  const form = inLoop(model, code, functions, tables, textMax) ?? byWhatIsDue(model, code, functions, tables);
  const readers = observed.map((expression) => `() => ${code.reader(expression)}`);
  const source = unmarked(
    assemble({
      ...form,
      tableCount: tables.contents.length,
      functions: functions.texts,
      delays,
      readers,
      stateSize: net.places.length + model.counters.all.length,
      watchCount: form.watched.length,
      streamCount: model.streams.names.length / streamWords,
      slotCount: model.slots.count,
      isHeap,
      adaptive: code.withSpeed.length > 0,
      firingsMax: firingsWithoutAdvance(net),
    }),
  );
  return {
    source,
    tables: tables.contents,
    parameters,
    slotCount: model.slots.count,
    streamNames: model.streams.names,
    counters: model.counters,
    watched: form.watched,
    observerCount: model.observers.length,
  };
}
