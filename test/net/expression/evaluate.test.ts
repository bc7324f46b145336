import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EvaluationError, evaluate, type Frame } from '../../../src/net/expression/evaluate.js';
import { parseExpression } from '../../../src/net/expression/parse.js';
import { anyNumber, expressions, frames, resolve } from './trees.js';

const FRAME: Frame = {
  state: [0, 1, 1, 4, 7, 8],
  constants: [2, 720, -0],
  lets: [
    { expression: resolve(parseExpression('sum(vm(1) == up, vm(2) == up, vm(3) == up) >= 1')) },
    { expression: resolve(parseExpression('queue / (service + 1)')) },
    { expression: resolve(parseExpression('1 / (queue - 4)')) },
  ],
};

const value = (text: string): number => evaluate(resolve(parseExpression(text)), FRAME);

describe('values', () => {
  it.each([
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['7 % 3', 1],
    ['-7 % 3', -1],
    ['7.5 % -2', 1.5],
    ['1 / 3', 1 / 3],
    ['0.1 + 0.2 + 0.3', 0.1 + 0.2 + 0.3],
    ['sum(0.1, 0.2, 0.3)', 0.1 + 0.2 + 0.3],
    ['sum(0.3, 0.2, 0.1)', 0.3 + 0.2 + 0.1],
    ['sum(toString)', -0],
    ['sum()', 0],
    ['all()', 1],
    ['any()', 0],
    ['all(1, -3, 0.5)', 1],
    ['any(0, toString, 0)', 0],
    ['min(3, 1, 2)', 1],
    ['max(3, 1, 2)', 3],
    ['min(0, toString)', -0],
    ['max(toString, 0)', 0],
    ['floor(-1.5)', -2],
    ['ceil(1.2)', 2],
    ['abs(-3)', 3],
    ['exp(1)', Math.E],
    ['log(exp(0))', 0],
    ['if(5, 1, 2)', 1],
    ['if(toString, 1, 2)', 2],
    ['!5', 0],
    ['!0', 1],
    ['5 && -2', 1],
    ['0 || 3', 1],
    ['0 || 0', 0],
    ['0 == -0', 1],
    ['3 != 3', 0],
    ['2 <= 2', 1],
    ['2 < 2', 0],
    ['3 >= 4', 0],
    ['vm(queue - 1)', 1],
    ['m(2, 2)', 8],
    ['m(k, 2)', 8],
    ['k * mttf', 1440],
    ['load', 2],
  ])('%s is %d', (text, expected) => {
    expect(value(text)).toBe(expected);
  });
});

describe('what need not be evaluated is not', () => {
  it.each([
    ['0 && constructor', 0],
    ['1 || constructor', 1],
    ['if(1, 2, constructor)', 2],
    ['if(0, constructor, 3)', 3],
    ['all(0, constructor)', 0],
    ['any(0, 1, constructor)', 1],
  ])('%s is %d', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it.each([
    '1 && constructor',
    '0 || constructor',
    'constructor && 0',
    'constructor || 1',
    'all(1, constructor)',
    'min(0, constructor)',
    '0 * constructor',
  ])('%s divides by zero', (text) => {
    expect(() => value(text)).toThrow('found 1 / 0, need a divisor that is not 0');
  });
});

describe('an expression without a value says why', () => {
  it.each([
    ['3 / 0', 'found 3 / 0, need a divisor that is not 0'],
    ['3 % toString', 'found 3 % 0, need a divisor that is not 0'],
    ['log(-1)', 'found log(-1), need the logarithm of a positive number'],
    ['log(0)', 'found log(0), need the logarithm of a positive number'],
    ['(-8)^(1/3)', 'found -8 ^ 0.3333333333333333 = NaN, need a finite number'],
    ['0^-1', 'found 0 ^ -1 = Infinity, need a finite number'],
    ['exp(1000)', 'found exp(1000) = Infinity, need a finite number'],
    ['1e308 + 1e308', 'found 1e+308 + 1e+308 = Infinity, need a finite number'],
    ['sum(1, 1e308, 1e308)', 'found 1e+308 + 1e+308 = Infinity, need a finite number'],
    ['vm(queue)', 'found the subscript 4, need a whole number in 1..3'],
    ['vm(queue - 4)', 'found the subscript 0, need a whole number in 1..3'],
    ['vm(k / 4)', 'found the subscript 0.5, need a whole number in 1..3'],
  ])('%s', (text, message) => {
    expect(() => value(text)).toThrow(EvaluationError);
    expect(() => value(text)).toThrow(message);
  });

  it('what no parser lets through is an assertion', () => {
    for (const name of ['min', 'max', 'if'] as const) {
      const empty = { kind: 'call', function: name, arguments: [] } as const;
      expect(() => evaluate(empty, FRAME)).toThrow(/of nothing|of 0 terms/);
      expect(() => evaluate(empty, FRAME)).not.toThrow(EvaluationError);
    }
    expect(() => evaluate({ kind: 'place', index: 9 }, FRAME)).toThrow('no place 9: there are 6');
  });
});

it('every value is finite', () => {
  let valued = 0;
  fc.assert(
    fc.property(expressions(3, anyNumber), frames, (e, frame) => {
      try {
        expect(evaluate(e, frame)).toSatisfy(Number.isFinite);
        valued++;
      } catch (error) {
        if (!(error instanceof EvaluationError)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
  expect(valued).toBeGreaterThan(100);
});
