import { describe, expect, test } from 'vitest';
import { clopperPearson } from '../../../src/estimate/intervals/clopper-pearson.js';
import { NOT_NEGATIVE, tailOf, UNIT } from '../../../src/estimate/intervals/interval.js';
import type { Curve, Estimate } from '../../../src/estimate/result.js';
import { createTally } from '../../../src/estimate/tallies/create-tally.js';
import type { Tally, TallySpec } from '../../../src/estimate/tallies/tally.js';
import { Draws } from '../draws.js';

const WIDTH = 8;
const TAIL = tailOf(0.95);

function tallyOf(spec: TallySpec, rows: readonly (readonly number[])[]): Tally {
  const tally = createTally(spec);
  const block = new Float64Array(rows.length * WIDTH);
  rows.forEach((row, index) => {
    block.set(row, index * WIDTH);
  });
  tally.addRows(block, WIDTH, rows.length);
  return tally;
}

function estimateOf(tally: Tally, confidence = 0.95): Omit<Estimate, 'unit'> {
  const result = tally.result(confidence);
  if (result.kind !== 'value') throw new Error('a curve, not a value');
  return result;
}

function curveOf(tally: Tally): Omit<Curve, 'unit'> {
  const result = tally.result(0.95);
  if (result.kind !== 'curve') throw new Error('a value, not a curve');
  return result;
}

const column = (plus: number, divisor = 1) => ({ plus, divisor });

describe('mean', () => {
  const timeTo = { kind: 'mean', value: column(0), support: { range: NOT_NEGATIVE }, untilSeen: true } as const;

  test('of a difference of columns over a divisor', () => {
    const spec = {
      kind: 'mean',
      value: { plus: 3, minus: 2, divisor: 4 },
      support: { range: UNIT },
      untilSeen: false,
    } as const;
    const rows = [1, 2, 3, 4].map((gain) => [9, 0, 10, 10 + gain]);
    expect(estimateOf(tallyOf(spec, rows)).estimate).toBe(2.5 / 4);
  });

  test('time to an event that one trial can never see is infinite', () => {
    const { estimate, low, high, notes } = estimateOf(
      tallyOf(timeTo, [
        [3, 1],
        [Infinity, 0],
        [4, 1],
      ]),
    );
    expect([estimate, low, high]).toEqual([Infinity, Infinity, Infinity]);
    expect(notes?.join()).toContain('1 of 3 trials');
  });

  test('trials cut off make it a lower bound, and say so', () => {
    const result = estimateOf(
      tallyOf(timeTo, [
        [3, 1],
        [10, 0],
        [4, 1],
        [10, 0],
      ]),
    );
    expect(result.censored).toBe(2);
    expect(result.estimate).toBe(27 / 4);
    expect(result.high).toBe(Infinity);
    expect(result.notes?.join()).toContain('lower bound');
  });

  test('two halves of a long run that differ are noticed, two that do not are not', () => {
    const halves = { first: column(3), second: column(4) };
    const spec = { kind: 'mean', value: column(2), support: { range: UNIT }, untilSeen: false, halves } as const;
    const draws = new Draws('drift');
    const rows = (drift: number) =>
      Array.from({ length: 500 }, () => [9, 0, 0.5, 0.5 + 0.1 * draws.uniform(), 0.5 + drift + 0.1 * draws.uniform()]);
    expect(estimateOf(tallyOf(spec, rows(0.05))).notes?.join()).toContain('warm-up is too short');
    expect(estimateOf(tallyOf(spec, rows(0))).notes?.join()).not.toContain('warm-up');
  });
});

describe('nines', () => {
  const spec = { kind: 'nines', value: column(2, 10) } as const;

  test('are those of the mean availability, ends included', () => {
    const rows = Array.from({ length: 400 }, (_, index) => [10, 0, index % 4 === 0 ? 9.996 : 10]);
    const mean = estimateOf(
      tallyOf({ kind: 'mean', value: column(2, 10), support: { range: UNIT }, untilSeen: false }, rows),
    );
    const nines = estimateOf(tallyOf(spec, rows));
    expect(nines.estimate).toBeCloseTo(4, 9);
    expect(10 ** -nines.high).toBeCloseTo(1 - mean.high, 12);
    expect(10 ** -nines.low).toBeCloseTo(1 - mean.low, 12);
    expect(nines.relativeHalfWidth).toBeCloseTo(mean.relativeHalfWidth, 9);
  });

  test('no downtime seen proves some, not endless nines', () => {
    const result = estimateOf(tallyOf(spec, new Array(1000).fill([10, 0, 10])));
    expect(result.estimate).toBe(Infinity);
    expect(result.low).toBeCloseTo(-Math.log10(clopperPearson(0, 1000, TAIL).high), 9);
    expect(result.relativeHalfWidth).toBe(Infinity);
  });
});

