import { describe, expect, test } from 'vitest';
import { clopperPearson, probabilityHigh } from '../../../src/estimate/intervals/clopper-pearson.js';
import { distributionBand } from '../../../src/estimate/intervals/distribution-band.js';
import { fewDeviations } from '../../../src/estimate/intervals/few-deviations.js';
import { NOT_NEGATIVE, UNIT } from '../../../src/estimate/intervals/interval.js';
import { meanInterval } from '../../../src/estimate/intervals/mean-interval.js';
import { quantileRanks } from '../../../src/estimate/intervals/quantile-levels.js';
import { ratioInterval } from '../../../src/estimate/intervals/ratio-interval.js';
import { skewedQuantile, skewedStudent } from '../../../src/estimate/intervals/skewed-student.js';
import { Moments } from '../../../src/estimate/moments.js';
import { studentQuantile } from '../../../src/estimate/numeric/student-quantile.js';
import { PairMoments } from '../../../src/estimate/pair-moments.js';

function momentsOf(values: readonly number[]): Moments {
  const moments = new Moments();
  moments.addBlock(Float64Array.from(values), values.length);
  return moments;
}

function pairsOf(pairs: readonly (readonly [number, number])[]): PairMoments {
  const moments = new PairMoments();
  moments.addBlock(
    Float64Array.from(pairs, ([x]) => x),
    Float64Array.from(pairs, ([, y]) => y),
    pairs.length,
  );
  return moments;
}

describe('Clopper-Pearson', () => {
  test('none of n: the bound solves (1 - p)^n = tail', () => {
    for (const n of [1, 10, 1000, 1e7]) {
      const bound = probabilityHigh(0, n, 0.025);
      expect(n * Math.log1p(-bound)).toBeCloseTo(Math.log(0.025), 7);
    }
    expect(clopperPearson(0, 10, 0.025).low).toBe(0);
  });

  test('successes and failures are mirror images', () => {
    const few = clopperPearson(3, 200, 0.025);
    const many = clopperPearson(197, 200, 0.025);
    expect(many.low).toBeCloseTo(1 - few.high, 12);
    expect(many.high).toBeCloseTo(1 - few.low, 12);
  });

  test('10 of 100: 0.04900469, 0.17622260 (R, binom.test)', () => {
    const { low, high } = clopperPearson(10, 100, 0.025);
    expect(low).toBeCloseTo(0.04900469, 8);
    expect(high).toBeCloseTo(0.1762226, 8);
  });
});

describe('skewed Student', () => {
  test("the quantile inverts Hall's cubic", () => {
    for (const s of [-0.9, -0.1, 0.01, 0.5, 1]) {
      for (const q of [-5, -1.96, 0, 1.96, 5]) {
        const t = skewedQuantile(q, s);
        expect(t + (s * t * t) / 3 + (s * s * t ** 3) / 27 + s / 6).toBeCloseTo(q, 9);
      }
    }
  });

  test('of symmetric observations it is Student', () => {
    const moments = momentsOf([1, 2, 3, 4, 5]);
    const reach = studentQuantile(0.025, 4) * Math.sqrt(2.5 / 5);
    expect(skewedStudent(moments, 0.025).low).toBeCloseTo(3 - reach, 9);
    expect(skewedStudent(moments, 0.025).high).toBeCloseTo(3 + reach, 9);
  });

  test('a long tail above moves the upper end up and leaves the lower where Student has it', () => {
    const moments = momentsOf(Array.from({ length: 200 }, (_, index) => -Math.log((index + 0.5) / 200)));
    const { low, high } = skewedStudent(moments, 0.025);
    expect(high - moments.mean).toBeGreaterThan(1.05 * (moments.mean - low));
  });
});

describe('mean', () => {
  test('is never known for certain: all 1 leaves room below', () => {
    const { low, high } = meanInterval(momentsOf(new Array(1000).fill(1)), { range: UNIT }, 0.025);
    expect(high).toBe(1);
    expect(low).toBeCloseTo(1 - probabilityHigh(0, 1000, 0.025), 12);
  });

  test('all 0 of a count: at most one in the share of trials that may differ', () => {
    const { low, high } = meanInterval(momentsOf(new Array(1000).fill(0)), { range: NOT_NEGATIVE, quantum: 1 }, 0.025);
    expect(low).toBe(0);
    expect(high).toBeCloseTo(probabilityHigh(0, 1000, 0.025), 12);
  });

  test('equal values within an endless range stay put and say so', () => {
    const interval = meanInterval(
      momentsOf(new Array(50).fill(12)),
      { range: { low: -Infinity, high: Infinity } },
      0.025,
    );
    expect([interval.low, interval.high]).toEqual([12, 12]);
    expect(interval.notes.join()).toContain('could be any');
  });

  test('one trial or none leave the whole range', () => {
    for (const values of [[], [0.3]]) {
      const { low, high } = meanInterval(momentsOf(values), { range: UNIT }, 0.025);
      expect([low, high]).toEqual([0, 1]);
    }
  });

  test('few outages near 1 and near 0 are mirror images, inside the range', () => {
    const down = new Array(500).fill(0).map((_, index) => (index < 4 ? 0.01 * (index + 1) : 0));
    const below = meanInterval(momentsOf(down), { range: UNIT }, 0.025);
    const above = meanInterval(momentsOf(down.map((value) => 1 - value)), { range: UNIT }, 0.025);
    expect(above.low).toBeCloseTo(1 - below.high, 9);
    expect(above.high).toBeCloseTo(1 - below.low, 9);
    expect(below.low).toBeGreaterThan(0);
    expect(below.method).toContain('4 of 500');
  });

  test('is cut to its range', () => {
    const values = [0.1, 0.9, 0.5, 0.3, 0.8];
    const { low, high } = meanInterval(momentsOf(values), { range: UNIT }, 1e-4);
    expect([low, high]).toEqual([0, 1]);
  });

  test('few deviations: a mean beyond the largest possible one is not believed', () => {
    const one = { trials: 1000, deviating: 1, mean: 0.9, variation: 0, max: 1, unseen: 1 };
    expect(fewDeviations(one, 0.025).high).toBeCloseTo(probabilityHigh(1, 1000, 0.0125), 12);
  });
});

