import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importances, type Structure } from '../../../src/exact/closed-forms/importance.js';
import { kOfN } from '../../../src/exact/closed-forms/k-of-n.js';
import { all, both, not } from '../../../src/exact/closed-forms/probability.js';
import { plainReliability } from './arbitraries.js';

/** Hardware and hypervisor under a 2-of-3 group. */
const node: Structure = ([hardware, hypervisor, ...vms]) => {
  if (hardware === undefined || hypervisor === undefined) throw new Error('needs hardware and hypervisor');
  return all([hardware, hypervisor, kOfN(2, vms)]);
};

const parts = fc.array(plainReliability, { minLength: 5, maxLength: 5 });

describe('importance', () => {
  test('two components in series', () => {
    const found = importances(all, [0.9, 0.8]);
    expect(found.map((x) => x.birnbaum)).toEqual([0.8, 0.9]);
    expect(found.map((x) => x.criticality.toFixed(4))).toEqual(['0.2857', '0.6429']);
    expect(found.map((x) => x.riskAchievement.toFixed(4))).toEqual(['3.5714', '3.5714']);
    expect(found.map((x) => x.riskReduction.toFixed(4))).toEqual(['1.4000', '2.8000']);
  });

  test('a component of a k-of-n group hangs on exactly k - 1 of the others', () => {
    fc.assert(
      fc.property(parts, ([h = 0, v = 0, a = 0, b = 0, c = 0]) => {
        const found = importances(node, [h, v, a, b, c]);
        expect(found[2]?.birnbaum).toBeCloseTo(h * v * (b * (1 - c) + c * (1 - b)), 14);
        expect(found[0]?.birnbaum).toBeCloseTo(v * kOfN(2, [a, b, c]).value, 14);
      }),
    );
  });

  test('birnbaum is the slope, and criticality is 1 - 1 / riskReduction', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 4 }), (components, i) => {
        const reliability = (r: number) =>
          node(components.with(i, r).map((value) => ({ value, complement: 1 - value })));
        const slope = (reliability(1).value - reliability(0.5).value) / 0.5;
        const found = importances(node, components)[i];
        if (found === undefined) throw new Error('no importance');
        expect(found.birnbaum).toBeCloseTo(slope, 13);
        expect(found.criticality).toBeCloseTo(1 - 1 / found.riskReduction, 10);
        expect(found.criticality).toBeLessThanOrEqual(1);
        expect(found.riskAchievement).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  test('unreliabilities of 1e-20 are ranked', () => {
    const tiny = { value: 1, complement: 1e-20 };
    const found = importances(node, [tiny, { value: 1, complement: 3e-20 }, tiny, tiny, tiny]);
    expect(found[1]?.criticality).toBeCloseTo(0.75, 12);
    expect(found[2]?.birnbaum).toBeCloseTo(2e-20, 32);
  });

  test('a part in every cut cannot be improved away', () => {
    expect(importances(all, [0.5])[0]?.riskReduction).toBe(Infinity);
  });

  test('refuses a system that cannot fail and one that is not coherent', () => {
    expect(() => importances(all, [1, 1])).toThrow(/^Q: found 0/);
    const incoherent: Structure = ([a, b]) => (a && b ? both(not(a), b) : all([]));
    expect(() => importances(incoherent, [0.5, 0.5])).toThrow(/coherent/);
  });
});
