import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesRead } from '../../../src/net/expression/analyse.js';
import { EvaluationError, evaluate, type Frame } from '../../../src/net/expression/evaluate.js';
import type { Expression } from '../../../src/net/expression/expression.js';
import { magnitude } from '../../../src/net/expression/magnitude.js';
import { parseExpression } from '../../../src/net/expression/parse.js';
import { printExpression } from '../../../src/net/expression/print.js';
import { simplify } from '../../../src/net/expression/simplify.js';
import { anyNumber, expressions, frames, NAMES, resolve } from './trees.js';

const parsed = (text: string): Expression => resolve(parseExpression(text));
const LETS = [
  { expression: parsed('sum(vm(1) == up, vm(2) == up, vm(3) == up) >= k') },
  { expression: parsed('queue / vm(1)') },
  { expression: parsed('vm(1) == up && queue > 2') },
];

/** Simplified when vm(1) is up, vm(2) is down and k is 2. */
function simplified(text: string): string {
  const facts = new Map([
    [0, 0],
    [1, 1],
  ]);
  const constants = [2, 720, 0.5];
  return printExpression(simplify(parsed(text), facts, LETS, constants), { ...NAMES, states: [] });
}

describe('simplify', () => {
  it.each([
    ['vm(1) == up', '1'],
    ['k * mttf + queue', '1440 + queue'],
    ['0 && queue', '0'],
    ['1 && queue', 'queue != 0'],
    ['1 && queue > 2', 'queue > 2'],
    ['queue > 2 && 1', 'queue > 2'],
    ['queue && 0', '0'],
    ['1 / queue && 0', '1 / queue && 0'],
    ['0 || queue', 'queue != 0'],
    ['queue || 1', '1'],
    ['log(queue) || 1', 'log(queue) || 1'],
    ['all(queue, vm(1) == up, vm(3))', 'all(queue, vm(3))'],
    ['any(1 / queue, 1, vm(3))', 'any(1 / queue, 1)'],
    ['if(vm(2) == down, queue, 1 / 0)', 'queue'],
    ['if(queue, vm(1) + 1, k)', 'if(queue, 1, 2)'],
    ['vm(k)', '1'],
    ['vm(k + 1)', 'vm(3)'],
    ['vm(k + 2)', 'vm(4)'],
    ['1 / vm(1)', '1 / 0'],
    ['sum(vm(1) == up, vm(2) == up, vm(3) == up)', 'sum(1, vm(3) == 0)'],
    ['sum(vm(2) == up, vm(3) == up)', 'vm(3) == 0'],
    ['sum(0.1, 0.2, queue, 0.3)', 'sum(0.30000000000000004, queue, 0.3)'],
    ['sum(0, queue)', 'sum(0, queue)'],
    ['queue + 0', 'queue + 0'],
    ['queue - 0', 'queue'],
    ['queue - -0', 'queue - -0'],
    ['sum(-0, queue) + 0', 'sum(-0, queue) + 0'],
    ['sum(-0, queue > 1)', 'queue > 1'],
    ['1 && if(queue, -0, 1)', 'if(queue, -0, 1) != 0'],
    ['1 && if(queue, 0, 1)', 'if(queue, 0, 1)'],
    ['1 * queue / 1', 'queue'],
    ['(queue > 1) + 0', 'queue > 1'],
    ['min(3, queue, 2)', 'min(2, queue)'],
    ['!!queue', 'queue != 0'],
    ['service', 'sum(1, vm(3) == 0) >= 2'],
    ['load', 'queue / 0'],
    ['constructor', 'queue > 2'],
  ])('%s is %s', (text, expected) => {
    expect(simplified(text)).toBe(expected);
  });

  it('a let about which nothing is known stays shared', () => {
    expect(simplify(parsed('service'), new Map(), LETS)).toEqual({ kind: 'let', index: 0 });
  });

  it('reads no known place, but where an error is kept', () => {
    fc.assert(
      fc.property(expressions(0, fc.nat(3)), (e) => {
        const facts = new Map([0, 1, 2, 3, 4, 5].map((place) => [place, 1]));
        expect(placesRead(simplify(e, facts, []), []).size === 0 || hasSelect(e)).toBe(true);
      }),
    );
  });

  it('has the value, or the error, of the expression in every state that agrees with the facts', () => {
    const outcomes = { value: 0, error: 0 };
    const knownPlaces = fc.subarray([0, 1, 2, 3, 4, 5]);
    fc.assert(
      fc.property(expressions(3, anyNumber), frames, knownPlaces, fc.boolean(), (e, frame, places, withConstants) => {
        const facts = new Map(places.map((place) => [place, frame.state[place] ?? 0]));
        const less = simplify(e, facts, frame.lets, withConstants ? frame.constants : undefined);
        const expected = outcome(e, frame);
        outcomes[typeof expected === 'number' ? 'value' : 'error']++;
        expect(outcome(less, frame)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(outcomes.value, outcomes.error)).toBeGreaterThan(300);
  });
});

describe('magnitude', () => {
  it.each([
    ['queue > 2', 1],
    ['3 * (queue > 2) - 4', 7],
    ['sum(vm(1) == up, vm(2) == up)', 2],
    ['-2 / 4', 0.5],
    ['floor(2.5)', 3],
    ['1 / queue', undefined],
    ['log(queue)', undefined],
    ['vm(queue)', undefined],
    ['1 % 0', undefined],
    ['exp(1000)', undefined],
    ['1e308 * 10', undefined],
  ])('%s: %s', (text, expected) => {
    expect(magnitude(parsed(text), LETS)).toBe(expected);
  });

  it('bounds every value, and what has a bound never fails', () => {
    let bounded = 0;
    fc.assert(
      fc.property(expressions(3, anyNumber), frames, fc.boolean(), (e, frame, withConstants) => {
        const bound = magnitude(e, frame.lets, withConstants ? frame.constants : undefined);
        if (bound === undefined) return;
        bounded++;
        expect(Math.abs(evaluate(e, frame))).toBeLessThanOrEqual(bound);
      }),
      { numRuns: 2000 },
    );
    expect(bounded).toBeGreaterThan(200);
  });
});

function outcome(e: Expression, frame: Frame): number | string {
  try {
    return evaluate(e, frame);
  } catch (error) {
    if (error instanceof EvaluationError) return error.message;
    throw error;
  }
}

function hasSelect(e: Expression): boolean {
  return JSON.stringify(e).includes('"select"');
}
