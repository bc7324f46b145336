import type { Expression } from '../../net/expression/expression.js';
import type { Delays } from './delays.js';
import { nextEvent } from './next-event.js';

/** What hangs on how firings are written. */
export interface Form {
  /** Expressions of which the last values are kept. */
  readonly watched: readonly Expression[];
  /** Statements that fire the activity `held`. */
  readonly dispatch: string;
  /** Statement by which observers look before time advances; `break` when the trial ends. */
  readonly seeing: string;
  /** Statement once time has advanced. */
  readonly advanced: string;
  /** Whether most slots have no clock at a time. */
  readonly isSparse: boolean;
  /** Statement before a clock is dropped. */
  readonly dropped: string;
}

/** What the program of one net is put together from. */
export interface Parts extends Form {
  readonly tableCount: number;
  readonly functions: readonly string[];
  readonly delays: Delays;
  readonly readers: readonly string[];
  readonly stateSize: number;
  readonly watchCount: number;
  readonly streamCount: number;
  readonly slotCount: number;
  readonly isHeap: boolean;
  readonly adaptive: boolean;
  readonly firingsMax: number;
}

/** Arrays of the world, which code reads and writes. */
const worldArrays =
  'state, deadline, holder, streams, parameters, watched, changed, fired, here, speeds, remaining, ' +
  'due, order, place, size, ahead, edges, widths, initial, firstWatched, clock, set';

/** The source of the program: variables, functions, and the loop over trials and events. */
export function assemble(parts: Parts): string {
  const { slotCount, isHeap } = parts;
  const next = nextEvent(slotCount, isHeap, parts.isSparse);
  const tables = Array.from({ length: parts.tableCount }, (_, index) => `, table${index}`);
  const arrays = worldArrays + tables.join('');
  return `'use strict';
const { ${arrays} } = world;
const {
  outsideLayer, unitExponential, nextUniform, checkWeight, checkTotal, checkDelay, checkSpeed, checkPeriod, checkProbability, legal, quotient, remainder, power,
  exponential, logarithm, normalQuantile, fractionalPower, quickExp, selected, drawn, laws, gridPointAfter, gridPointsSkipped, startTrial, noProgress, finite, tables, integers,
} = world;
function drop(slot) {
  ${parts.dropped}
  deadline[slot] = Infinity;
  holder[slot] = -1;
  ${next.removed}
}
${next.functions}
${parts.adaptive ? speedFunctions(isHeap) : ''}
${parts.delays.functions}
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
    ${resetting(parts, next.reset)}
    observation.start(trial, rows, (trial - first) * width, sink);
    let now = 0;
    here[0] = 0;
    changed[0] = 1;
    begin(0);
    let fresh = 0, second = -Infinity;
    let stop = +observation.nextStop;
    for (;;) {
      ${next.find}
      if (time > now) {
        ${parts.seeing}
        if (time > stop) {
          if (!observation.pass(time)) break;
          stop = +observation.nextStop;
        }
        now = time;
        ${parts.advanced}
        here[0] = 1;
      } else if (++here[0] > ${parts.firingsMax}) noProgress();
      if (++events > eventsEnd) break;
      held = holder[slot];
      sample: {
${parts.dispatch}
      }
      ${parts.delays.clockSetting(next.moved)}
    }
  }
  return events + fired[0];
}
return { run, readers: [${parts.readers.join(', ')}] };`;
}

/** Puts everything back for a new trial; a call of `fill` or `set` costs more than a few plain stores. */
function resetting({ stateSize, watchCount, slotCount, streamCount }: Parts, reset: string): string {
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
    reset,
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
