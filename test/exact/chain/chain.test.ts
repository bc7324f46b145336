import { describe, expect, test } from 'vitest';
import {
  ChainBuilder,
  exitRates,
  restricted,
  startingIn,
  stoppedIn,
  transposed,
} from '../../../src/exact/chain/chain.js';
import { components, reachable, recurrentClasses } from '../../../src/exact/chain/components.js';

function built(stateCount: number, transitions: readonly (readonly [number, number, number])[]) {
  const builder = new ChainBuilder(1);
  for (const [from, to, rate] of transitions) builder.add(from, to, rate);
  return builder.build(stateCount);
}

describe('building a chain', () => {
  test('adds equal transitions up and leaves out loops and rates of 0', () => {
    const chain = built(3, [
      [2, 0, 1],
      [0, 1, 2],
      [0, 0, 9],
      [0, 2, 3],
      [0, 1, 4],
      [1, 2, 0],
    ]);
    expect([...chain.rowStart]).toEqual([0, 2, 2, 3]);
    expect([...chain.target]).toEqual([1, 2, 0]);
    expect([...chain.rate]).toEqual([6, 3, 1]);
    expect([...exitRates(chain)]).toEqual([9, 0, 1]);
  });

  test('refuses a rate that is none and a state that is not there', () => {
    for (const rate of [-1, Number.NaN, Infinity]) expect(() => built(2, [[0, 1, rate]])).toThrow(`rate ${rate}`);
    expect(() => built(2, [[0, 2, 1]])).toThrow('0 -> 2');
    expect(() => startingIn(2, 2)).toThrow('state 2 of 2');
  });

  test('turns round, restricts and stops', () => {
    const chain = built(4, [
      [0, 1, 1],
      [1, 2, 2],
      [2, 0, 3],
      [2, 3, 4],
      [3, 1, 5],
    ]);
    const back = transposed(chain);
    expect([...back.target.subarray(back.rowStart[1], back.rowStart[2])]).toEqual([0, 3]);
    expect([...transposed(back).rate]).toEqual([...chain.rate]);
    const part = restricted(chain, Int32Array.of(2, 0));
    expect([...part.rowStart, ...part.target, ...part.rate]).toEqual([0, 1, 1, 1, 3]);
    expect([...exitRates(stoppedIn(chain, Uint8Array.of(0, 0, 1, 0)))]).toEqual([1, 2, 0, 5]);
  });
});

describe('components', () => {
  // 0 <-> 1 -> 2 <-> 3, 1 -> 4 (absorbing), 5 -> 0
  const chain = built(6, [
    [0, 1, 1],
    [1, 0, 1],
    [1, 2, 1],
    [2, 3, 1],
    [3, 2, 1],
    [1, 4, 1],
    [5, 0, 1],
  ]);

  test('are found, and the closed ones are the recurrent classes', () => {
    const found = components(chain);
    expect(found.count).toBe(4);
    expect(found.of[0]).toBe(found.of[1]);
    expect(recurrentClasses(found).map((states) => [...states])).toEqual([[2, 3], [4]]);
  });

  test('number a transition from larger to smaller', () => {
    const { of } = components(chain);
    for (let i = 0; i < 6; i++) {
      for (let p = chain.rowStart[i] as number; p < (chain.rowStart[i + 1] as number); p++) {
        expect(of[chain.target[p] as number]).toBeLessThanOrEqual(of[i] as number);
      }
    }
  });

  test('a path of 300,000 states needs no stack', () => {
    const builder = new ChainBuilder();
    for (let i = 0; i < 300_000; i++) builder.add(i, i + 1, 1);
    expect(components(builder.build(300_001)).count).toBe(300_001);
  });

  test('what is reachable stops where told', () => {
    expect([...reachable(chain, startingIn(0, 6))]).toEqual([1, 1, 1, 1, 1, 0]);
    expect([...reachable(chain, startingIn(0, 6), Uint8Array.of(0, 1, 0, 0, 0, 0))]).toEqual([1, 1, 0, 0, 0, 0]);
  });
});
