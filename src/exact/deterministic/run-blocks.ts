import { type Advanced, advanced } from '../chain/advanced.js';
import { type Chain, ChainBuilder } from '../chain/chain.js';
import type { Moves, TimedStates } from './timed-states.js';
import { type Work, workOf } from './work.js';

/**
 * States that one run may pass through, with the chain of what chance does meanwhile. One more state, the last, stands for having left
 * the run.
 */
export interface RunBlock {
  readonly states: Int32Array;
  readonly chain: Chain;
  /** Length of every run in the block. */
  readonly length: number;
  /** Multiplications that it takes to follow one. */
  readonly work: number;
}

/** The blocks of a net's states, and of each state in a run its block and its place there. */
export interface RunBlocks {
  readonly blockOf: readonly (RunBlock | undefined)[];
  readonly placeOf: Int32Array;
}

export function runBlocks({ count, runs, onward, renewing }: TimedStates): RunBlocks {
  const blockOf = new Array<RunBlock | undefined>(count).fill(undefined);
  const placeOf = new Int32Array(count);
  const members = new Map<number, number[]>();
  for (const [state, root] of joined(onward).entries()) {
    if (runs[state] === 0) continue;
    const block = members.get(root) ?? [];
    placeOf[state] = block.length;
    block.push(state);
    members.set(root, block);
  }
  const leaving = leavingRates(renewing, count);
  for (const states of members.values()) {
    const builder = new ChainBuilder(1024);
    for (const [place, state] of states.entries()) {
      for (let p = onward.rowStart[state] as number; p < (onward.rowStart[state + 1] as number); p++) {
        builder.add(place, placeOf[onward.target[p] as number] as number, onward.rate[p] as number);
      }
      builder.add(place, states.length, leaving[state] as number);
    }
    const chain = builder.build(states.length + 1);
    const length = runs[states[0] as number] as number;
    const block: RunBlock = { states: Int32Array.from(states), chain, length, work: workOf(chain, length) };
    for (const state of states) blockOf[state] = block;
  }
  return { blockOf, placeOf };
}

/** The time spent in each of its block's states by a run that begins in a state, and where it is when it ends by ringing. */
export function followedRun(
  { blockOf, placeOf }: RunBlocks,
  state: number,
  work: Work,
): (Advanced & RunBlock) | undefined {
  const block = blockOf[state];
  if (block === undefined) return undefined;
  work.spend(block.work);
  const start = new Float64Array(block.states.length + 1);
  start[placeOf[state] as number] = 1;
  const { distribution, spent } = advanced(block.chain, start, block.length);
  const within = block.states.length;
  return { ...block, distribution: distribution.subarray(0, within), spent: spent.subarray(0, within) };
}

/** A representative of each state's part of the chain, transitions taken both ways. */
function joined({ stateCount, rowStart, target }: Chain): Int32Array {
  const parent = Int32Array.from({ length: stateCount }, (_, state) => state);
  const root = (state: number): number => {
    let at = state;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (let from = 0; from < stateCount; from++) {
    for (let p = rowStart[from] as number; p < (rowStart[from + 1] as number); p++) {
      parent[root(from)] = root(target[p] as number);
    }
  }
  return parent.map((_, state) => root(state));
}

function leavingRates({ from, weight }: Moves, count: number): Float64Array {
  const rates = new Float64Array(count);
  for (const [index, origin] of from.entries()) rates[origin] = (rates[origin] as number) + (weight[index] as number);
  return rates;
}
