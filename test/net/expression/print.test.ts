import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameExpression } from '../../../src/net/expression/analyse.js';
import { parseExpression } from '../../../src/net/expression/parse.js';
import { printExpression, printSyntax } from '../../../src/net/expression/print.js';
import { expressions, NAMES, resolve } from './trees.js';

const reprinted = (text: string): string => printSyntax(parseExpression(text));
const plain = { constants: NAMES.constants, places: NAMES.places, lets: NAMES.lets };

describe('printSyntax', () => {
  it.each([
    '-2^2',
    '(-2)^2',
    '2^-1',
    '2^3^2',
    '(2^3)^2',
    'a - (b - c)',
    'a - b - c',
    '(a || b) && c',
    'a || b && c',
    '(a < b) < c',
    '(a == b) == c',
    'a < b == c < d',
    '!(a == b)',
    '!a == b',
    '--a',
    'a - -b',
    '-a * b',
    '-(a * b)',
    'a % (b * c)',
    'sum(vm(*) == up) >= k',
    'm(*, i + 1)',
    '1 / 8760 h',
    '2.5e-10 min + 1e+21',
    'if(a || b, c, -d)',
    'hv(at(i))',
  ])('%s has no parenthesis too many', (text) => {
    expect(reprinted(text)).toBe(text);
  });

  it('drops what is not needed', () => {
    expect(reprinted('((a*b))+(c^(2))')).toBe('a * b + c^2');
  });
});

describe('printExpression', () => {
  it('names the states of a place', () => {
    const e = resolve(parseExpression('vm(1) == up && down != vm(queue) && queue == 0 && vm(1) < 1'));
    expect(printExpression(e, NAMES)).toBe('vm(1) == up && down != vm(queue) && queue == 0 && vm(1) < 1');
    expect(printExpression(e, plain)).toBe('vm(1) == 0 && 1 != vm(queue) && queue == 0 && vm(1) < 1');
  });

  it('keeps a value beyond the named states a number', () => {
    expect(printExpression(resolve(parseExpression('vm(1) == 7')), NAMES)).toBe('vm(1) == 7');
  });

  it('puts a computed index where the members differ', () => {
    expect(printExpression({ kind: 'select', places: [4, 5], subscript: { kind: 'place', index: 3 } }, NAMES)).toBe(
      'm(queue, 2)',
    );
  });

  it('puts it where the family has one member only, when there is but one place', () => {
    const queue = { kind: 'place', index: 1 } as const;
    const names = { constants: [], lets: [], places: ['m(1, 2)', 'queue', 'm(1, 1)', 'n(1,1)', 'n(2,1)', 'v(1)'] };
    expect(printExpression({ kind: 'select', places: [0], subscript: queue }, names)).toBe('m(queue, 2)');
    expect(printExpression({ kind: 'select', places: [4], subscript: queue }, names)).toBe('n(2, queue)');
    expect(printExpression({ kind: 'select', places: [3], subscript: queue }, names)).toBe('n(1, queue)');
    expect(printExpression({ kind: 'select', places: [5], subscript: queue }, names)).toBe('v(queue)');
  });

  it('a negative number is a minus before a number', () => {
    expect(printExpression({ kind: 'number', value: -3 }, NAMES)).toBe('-3');
    expect(printExpression({ kind: 'number', value: -0 }, NAMES)).toBe('-0');
    const power = { kind: 'number', value: -3 } as const;
    const two = { kind: 'number', value: 2 } as const;
    expect(printExpression({ kind: 'binary', operator: '^', left: power, right: two }, NAMES)).toBe('(-3)^2');
  });

  it.each([
    ['every state by name', NAMES],
    ['numbers for states', plain],
  ])('reads back as the same tree, %s', (_, names) => {
    const positive = fc.oneof(fc.nat(3), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));
    const trees = expressions(3, positive).filter((e) => !selectsByNumber(JSON.stringify(e)));
    fc.assert(
      fc.property(trees, (e) => {
        const text = printExpression(e, names);
        expect(sameExpression(resolve(parseExpression(text)), e), text).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

/** A resolver reads a number as subscript as the member itself. */
function selectsByNumber(json: string): boolean {
  return json.includes('"subscript":{"kind":"number"');
}
