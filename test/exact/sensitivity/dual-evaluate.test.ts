import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { constantsRead } from '../../../src/exact/sensitivity/constants-read.js';
import { DualEvaluator } from '../../../src/exact/sensitivity/dual-evaluate.js';
import { stencil } from '../../../src/exact/sensitivity/stencil.js';
import { constantValues } from '../../../src/net/constants.js';
import { evaluate } from '../../../src/net/expression/evaluate.js';
import { parseNet } from '../../../src/net/parse.js';
import { relativeDifference } from '../chain/models.js';

const netOf = (expression: string) =>
  parseNet(
    parse(`
format: ninefold/net@1
name: one expression
constants: {a: 1.7, b: 0.6, half: a / 2}
places: {x: {initial: 3, max: 5}, z: {initial: 2, max: 5}}
let: {e: "${expression}"}
activities: {stay: {when: x > 9, rate: e, then: {x: z}}}
`),
  );

const STATE = [3, 2];

describe('slopes are those of the value', () => {
  test.each([
    'a + b * x - half',
    'a / (b + z) * -half',
    'a ^ b + b ^ x + x ^ a',
    'exp(-a * b) * log(a + b)',
    'max(a, b, half) + min(a * x, b * z, 9)',
    'abs(b - a) + sum(a, b, half)',
    'if(x > z, a * a, b) + (a > b) * a + (x == 3 && b)',
    'a % z + 5 * b % z',
    'floor(x / 2) * a + ceil(b) * a',
  ])('%s', (expression) => {
    const net = netOf(expression);
    const dual = new DualEvaluator(net, [0, 1]);
    const tree = { kind: 'let', index: 0 } as const;
    const { value, slope } = dual.evaluate(tree, STATE);
    const at = (name: string, x: number): number =>
      evaluate(tree, { state: STATE, constants: constantValues(net, new Map([[name, x]])), lets: net.lets });
    expect(value).toBe(at('a', 1.7));
    for (const [k, [name, x]] of (
      [
        ['a', 1.7],
        ['b', 0.6],
      ] as const
    ).entries()) {
      const [wanted = Number.NaN] = stencil((moved) => [at(name, moved)], x);
      const found = slope?.[k] ?? 0;
      expect(Math.abs(found - wanted), `d/d${name}: ${found} against ${wanted}`).toBeLessThan(
        1e-12 * (1 + Math.abs(wanted)),
      );
    }
    expect([...dual.edges]).toEqual([0, 0]);
  });

  test('a corner has none', () => {
    const corner = new DualEvaluator(netOf('max(a, 1.7) + abs(b - 0.6)'), [0, 1]);
    corner.evaluate({ kind: 'let', index: 0 }, STATE);
    expect([...corner.edges]).toEqual([1, 1]);
  });

  test('what an expression hangs on, through lets and derived constants', () => {
    const net = netOf('half * x');
    expect([...constantsRead({ kind: 'let', index: 0 }, net)].sort()).toEqual([0, 2]);
  });
});

test('the stencil is exact to its last digits for what is smooth', () => {
  expect(stencil((x) => [x * x], 3)[0]).toBeCloseTo(6, 12);
  const [power = 0, exponential = 0] = stencil((x) => [x ** -2, Math.exp(-x)], 0.9);
  expect(relativeDifference(power, -2 * 0.9 ** -3)).toBeLessThan(1e-12);
  expect(relativeDifference(exponential, -Math.exp(-0.9))).toBeLessThan(1e-12);
});
