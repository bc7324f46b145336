import { expect, test } from 'vitest';
import { evaluate } from '../../src/net/expression/evaluate.js';
import { bindLaw, lawExpressions } from '../../src/net/law.js';
import type { Law } from '../../src/net/net.js';
import { parseNet } from '../../src/net/parse.js';

function lawOf(delay: unknown): Law {
  const net = parseNet({
    format: 'ninefold/net@1',
    name: 'laws',
    places: { load: 1 },
    activities: { a: { delay } },
  });
  const timing = net.activities[0]?.timing;
  if (timing?.kind !== 'delay') throw new Error(`found ${timing?.kind}`);
  return timing.law;
}

const at = (law: Law, load: number) => bindLaw(law, (e) => evaluate(e, { state: [load], constants: [], lets: [] }));

test('a law is bound with the numbers its parameters have in a state', () => {
  const law = lawOf({ exponential: { mean: '10 / load' } });
  expect([at(law, 1).mean, at(law, 4).mean]).toEqual([10, 2.5]);
  expect(() => at(lawOf({ exponential: { mean: '10 - load' } }), 10)).toThrow('mean');
});

test('laws inside laws, lists and pieces are bound too', () => {
  const mixed = lawOf({ mixture: { weights: ['load', 1], of: ['4 * load', { shifted: { by: 1, of: '3 h' } }] } });
  expect(at(mixed, 1).mean).toBe(4);
  expect(at(mixed, 3).mean).toBe(0.75 * 12 + 0.25 * 4);
  const density = lawOf({ density: { pieces: [[0, '2 * load', 1]] } });
  expect(at(density, 3).mean).toBe(3);
});

test('every expression of a law is found', () => {
  expect(
    lawExpressions(lawOf({ mixture: { weights: [1, 2], of: ['load', { shifted: { by: 1, of: '3 h' } }] } })),
  ).toHaveLength(5);
  expect(
    lawExpressions(
      lawOf({
        density: {
          pieces: [
            [0, 1, 1],
            [1, 2, 1],
          ],
        },
      }),
    ),
  ).toHaveLength(6);
});
