import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hypervisorBound, virtualisingPays } from '../../../src/exact/closed-forms/virtualising-pays.js';
import { plainReliability, vmCount } from './arbitraries.js';
import { one, Rational } from './rational.js';

describe('A', () => {
  test('R_M = .1, R_V = .3 hurts up to n = 3 and helps from n = 4', () => {
    const verdicts = [1, 2, 3, 4].map((n) => virtualisingPays({ hypervisor: 0.3, vm: 0.1, vmCount: n }));
    expect(verdicts.map((verdict) => verdict.left.value.toFixed(4))).toEqual(['0.0300', '0.0570', '0.0813', '0.1032']);
    expect(verdicts.map((verdict) => verdict.holds)).toEqual([false, false, false, true]);
  });

  test('bound on R_V at R_M = .9', () => {
    const bounds = [1, 2, 3, 4].map((n) => hypervisorBound({ vm: 0.9, vmCount: n }).value);
    expect(bounds.map((bound) => bound.toFixed(5))).toEqual(['1.00000', '0.90909', '0.90090', '0.90009']);
  });

  test('never holds for one VM, nor for a hypervisor no better than the machine', () => {
    fc.assert(
      fc.property(plainReliability, plainReliability, vmCount, (hypervisor, vm, n) => {
        expect(virtualisingPays({ hypervisor, vm, vmCount: 1 }).holds).toBe(false);
        expect(virtualisingPays({ hypervisor: Math.min(hypervisor, vm), vm, vmCount: n }).holds).toBe(false);
      }),
    );
    expect(virtualisingPays({ hypervisor: 1, vm: 0, vmCount: 9 }).holds).toBe(false);
  });

  test('the bound separates, falls with n and rises with R_M', () => {
    fc.assert(
      fc.property(plainReliability, vmCount, (vm, n) => {
        const bound = hypervisorBound({ vm, vmCount: n + 1 }).value;
        const slack = 1 + 1e-14;
        const above = Math.min(1, bound * (1 + 1e-12));
        expect(virtualisingPays({ hypervisor: above, vm, vmCount: n + 1 }).holds).toBe(above > bound);
        expect(virtualisingPays({ hypervisor: bound * (1 - 1e-12), vm, vmCount: n + 1 }).holds).toBe(false);
        expect(bound).toBeLessThanOrEqual(hypervisorBound({ vm, vmCount: n }).value * slack);
        expect(bound).toBeLessThanOrEqual(hypervisorBound({ vm: vm + 0.005, vmCount: n + 1 }).value * slack);
      }),
    );
  });

  test('the bound is R_M / [1 - (1 - R_M)^n] in value and complement', () => {
    fc.assert(
      fc.property(plainReliability, vmCount, (vm, n) => {
        const r = Rational.from(vm);
        const exact = r.over(one.minus(one.minus(r).power(n)));
        const bound = hypervisorBound({ vm, vmCount: n });
        expect(exact.relativeError(bound.value)).toBeLessThan(1e-14);
        expect(one.minus(exact).relativeError(bound.complement)).toBeLessThan(1e-14);
      }),
    );
  });

  test('the bound near 1 keeps its complement', () => {
    const bound = hypervisorBound({ vm: { value: 1, complement: 1e-18 }, vmCount: 2 });
    expect(bound.complement).toBe(1e-18);
    expect(() => hypervisorBound({ vm: 0, vmCount: 2 })).toThrow(/^R_M: found 0/);
  });

  test('is decided by unreliabilities where both sides round to 1', () => {
    const vm = { value: 1, complement: 1e-18 };
    expect(virtualisingPays({ hypervisor: { value: 1, complement: 0.9e-18 }, vm, vmCount: 2 }).holds).toBe(true);
    expect(virtualisingPays({ hypervisor: { value: 1, complement: 1.1e-18 }, vm, vmCount: 2 }).holds).toBe(false);
  });
});
