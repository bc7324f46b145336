import { describe, expect, it } from 'vitest';
import { conjuncts, isConstant, letsRead, placesRead, sameExpression } from '../../../src/net/expression/analyse.js';
import type { Expression } from '../../../src/net/expression/expression.js';
import { parseExpression } from '../../../src/net/expression/parse.js';
import { printExpression } from '../../../src/net/expression/print.js';
import { NAMES, resolve } from './trees.js';

const parsed = (text: string): Expression => resolve(parseExpression(text));
const LETS = [
  { expression: parsed('vm(1) == up && vm(2) == up') },
  { expression: parsed('service && all(queue < 3, k)') },
  { expression: parsed('k * mttf') },
];

describe('what an expression reads', () => {
  it('places, through lets and computed indices', () => {
    expect(placesRead(parsed('queue + load'), LETS)).toEqual(new Set([0, 1, 3]));
    expect(placesRead(parsed('m(vm(3), 2)'), LETS)).toEqual(new Set([2, 4, 5]));
    expect(placesRead(parsed('constructor + 1'), LETS)).toEqual(new Set());
  });

  it('lets, through lets', () => {
    expect(letsRead(parsed('load'), LETS)).toEqual(new Set([0, 1]));
    expect(letsRead(parsed('vm(1)'), LETS)).toEqual(new Set());
  });

  it('is constant when no place is read', () => {
    expect(isConstant(parsed('constructor / 2'), LETS)).toBe(true);
    expect(isConstant(parsed('0 * service'), LETS)).toBe(false);
  });

  it('lets that double at each step are visited once', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => ({
      expression: (i === 0
        ? { kind: 'place', index: 3 }
        : {
            kind: 'binary',
            operator: '&&',
            left: { kind: 'let', index: i - 1 },
            right: { kind: 'let', index: i - 1 },
          }) satisfies Expression as Expression,
    }));
    const last: Expression = { kind: 'let', index: 59 };
    expect(placesRead(last, doubling)).toEqual(new Set([3]));
    expect(letsRead(last, doubling).size).toBe(60);
    expect(conjuncts(last, doubling)).toEqual([{ kind: 'let', index: 0 }]);
  });
});

describe('conjuncts', () => {
  const texts = (text: string): string[] => conjuncts(parsed(text), LETS).map((e) => printExpression(e, NAMES));

  it('flattens &&, all and lets, in order', () => {
    expect(texts('queue && (load && vm(3) == up)')).toEqual([
      'queue',
      'vm(1) == up',
      'vm(2) == up',
      'queue < 3',
      'k',
      'vm(3) == up',
    ]);
  });

  it('leaves everything else alone', () => {
    expect(texts('constructor')).toEqual(['constructor']);
    expect(texts('queue || vm(1)')).toEqual(['queue || vm(1)']);
    expect(texts('all()')).toEqual([]);
  });
});

describe('sameExpression', () => {
  it.each(['1', 'k', 'queue', 'load', 'vm(queue)', '-k', 'k + 1', 'min(k, 1)', 'm(queue, 2)', '1 + k', 'k - 1', '!k'])(
    'tells %s from every other',
    (text) => {
      const same = [
        '1',
        'k',
        'queue',
        'load',
        'vm(queue)',
        '-k',
        'k + 1',
        'min(k, 1)',
        'm(queue, 2)',
        '1 + k',
        'k - 1',
        '!k',
      ].filter((other) => sameExpression(parsed(text), parsed(other)));
      expect(same).toEqual([text]);
    },
  );

  it('tells 0 from -0', () => {
    expect(sameExpression({ kind: 'number', value: 0 }, { kind: 'number', value: -0 })).toBe(false);
  });
});