describe('ratio', () => {
  test('Fieller: the ends solve (y - r x)^2 = q^2 var(y - r x) / n where nothing is skewed', () => {
    // Symmetric about (10, 5): every combination has no skewness.
    const offsets = Array.from({ length: 40 }, (_, index) => [Math.sin(index), Math.cos(1.7 * index)] as const);
    const pairs = pairsOf(offsets.flatMap(([x, y]) => [[10 + x, 5 + y] as const, [10 - x, 5 - y] as const]));
    const { low, high } = ratioInterval(pairs, { low: -Infinity, high: Infinity }, 0.025);
    const q = studentQuantile(0.025, 79);
    for (const r of [low, high]) {
      const { mean, variance } = pairs.combination(-r, 1);
      expect(mean ** 2 / (variance / 80)).toBeCloseTo(q ** 2, 6);
    }
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });

  test('a denominator that may be 0 gives an endless interval', () => {
    const pairs = pairsOf(
      Array.from({ length: 60 }, (_, index) => [index === 0 ? 1 : index % 2 ? 1e-9 : -1e-9, 1] as const),
    );
    expect(ratioInterval(pairs, { low: -Infinity, high: Infinity }, 0.025).high).toBe(Infinity);
  });

  test('no denominator at all leaves the range', () => {
    const { low, high, notes } = ratioInterval(
      pairsOf([
        [0, 0],
        [0, 0],
      ]),
      NOT_NEGATIVE,
      0.025,
    );
    expect([low, high, notes.length]).toEqual([0, Infinity, 1]);
  });

  test('the same ratio in all trials stays put and says so', () => {
    const { low, high, notes } = ratioInterval(
      pairsOf([
        [1, 2],
        [2, 4],
        [3, 6],
      ]),
      NOT_NEGATIVE,
      0.025,
    );
    expect(low).toBeLessThan(2);
    expect(high).toBe(2);
    expect(notes.join()).toContain('in all 3 trials');
  });
});

describe('quantile ranks', () => {
  test('the median of 100 lies between the 40th and the 61st (David and Nagaraja)', () => {
    expect(quantileRanks(100, 100, 0.5, 0.025)).toEqual({ low: 40, high: 61 });
  });

  test('too few observations leave ends open', () => {
    expect(quantileRanks(5, 5, 0.5, 0.025)).toEqual({ low: 0, high: 6 });
    expect(quantileRanks(300, 300, 0.99, 0.025).high).toBe(301);
    expect(quantileRanks(300, 300, 0.99, 0.025).low).toBeGreaterThan(280);
  });

  test('clustered observations move the ranks outwards', () => {
    const alone = quantileRanks(10_000, 10_000, 0.9, 0.025);
    const clustered = quantileRanks(10_000, 2_500, 0.9, 0.025);
    expect(clustered.low).toBeLessThan(alone.low - 20);
    expect(clustered.high).toBeGreaterThan(alone.high + 20);
  });
});

describe('distribution band', () => {
  const counts = [0, 10, 400, 900, 1000];
  const band = distributionBand(counts, 1000, 0.025);

  test('holds the pointwise intervals and does not fall', () => {
    counts.forEach((count, index) => {
      const point = clopperPearson(count, 1000, 0.025);
      expect(band[index]?.low).toBeLessThanOrEqual(point.low);
      expect(band[index]?.high).toBeGreaterThanOrEqual(point.high);
      expect(band[index]?.low).toBeGreaterThanOrEqual(band[index - 1]?.low ?? 0);
      expect(band[index]?.high).toBeGreaterThanOrEqual(band[index - 1]?.high ?? 0);
    });
  });

  test('is narrower at the ends than Dvoretzky, Kiefer and Wolfowitz alone', () => {
    expect(band[0]?.high).toBeLessThan(Math.sqrt(Math.log(2 / 0.025) / 2000) / 2);
  });
});
