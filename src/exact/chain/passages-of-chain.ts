import { type Chain, ChainBuilder } from './chain.js';
import { sojourn } from './passage.js';

/** Passages that a chain makes, one at a time: where one is open, how it goes on, and how often it ends there. */
export interface Passages {
  readonly isOpen: Uint8Array;
  /** The transitions by which an open passage goes on. */
  readonly within: Chain;
  /** Rates at which one ends, and is given up for another, from each state. */
  readonly ending: Float64Array;
  readonly givingUp: Float64Array;
}

/** What a transition does to a passage that is open. */
export type Step = 'goes on' | 'ends' | 'is given up';

/** The visits to a set of states, all of which end when the set is left. */
export function visitsTo(chain: Chain, set: Uint8Array): Passages {
  return passagesOf(chain, set, (_, to) => (set[to] !== 0 ? 'goes on' : 'ends'));
}

/** Passages by what each transition from a state in which one is open does to it. */
export function passagesOf(
  { stateCount, rowStart, target, rate }: Chain,
  isOpen: Uint8Array,
  step: (from: number, to: number) => Step,
): Passages {
  const within = {
    stateCount,
    rowStart: new Int32Array(stateCount + 1),
    target: new Int32Array(target.length),
    rate: new Float64Array(rate.length),
  };
  const ending = new Float64Array(stateCount);
  const givingUp = new Float64Array(stateCount);
  let size = 0;
  for (let i = 0; i < stateCount; i++) {
    for (let p = rowStart[i] as number; isOpen[i] !== 0 && p < (rowStart[i + 1] as number); p++) {
      const j = target[p] as number;
      const done = step(i, j);
      if (done !== 'goes on') {
        const left = done === 'ends' ? ending : givingUp;
        left[i] = (left[i] as number) + (rate[p] as number);
        continue;
      }
      within.target[size] = j;
      within.rate[size] = rate[p] as number;
      size++;
    }
    within.rowStart[i + 1] = size;
  }
  const used = { target: within.target.slice(0, size), rate: within.rate.slice(0, size) };
  return { isOpen, within: { ...within, ...used }, ending, givingUp };
}

/** What of `weights`, found in open passages, is still there when they end; what is in passages that are given up is lost. */
export function keptUntilEnd(passages: Passages, weights: Float64Array): number {
  const found = weights.map((weight, i) => (passages.isOpen[i] !== 0 ? weight : 0));
  if (passages.givingUp.every((rate) => rate === 0)) return found.reduce((sum, weight) => sum + weight, 0);
  const { chain, within, stop, end } = openPassage(passages);
  return found.every((weight) => weight === 0) ? 0 : (sojourn(chain, within(found), stop).stopped[end] as number);
}

/** Expected time that `weights`, found in open passages, spend in each state until those are over. */
export function timesWhileOpen(passages: Passages, weights: Float64Array): Float64Array {
  const { chain, within, stop } = openPassage(passages);
  return sojourn(chain, within(weights), stop).time.slice(0, weights.length);
}

/** An open passage as a chain of its own, which stops in one state when it ends and in another when it is given up. */
export function openPassage({ within, ending, givingUp, isOpen }: Passages): {
  readonly chain: Chain;
  readonly end: number;
  readonly stop: Uint8Array;
  /** Weights of states as weights of this chain's. */
  within(weights: Float64Array): Float64Array;
} {
  const { stateCount, rowStart, target, rate } = within;
  const [end, lost] = [stateCount, stateCount + 1];
  const builder = new ChainBuilder(target.length + 2 * stateCount);
  for (let i = 0; i < stateCount; i++) {
    for (let p = rowStart[i] as number; p < (rowStart[i + 1] as number); p++) {
      builder.add(i, target[p] as number, rate[p] as number);
    }
    builder.add(i, end, ending[i] as number);
    builder.add(i, lost, givingUp[i] as number);
  }
  return {
    chain: builder.build(stateCount + 2),
    end,
    stop: Uint8Array.from({ length: stateCount + 2 }, (_, i) => (i >= stateCount ? 1 : 0)),
    within: (weights) => {
      const padded = new Float64Array(stateCount + 2);
      padded.set(weights.map((weight, i) => (isOpen[i] !== 0 ? weight : 0)));
      return padded;
    },
  };
}