describe('passage', () => {
  // Reached at 1, 2, 2, 5; one trial ended at the cap 6; one where nothing can happen any more.
  const rows = [
    [1, 1],
    [2, 1],
    [2, 1],
    [5, 1],
    [6, 0],
    [Infinity, 0],
  ];
  const passage = (times: readonly number[], complement = false, curve = false): TallySpec => {
    return { kind: 'passage', times, curve, complement };
  };

  test('by a time, that time included', () => {
    expect(estimateOf(tallyOf(passage([2]), rows)).estimate).toBe(3 / 6);
    expect(estimateOf(tallyOf(passage([1.9]), rows)).estimate).toBe(1 / 6);
    expect(estimateOf(tallyOf(passage([6]), rows)).estimate).toBe(4 / 6);
    const survived = estimateOf(tallyOf(passage([2], true), rows));
    expect(survived.estimate).toBe(3 / 6);
    expect(survived.low).toBeCloseTo(1 - clopperPearson(3, 6, TAIL).high, 12);
  });

  test('ever: a trial cut off may still get there, one that is over may not', () => {
    const { low, high, estimate, censored } = estimateOf(tallyOf(passage([Infinity]), rows));
    expect([estimate, censored]).toEqual([4 / 6, 1]);
    expect(low).toBe(clopperPearson(4, 6, TAIL).low);
    expect(high).toBe(clopperPearson(5, 6, TAIL).high);
  });

  test('a curve holds what each time alone would give', () => {
    const times = [0, 1, 2, 4, 6];
    for (const complement of [false, true]) {
      const { points } = curveOf(tallyOf(passage(times, complement, true), rows));
      points.forEach((point, index) => {
        const alone = estimateOf(tallyOf(passage([times[index] as number], complement), rows));
        expect([point.at, point.estimate, point.low, point.high]).toEqual([
          times[index],
          alone.estimate,
          alone.low,
          alone.high,
        ]);
        expect(point.bandLow).toBeLessThanOrEqual(point.low);
        expect(point.bandHigh).toBeGreaterThanOrEqual(point.high);
      });
    }
  });

  test('before an event: what was seen last decides', () => {
    const seen = [
      [1, 1, 1],
      [2, 1, 0],
      [3, 1, 1],
      [Infinity, 0, 0],
      [9, 0, 0],
    ];
    const result = estimateOf(tallyOf({ kind: 'passage-before', final: 2, complement: false }, seen));
    expect([result.estimate, result.censored]).toEqual([2 / 5, 1]);
    expect(result.high).toBe(clopperPearson(3, 5, TAIL).high);
    expect(estimateOf(tallyOf({ kind: 'passage-before', final: 2, complement: true }, seen)).estimate).toBe(3 / 5);
  });
});

describe('proportions and means at times', () => {
  const rows = [
    [9, 0, 1, 0],
    [9, 0, 1, 1],
    [9, 0, 0, 0],
    [9, 0, 1, 0],
  ];

  test('shares of an expression that is 0 or 1', () => {
    const spec = { kind: 'proportions', at: [1, 2], columns: [2, 3], curve: true } as const;
    expect(curveOf(tallyOf(spec, rows)).points.map(({ estimate }) => estimate)).toEqual([0.75, 0.25]);
    const single = { kind: 'proportions', at: [1], columns: [2], curve: false } as const;
    expect(estimateOf(tallyOf(single, rows)).low).toBe(clopperPearson(3, 4, TAIL).low);
  });

  test('means hold what each time alone would give, in a wider band', () => {
    const values = [column(2), column(3)];
    const supports = [{ range: UNIT }, { range: UNIT }];
    const { points } = curveOf(tallyOf({ kind: 'means', at: [1, 2], values, supports }, rows));
    values.forEach((value, index) => {
      const alone = estimateOf(tallyOf({ kind: 'mean', value, support: { range: UNIT }, untilSeen: false }, rows));
      expect([points[index]?.estimate, points[index]?.low]).toEqual([alone.estimate, alone.low]);
      expect(points[index]?.bandLow).toBeLessThanOrEqual(alone.low);
    });
  });
});

