import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/config/problem.js';
import { solveExact } from '../../src/exact/solve.js';
import { prepare, simulate } from '../../src/experiment/simulate.js';
import type { NetDocument } from '../../src/net/document.js';
import { parseNet } from '../../src/net/parse.js';

/** Two clocks of fixed lengths: passages of 2 h from each ring of the one, of 3 h from each ring of the other, and their pauses. */
function net(measures: NetDocument['measures']): NetDocument {
  return {
    format: 'ninefold/net@1',
    name: 'two clocks',
    places: { a: { max: 1 }, b: { max: 1 } },
    activities: {
      beginA: { when: 'a == 0', delay: '1 h', then: { a: 1 } },
      endA: { when: 'a == 1', delay: '2 h', then: { a: 0 } },
      beginB: { when: 'b == 0', delay: '1 h', then: { b: 1 } },
      endB: { when: 'b == 1', delay: '3 h', then: { b: 0 } },
    },
    spans: {
      ofA: { from: ['beginA'], to: ['endA'] },
      ofB: { from: ['beginB'], to: ['endB'], of: 10 },
      whileB: { while: 'b == 1' },
    },
    ...(measures === undefined ? {} : { measures }),
  };
}

async function estimated(measure: NonNullable<NetDocument['measures']>[string]): Promise<number> {
  const results = (
    await simulate(prepare(net({ measure }), { seed: 'spans' }), { trials: 2, confidence: 0.95 })
  ).results();
  const { measure: result } = results;
  if (result?.kind !== 'value') throw new Error(JSON.stringify(result));
  return result.estimate;
}

describe('a measure over several spans', () => {
  // By 12.5 h: four passages of 2 h (to 3, 6, 9, 12), three of 3 h (to 4, 8, 12), one more of each begun at 12... no, at 13.
  it('takes their passages together', async () => {
    expect(await estimated({ count: ['ofA', 'ofB'], until: '12.5 h' })).toBe(7);
    expect(await estimated({ total: ['ofA', 'ofB'], until: '12.5 h' })).toBeCloseTo(4 * 2 + 3 * 30, 9);
    expect(await estimated({ mean: ['ofA', 'ofB'], until: '12.5 h' })).toBeCloseTo((4 * 2 + 3 * 30) / 7, 9);
  });

  it('adds what is gained besides to a total, and tells it for some time', async () => {
    const whole = 4 * 2 + 3 * 30 + 0.4 * 12.5;
    expect(await estimated({ total: ['ofA', 'ofB'], and: 0.4, until: '12.5 h' })).toBeCloseTo(whole, 9);
    expect(await estimated({ total: ['ofA', 'ofB'], and: 0.4, per: '5 h', until: '12.5 h' })).toBeCloseTo(
      (whole * 5) / 12.5,
      9,
    );
    expect(await estimated({ total: 'ofA', and: -4, until: '12.5 h' })).toBeCloseTo(8 - 50, 9);
  });

  it('counts a span once that is named twice', async () => {
    expect(await estimated({ total: ['ofA', 'ofA'], until: '12.5 h' })).toBeCloseTo(8, 9);
  });

  it('may be of one, and then is solved where the span is one of states', () => {
    const document = net({
      total: { total: 'whileB', until: '100 h' },
      perDay: { total: 'whileB', and: 'b == 0', per: '1 d', until: '100 h' },
      both: { total: ['whileB', 'ofA'], until: '100 h' },
    });
    const rates = {
      beginB: { when: 'b == 0', rate: 1, then: { b: 1 } },
      endB: { when: 'b == 1', rate: '1/3 h', then: { b: 0 } },
    };
    const { total, both, perDay } = solveExact(
      parseNet({ ...document, activities: { ...document.activities, ...rates } }),
    );
    if (total?.kind !== 'value') throw new Error(JSON.stringify(total));
    // 3/4 of 100 h, less 3/4 of 3/4 h at the beginning, and what is open at the end: 3 h on average with probability 3/4.
    expect(total.value).toBeCloseTo(75 - 9 / 16 - 9 / 4, 6);
    if (perDay?.kind !== 'value') throw new Error(JSON.stringify(perDay));
    // Every pause too, 25 h of them and 9/16 h at the beginning: all but what is open at the end.
    expect(perDay.value).toBeCloseTo(((100 - 9 / 4) * 24) / 100, 6);
    expect(both).toMatchObject({ kind: 'refused', reason: expect.stringContaining('several spans') });
  });

  it('names spans that are there', () => {
    expect(() => parseNet(net({ bad: { mean: ['ofA', 'ofC'], until: '1 h' } }))).toThrow(InputError);
    expect(() => parseNet(net({ bad: { total: 'ofA' } }))).toThrow(InputError);
    expect(() => parseNet(net({ bad: { total: 'ofA', until: '1 h', per: '0 h' } }))).toThrow(InputError);
    expect(() => parseNet(net({ bad: { mean: 'ofA', until: '1 h', per: '1 h' } }))).toThrow(InputError);
  });
});
