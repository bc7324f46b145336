import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { InputError } from '../../src/config/problem.js';
import { exporters } from '../../src/exchange/exporters.js';
import { EvaluationError, evaluate } from '../../src/net/expression/evaluate.js';
import type { Net } from '../../src/net/net.js';
import { netOf } from './chains.js';
import { imported } from './importing.js';

const leaf = fc.constantFrom('0', '1', '2.5', '3', 'x', 'w1', 'z', 'k', 'q', 'v(max(1, min(z, 2)))');
const binary = fc.constantFrom('+', '-', '*', '/', '%', '^', '==', '!=', '<', '<=', '>', '>=', '&&', '||');
const calls = fc.constantFrom('sum', 'min', 'max', 'all', 'any');
const unaryCalls = fc.constantFrom('floor', 'ceil', 'abs');

/** Texts of expressions over what the net below declares. */
const expressions = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'tree' },
    leaf,
    fc.tuple(tie('tree'), binary, tie('tree')).map(([left, operator, right]) => `((${left}) ${operator} (${right}))`),
    tie('tree').map((inner) => `(-(${inner}))`),
    tie('tree').map((inner) => `(!(${inner}))`),
    fc.tuple(unaryCalls, tie('tree')).map(([name, inner]) => `${name}(${inner})`),
    fc
      .tuple(calls, fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
      .map(([name, terms]) => `${name}(${terms.join(', ')})`),
    fc.tuple(tie('tree'), tie('tree'), tie('tree')).map((terms) => `if(${terms.join(', ')})`),
  ),
})).tree;

const places = fc.record({
  x: fc.integer({ min: 0, max: 9 }),
  y: fc.integer({ min: -9, max: 9 }),
  z: fc.integer({ min: 0, max: 3 }),
});

function netWith(expression: string): Net {
  return netOf(`
constants: {k: 3, q: -0.5}
indices: {i: 2}
places: {x: {initial: 0, max: 9}, w1: {initial: 0, min: -9, max: 9}, z: {initial: 0, max: 3}, v(i): {initial: i, max: 2}}
let:
  asked: "${expression}"
activities:
  go: {when: x < 9, rate: 1, then: {x: x + 1}}
rewards:
  gained: {rate: asked}
`);
}

/** Undefined for an expression that has no value in any state, which a net refuses. */
function netIfAny(expression: string): Net | undefined {
  try {
    return netWith(expression);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** Undefined where there is none: a division by zero, a subscript too large. */
function valueIn(net: Net, state: readonly number[]): number | undefined {
  const rate = net.rewards[0]?.rate;
  if (rate === undefined) throw new Error('nothing gained');
  try {
    return evaluate(rate, { state, constants: net.constants.map(({ value }) => value), lets: net.lets });
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

test.each(['prism', 'jani'])('an expression means the same after %s', (format) => {
  const exporter = exporters.get(format);
  let checked = 0;
  void fc.assert(
    fc.property(expressions, fc.array(places, { minLength: 5, maxLength: 5 }), (expression, states) => {
      const net = netIfAny(expression);
      if (net === undefined) return;
      const before = states.map(({ x, y, z }) => valueIn(net, [x, y, z, 1, 2]));
      if (before.every((value) => value === undefined)) return;
      const files = exporter?.(net, { states: false }) ?? [];
      const { net: after } = imported(format, files.map(({ text }) => text).join('\n'));
      for (const [position, { x, y, z }] of states.entries()) {
        const value = before[position];
        if (value === undefined) continue;
        checked++;
        const found = valueIn(after, [x, y, z, 1, 2]) ?? Number.NaN;
        expect(Math.abs(found - value), `${expression} in ${x}, ${y}, ${z}`).toBeLessThanOrEqual(
          1e-9 * Math.max(1, Math.abs(value)),
        );
      }
    }),
    { numRuns: 50, seed: 1 },
  );
  // Few are without a value.
  expect(checked).toBeGreaterThan(100);
});