describe('spans', () => {
  test('mean is total over number, open passages are counted', () => {
    const rows = [
      [9, 0, 2, 2, 5],
      [9, 0, 1, 0, 0],
      [9, 0, 3, 3, 7],
    ];
    const result = estimateOf(tallyOf({ kind: 'span-mean', first: 2, range: NOT_NEGATIVE }, rows));
    expect(result.estimate).toBeCloseTo(12 / 5, 12);
    expect(result.censored).toBe(1);
    expect(result.notes?.join()).toContain('1 passage was still open');
  });

  test('without a passage nothing is claimed', () => {
    for (const spec of [
      { kind: 'span-mean', first: 2, range: NOT_NEGATIVE },
      { kind: 'span-quantile', span: 0, first: 2, probability: 0.5 },
    ] as const) {
      const { estimate, low, high, relativeHalfWidth } = estimateOf(
        tallyOf(spec, [
          [9, 0, 0, 0, 0],
          [9, 0, 0, 0, 0],
        ]),
      );
      expect([estimate, low, high, relativeHalfWidth]).toEqual([Number.NaN, 0, Infinity, Infinity]);
    }
  });

  test('a ratio with an infinite trial has no value', () => {
    const spec = { kind: 'ratio', of: column(2), by: column(0), range: NOT_NEGATIVE } as const;
    const { estimate, low, high } = estimateOf(
      tallyOf(spec, [
        [1, 1, 1],
        [Infinity, 0, 4],
      ]),
    );
    expect([estimate, low, high]).toEqual([Number.NaN, 0, Infinity]);
  });
});

describe('every tally', () => {
  const halves = { first: column(3), second: column(4) };
  const specs: readonly TallySpec[] = [
    { kind: 'mean', value: column(0), support: { range: NOT_NEGATIVE }, untilSeen: false, halves },
    { kind: 'mean', value: column(0), support: { range: NOT_NEGATIVE }, untilSeen: true },
    { kind: 'means', at: [1, 2], values: [column(2), column(3)], supports: [{ range: UNIT }, { range: UNIT }] },
    { kind: 'nines', value: column(2), halves },
    { kind: 'passage', times: [0.5, 1, 2], curve: true, complement: true },
    { kind: 'passage', times: [Infinity], curve: false, complement: false },
    { kind: 'passage-before', final: 5, complement: false },
    { kind: 'proportions', at: [1], columns: [5], curve: false },
    { kind: 'ratio', of: column(2), by: column(3), range: NOT_NEGATIVE },
    { kind: 'span-mean', first: 5, range: NOT_NEGATIVE },
    { kind: 'span-quantile', span: 0, first: 5, probability: 0.9 },
  ];
  const draws = new Draws('tallies');
  const trials = 600;
  const rows = Float64Array.from({ length: trials * WIDTH }, (_, index) => {
    const place = index % WIDTH;
    return place === 1 || place >= 5 ? draws.below(2) : draws.uniform();
  });

  /** Takes in blocks of 100 trials, each with a passage or two. */
  function fill(tally: Tally, from: number, to: number): Tally {
    for (let trial = from; trial < to; trial += 100) {
      tally.addRows(rows.subarray(trial * WIDTH, (trial + 100) * WIDTH), WIDTH, 100);
      for (let each = trial; each < trial + 100; each++) tally.addSpan?.(each, 1 + (rows[each * WIDTH] as number));
    }
    return tally;
  }

  test.each(specs)('$kind: chunks merged in order are one pass over the same blocks', (spec) => {
    const merged = createTally(spec);
    for (let trial = 0; trial < trials; trial += 100) merged.merge(fill(createTally(spec), trial, trial + 100));
    const once = fill(createTally(spec), 0, trials);
    expect(merged.toJSON()).toEqual(once.toJSON());
    expect(merged.result(0.95)).toEqual(once.result(0.95));
  });

  test.each(specs)('$kind: interrupted and restored it goes on as if nothing had happened', (spec) => {
    const restored = createTally(spec);
    restored.restore(JSON.parse(JSON.stringify(fill(createTally(spec), 0, 300))));
    const whole = fill(createTally(spec), 0, trials);
    expect(JSON.stringify(fill(restored, 300, trials))).toBe(JSON.stringify(whole));
    expect(restored.result(0.99)).toEqual(whole.result(0.99));
  });

  const bounded = specs.filter((spec) => spec.kind !== 'mean' || !spec.untilSeen);

  test.each(bounded)('$kind: more confidence is a wider interval around the same estimate', (spec) => {
    const tally = fill(createTally(spec), 0, trials);
    const widths = [0.9, 0.95, 0.999999].map((confidence) => tally.result(confidence).relativeHalfWidth);
    expect(widths[0]).toBeLessThan(widths[1] as number);
    expect(widths[1]).toBeLessThan(widths[2] as number);
  });
});
