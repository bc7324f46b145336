import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLogic } from '../../src/estimate/logic.js';
import { rangeOf } from '../../src/estimate/natural-range.js';
import { evaluate } from '../../src/net/expression/evaluate.js';
import type { Net } from '../../src/net/net.js';
import { netOf } from './nets.js';

const places = `
constants: {c: 3}
indices: {i: 3}
places:
  vm(i): {states: [up, down, off]}
  crew: {initial: 2, min: 1, max: 5}
  queue: 0
  flag: {initial: 0, max: 1}
activities: {tick: {delay: 1 h, then: {}}}
`;

const letting = (text: string): Net => netOf(places, { let: { it: text } });

const rangeText = (text: string): [number, number] => {
  const net = letting(text);
  const { low, high } = rangeOf(net, { kind: 'let', index: 0 });
  return [low, high];
};

describe('rangeOf', () => {
  test.each([
    ['c', 3, 3],
    ['crew', 1, 5],
    ['sum(vm(*) == up)', 0, 3],
    ['sum(vm(*) == up) / c', 0, 1],
    ['-crew + 1', -4, 0],
    ['crew * crew - 2', -1, 23],
    ['crew ^ 2', 1, 25],
    ['1 / crew', 0.2, 1],
    ['min(crew, 3)', 1, 3],
    ['max(crew, 3)', 3, 5],
    ['if(flag == 1, crew, -2)', -2, 5],
    ['abs(crew - 3)', 0, 2],
    ['floor(crew / 2)', 0, 2],
    ['crew % 2', 0, 2],
    ['crew > 3 && flag == 1', 0, 1],
  ])('%s lies in %d .. %d', (text, low, high) => {
    expect(rangeText(text)).toEqual([low, high]);
  });

  test('a division by what may be 0, or a power of what may be negative, says nothing', () => {
    expect(rangeText('crew / flag')).toEqual([-Infinity, Infinity]);
    expect(rangeText('(crew - 3) ^ 2')).toEqual([-Infinity, Infinity]);
  });

  test('holds every value that random expressions take', () => {
    const leaf = fc.constantFrom('crew', 'flag', 'vm(1)', 'c', '2', '0.5');
    const expression = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(fc.constantFrom('+', '-', '*', '<', '&&', '%', '/'), tie('tree'), tie('tree'))
          .map(([op, a, b]) => `(${a}) ${op} (${b})`),
        fc
          .tuple(fc.constantFrom('min', 'max', 'sum'), tie('tree'), tie('tree'))
          .map(([name, a, b]) => `${name}(${a}, ${b})`),
        fc.tuple(fc.constantFrom('abs', 'floor', 'exp', 'ceil'), tie('tree')).map(([name, a]) => `${name}(${a})`),
      ),
    })).tree;
    const state = fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.integer({ min: 1, max: 5 }), fc.nat(9), fc.nat(1));
    fc.assert(
      fc.property(expression, state, (text, values) => {
        const net = letting(text);
        const range = rangeOf(net, { kind: 'let', index: 0 });
        const frame = { state: values, constants: net.constants.map(({ value }) => value), lets: net.lets };
        let value: number;
        try {
          value = evaluate({ kind: 'let', index: 0 }, frame);
        } catch {
          return; // a division by zero has no value
        }
        if (Number.isNaN(value)) return;
        const slack = 1e-12 * Math.abs(value);
        expect(value).toBeGreaterThanOrEqual(range.low - slack);
        expect(value).toBeLessThanOrEqual(range.high + slack);
      }),
      { seed: 9, numRuns: 300 },
    );
  });
});

describe('isLogic', () => {
  test.each([
    ['crew > 3', true],
    ['!flag', true],
    ['flag', true],
    ['flag * (crew > 1)', true],
    ['if(crew, flag, 0)', true],
    ['all(vm(*) == up)', true],
    ['crew', false],
    ['flag + flag', false],
    ['sum(vm(*) == up)', false],
    ['if(crew > 1, flag, 2)', false],
  ])('%s: %s', (text, logic) => {
    expect(isLogic(letting(text), { kind: 'let', index: 0 })).toBe(logic);
  });
});
