import { expect, test } from 'vitest';
import { placesRead } from '../../src/net/expression/analyse.js';
import { expressionsIn } from '../../src/net/expressions.js';
import { parseNet } from '../../src/net/parse.js';

/** Wherever an expression may stand there is one place that is read nowhere else: a part that is forgotten leaves a hole. */
test('every place that a net reads is found', () => {
  const read = (place: number): string => `p${place}`;
  const net = parseNet({
    format: 'ninefold/net@1',
    name: 'everywhere',
    places: Object.fromEntries(Array.from({ length: 30 }, (_, place) => [read(place), 1])),
    let: { l: read(0) },
    activities: {
      a: { when: read(1), rate: read(2), cases: [{ weight: read(3), then: { p0: read(4) } }] },
      b: { delay: { exponential: { mean: read(5) } }, speed: read(6), age: read(7) },
      c: { delay: { every: { period: read(8), offset: read(9), probability: read(10) } } },
      d: { delay: { at: [read(11)] } },
    },
    rewards: { r: { rate: read(12), impulse: { a: read(13) } } },
    spans: { s: { while: read(14), of: read(15) }, t: { from: ['a'], to: ['b'], of: read(16) } },
    measures: {
      m1: { 'steady-state': read(17) },
      m2: { average: read(18), until: read(19) },
      m3: { accumulated: read(20), until: read(21) },
      m4: { at: 1, of: read(22) },
      m5: { probability: { reach: read(23), within: read(24) } },
      m6: { 'mean-time-to': read(25) },
      m7: { ratio: read(26), by: read(27) },
      m8: { nines: read(28) },
      m9: { probability: { stay: read(29) } },
    },
  });
  const places = new Set(expressionsIn(net).flatMap((expression) => [...placesRead(expression, net.lets)]));
  expect([...places].sort((a, b) => a - b)).toEqual(net.places.map((_, place) => place));
  expect(net.warnings).toEqual([]);
});
