import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextUniform, nextWord, streamWords } from '../../../src/kernel/random/sfc32.js';

interface KnownAnswers {
  readonly answers: readonly { readonly why: string; readonly state: number[]; readonly outputs: number[] }[];
}
const known = JSON.parse(readFileSync(new URL('../../reference/sfc32.json', import.meta.url), 'utf8')) as KnownAnswers;

test.each(known.answers)('the outputs of the reference program: $why', ({ state, outputs }) => {
  const states = Int32Array.from(state);
  expect(outputs.length).toBeGreaterThanOrEqual(1000);
  expect(outputs.map(() => nextWord(states, 0) >>> 0)).toEqual(outputs);
});

test('streams side by side do not touch each other', () => {
  const [answer] = known.answers;
  const states = new Int32Array(3 * streamWords);
  states.set(answer?.state ?? [], streamWords);
  const others = (): number[] => [...states.slice(0, streamWords), ...states.slice(2 * streamWords)];
  expect(answer?.outputs.map(() => nextWord(states, streamWords) >>> 0)).toEqual(answer?.outputs);
  expect(others()).toEqual(others().map(() => 0));
});

const state = fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 4, maxLength: 4 });

test('a uniform is (k + 1/2) 2^-52, its high bits from the second word', () => {
  fc.assert(
    fc.property(state, (words) => {
      const [one, other] = [Int32Array.from(words), Int32Array.from(words)];
      const [low, high] = [nextWord(one, 0) >>> 0, nextWord(one, 0) >>> 0];
      const uniform = nextUniform(other, 0);
      expect(other).toEqual(one);
      expect(uniform).toBe(Number((BigInt(high) << 20n) | BigInt(low >>> 12)) / 2 ** 52 + 2 ** -53);
    }),
  );
});

/** A state whose next two words are these: the second word is that of the state that the first leaves behind. */
function stateBefore(first: number, second: number): Int32Array {
  // The counter and b are free: with b = 0 the next a is 0 and the next b is 9 c, whatever the words.
  const states = Int32Array.of(first, 0, 0, 0);
  const probe = states.slice();
  nextWord(probe, 0);
  // The second word is 0 + 9 c + 1; 9 is odd, hence invertible modulo 2^32.
  states[2] = Math.imul((second - 1) | 0, inverseOf9);
  return states;
}
const inverseOf9 = 0x38e38e39;

test('a uniform is never 0 and never 1', () => {
  expect(Math.imul(9, inverseOf9)).toBe(1);
  expect(nextUniform(stateBefore(0, 0), 0)).toBe(2 ** -53);
  const largest = nextUniform(stateBefore(-1, -1), 0);
  expect(largest).toBe(1 - 2 ** -53);
  expect(largest).toBeLessThan(1);
});
