import type { Expression } from '../../net/expression/expression.js';
import type { Reward } from '../../net/net.js';
import { gainedUntil, reachBefore } from '../chain/passage.js';
import type { Stationary } from '../chain/stationary.js';
import { ExactRefusal } from '../explore/refusal.js';
import { iterationNotes } from '../iteration-notes.js';
import { type ExactPoint, resultAt } from '../result.js';
import type { Prepared } from './horizon-measures.js';
import type { Passage } from './passages.js';
import type { Solving } from './solving.js';

/** P(target is ever seen), or that it never is. */
export function reachEver(solving: Solving, target: Expression, complement: boolean): Prepared {
  const passage = solving.passages.into(solving.states.set(target));
  return () => {
    const { stopped, never } = passage.sojourn;
    return { kind: 'value', ...sides(total(stopped), total(never), complement), ...told(passage.sojourn) };
  };
}

export function reachWithin(
  solving: Solving,
  target: Expression,
  complement: boolean,
  { times, curve }: { times: readonly number[]; curve: boolean },
): Prepared {
  const passage = solving.passages.into(solving.states.set(target));
  passage.request(Math.max(...times));
  const point = (time: number) => {
    return sides(passage.entered(time), passage.notEntered(time), complement);
  };
  return () => resultAt(times, curve, point, () => passage.method);
}

/** P(target is seen before the event, or at once with it); neither ever seen counts as not. */
export function reachBeforeEvent(
  solving: Solving,
  target: Expression,
  complement: boolean,
  event: Expression,
): Prepared {
  const { chain, initial } = solving.process;
  return () => {
    const found = reachBefore(chain, initial, solving.states.set(target), solving.states.set(event));
    return { kind: 'value', ...sides(found.probability, found.complement, complement), ...told(found) };
  };
}

export function meanTimeTo(solving: Solving, target: Expression): Prepared {
  const passage = solving.passages.into(solving.states.set(target));
  return () => ({ kind: 'value', value: total(passage.sojourn.time), ...told(passage.sojourn) });
}

export function accumulatedUntilEvent(solving: Solving, of: Reward, event: Expression): Prepared {
  const passage = solving.passages.into(solving.states.set(event));
  return () => ({ kind: 'value', value: gained(solving, of, passage), ...told(passage.sojourn) });
}

/** Expected gain over expected time until the event. */
export function averageUntilEvent(solving: Solving, of: Reward, event: Expression): Prepared {
  const passage = solving.passages.into(solving.states.set(event));
  return () => {
    const time = total(passage.sojourn.time);
    if (time === 0)
      throw new ExactRefusal('the event is there at time 0: no time to average over', 'use another event');
    if (time === Infinity)
      throw new ExactRefusal('the event need not come: the mean time is infinite', 'bound it by a time');
    return { kind: 'value', value: gained(solving, of, passage) / time, ...told(passage.sojourn) };
  };
}

/** Gains and losses are summed apart: what is gained for ever is Infinity. */
function gained(solving: Solving, of: Reward, passage: Passage): number {
  const { rate, atStart } = solving.states.reward(of);
  const positive = (value: number): number => Math.max(value, 0);
  const gain = gainedUntil(passage.sojourn, rate.map(positive));
  const loss = gainedUntil(
    passage.sojourn,
    rate.map((value) => positive(-value)),
  );
  if (gain === Infinity && loss === Infinity) {
    throw new ExactRefusal('gains and losses both go on for ever', 'bound it by a time');
  }
  return gain - loss + atStart;
}

/** What a result must say of how it was solved. */
function told(solved: Omit<Stationary, 'probability'>): { method: string; notes?: readonly string[] } {
  const notes = iterationNotes(solved);
  return notes.length === 0 ? { method: solved.method } : { method: solved.method, notes };
}

function sides(probability: number, other: number, complement: boolean): ExactPoint {
  return complement ? { value: other, complement: probability } : { value: probability, complement: other };
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
