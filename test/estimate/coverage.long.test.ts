import { describe, test } from 'vitest';
import { clopperPearson } from '../../src/estimate/intervals/clopper-pearson.js';
import { distributionBand } from '../../src/estimate/intervals/distribution-band.js';
import { type Interval, NOT_NEGATIVE, type Range, tailOf, UNIT } from '../../src/estimate/intervals/interval.js';
import { meanInterval } from '../../src/estimate/intervals/mean-interval.js';
import { ratioInterval } from '../../src/estimate/intervals/ratio-interval.js';
import { Moments } from '../../src/estimate/moments.js';
import { PairMoments } from '../../src/estimate/pair-moments.js';
import { SpanQuantileTally } from '../../src/estimate/tallies/span-quantile.js';
import { Draws } from './draws.js';
import { countMisses, expectCalibrated, expectHonest } from './misses.js';

const CONFIDENCE = 0.95;

describe('proportions cover', () => {
  test.each([
    [0.0005, 0.95],
    [0.01, 0.95],
    [0.5, 0.95],
    [0.9995, 0.95],
    [0.01, 0.999],
  ])('probability %d at confidence %d', (probability, confidence) => {
    const draws = new Draws(`binomial ${probability}`);
    const misses = countMisses(1000, probability, () => {
      return clopperPearson(draws.binomial(1000, probability), 1000, tailOf(confidence));
    });
    expectHonest(misses, 1000, confidence);
  });
});

/** Interval of the mean of a sample that `fill` writes into a block. */
function meanOf(size: number, range: Range, fill: (block: Float64Array) => void, confidence = CONFIDENCE) {
  const block = new Float64Array(size);
  return (): Interval => {
    fill(block);
    const moments = new Moments();
    moments.addBlock(block, size);
    return meanInterval(moments, { range }, tailOf(confidence));
  };
}

describe('means cover and are not too wide', () => {
  test.each([30, 300, 3000])('exponential, %d trials', (size) => {
    const draws = new Draws(`exponential ${size}`);
    const draw = meanOf(size, NOT_NEGATIVE, (block) => {
      for (let i = 0; i < size; i++) block[i] = draws.exponential();
    });
    expectCalibrated(countMisses(1000, 1, draw), 1000, CONFIDENCE);
  });

  test.each([5, 30])('normal, %d trials', (size) => {
    const draws = new Draws(`normal ${size}`);
    const draw = meanOf(size, { low: -Infinity, high: Infinity }, (block) => {
      for (let i = 0; i < size; i++) block[i] = 1 + draws.normal();
    });
    expectCalibrated(countMisses(1000, 1, draw), 1000, CONFIDENCE);
  });
});

/** Availabilities of 1000 trials over a year, in which `outages` exponential outages of mean 1 h fall on average. */
function rareOutages(outages: number, draws: Draws): (block: Float64Array) => void {
  return (block) => {
    block.fill(1);
    for (let count = draws.poisson(outages); count > 0; count--) {
      const trial = draws.below(block.length);
      block[trial] = (block[trial] as number) - draws.exponential() / 8760;
    }
  };
}

describe('availabilities with rare outages cover', () => {
  test.each([1, 3, 10, 25, 40, 100, 1000])('%d outages in 1000 trials', (outages) => {
    const draws = new Draws(`outages ${outages}`);
    const draw = meanOf(1000, UNIT, rareOutages(outages, draws));
    expectHonest(countMisses(1000, 1 - outages / 1000 / 8760, draw), 1000, CONFIDENCE);
  });

  test.each([10, 40, 200])('%d outages, at the confidence that exact values are compared with', (outages) => {
    const draws = new Draws(`tail ${outages}`);
    const draw = meanOf(1000, UNIT, rareOutages(outages, draws), 0.999);
    expectHonest(countMisses(2000, 1 - outages / 1000 / 8760, draw), 2000, 0.999);
  });
});

describe('ratios cover', () => {
  test.each([5, 20, 60, 500])('mean of %d outages clustered in 300 trials', (outages) => {
    const draws = new Draws(`ratio ${outages}`);
    const counts = new Float64Array(300);
    const totals = new Float64Array(300);
    const misses = countMisses(1000, 1, () => {
      counts.fill(0);
      totals.fill(0);
      for (let count = draws.poisson(outages); count > 0; count--) {
        const trial = draws.below(300);
        counts[trial] = (counts[trial] as number) + 1;
        totals[trial] = (totals[trial] as number) + draws.exponential();
      }
      const pairs = new PairMoments();
      pairs.addBlock(counts, totals, 300);
      return ratioInterval(pairs, NOT_NEGATIVE, tailOf(CONFIDENCE));
    });
    expectHonest(misses, 1000, CONFIDENCE);
  });
});

describe('quantiles cover', () => {
  /** Passages of one trial share a factor, so that they are not independent. */
  function quantileOf(probability: number, shared: number, draws: Draws): () => Interval {
    return () => {
      const tally = new SpanQuantileTally({ kind: 'span-quantile', span: 0, first: 2, probability });
      for (let trial = 0; trial < 320; trial++) {
        const level = Math.exp(shared * draws.normal());
        for (let passage = 0; passage < 5; passage++) tally.addSpan(trial, level * Math.exp(draws.normal()));
      }
      const result = tally.result(CONFIDENCE);
      if (result.kind !== 'value') throw new Error('a quantile is a value');
      return result;
    };
  }
  const Z = { 0.5: 0, 0.9: 1.2815515655446004, 0.99: 2.3263478740408408 };

  test.each([
    [0.5, 0],
    [0.9, 0],
    [0.99, 0],
    [0.5, 1],
    [0.9, 1],
  ] as const)('p = %d of lognormal passages, %d of spread between trials', (probability, shared) => {
    const draws = new Draws(`quantile ${probability} ${shared}`);
    const truth = Math.exp(Z[probability] * Math.hypot(1, shared));
    expectHonest(countMisses(200, truth, quantileOf(probability, shared, draws)), 200, CONFIDENCE);
  });
});

describe('the band covers a whole curve', () => {
  test('exponential survival at 40 times', () => {
    const draws = new Draws('band');
    const times = Array.from({ length: 40 }, (_, index) => (index + 1) / 8);
    const misses = countMisses(1000, 1, () => {
      const ends = Array.from({ length: 200 }, () => draws.exponential());
      const band = distributionBand(
        times.map((time) => ends.filter((end) => end <= time).length),
        200,
        tailOf(CONFIDENCE),
      );
      const inside = band.every(({ low, high }, index) => {
        const truth = -Math.expm1(-(times[index] as number));
        return low <= truth && truth <= high;
      });
      return inside ? { low: 1, high: 1 } : { low: 0, high: 0 };
    });
    expectHonest(misses, 1000, CONFIDENCE);
  });
});
