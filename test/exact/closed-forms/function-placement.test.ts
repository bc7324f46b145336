import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { functionBreakEven } from '../../../src/exact/closed-forms/function-break-even.js';
import { functionInHypervisor } from '../../../src/exact/closed-forms/function-in-hypervisor.js';
import { functionInVms } from '../../../src/exact/closed-forms/function-in-vms.js';
import { functionBelongsInHypervisor, functionBound } from '../../../src/exact/closed-forms/function-placement.js';
import { plainReliability, reliability, vmCount } from './arbitraries.js';
import { one, Rational } from './rational.js';

describe('C1 and C2', () => {
  const node = { hardware: 0.95, hypervisor: 0.99, function: 0.75, restOfVm: 0.75 };

  test('C1 is R_H R_V [1 - (1 - R_f R_M)^n], C2 is R_H R_V R_F [1 - (1 - R_M)^n]', () => {
    expect(functionInVms({ ...node, vmCount: 2 }).value).toBeCloseTo(0.95 * 0.99 * (1 - (1 - 0.5625) ** 2), 14);
    expect(functionInHypervisor({ ...node, vmCount: 2 }).value).toBeCloseTo(0.95 * 0.99 * 0.75 * (1 - 0.0625), 14);
  });

  test('one VM: C1 = C2 when R_F = R_f; more VMs: C2 is worse', () => {
    expect(functionInVms({ ...node, vmCount: 1 }).value).toBeCloseTo(
      functionInHypervisor({ ...node, vmCount: 1 }).value,
      15,
    );
    fc.assert(
      fc.property(plainReliability, plainReliability, fc.integer({ min: 2, max: 12 }), (f, rest, n) => {
        const same = { hardware: 1, hypervisor: 1, function: f, restOfVm: rest, vmCount: n };
        expect(functionInHypervisor(same).value).toBeLessThan(functionInVms(same).value);
      }),
    );
  });
});

describe('B', () => {
  test.each([
    { n: 3, bound: '0.930804' },
    { n: 6, bound: '0.993230' },
    { n: 9, bound: '0.999417' },
  ])('R_f = R_M = .75, n = $n', ({ n, bound }) => {
    expect(functionBound({ inVm: 0.75, restOfVm: 0.75, vmCount: n }).value.toFixed(6)).toBe(bound);
  });

  test('a function of .75 is better kept in the VM than at R_F = .99 for n = 6 and 9, not for n = 3', () => {
    const belongs = [3, 6, 9].map(
      (n) => functionBelongsInHypervisor({ inHypervisor: 0.99, inVm: 0.75, restOfVm: 0.75, vmCount: n }).holds,
    );
    expect(belongs).toEqual([true, false, false]);
  });

  test('equality is enough', () => {
    const node = { inHypervisor: 0.5, inVm: 0.5, restOfVm: 1, vmCount: 1 };
    expect(functionBelongsInHypervisor(node)).toMatchObject({ margin: 0, holds: true });
  });

  test('both sides of the bound are exact, however close to 1', () => {
    fc.assert(
      fc.property(plainReliability, plainReliability, fc.integer({ min: 1, max: 60 }), (f, rest, n) => {
        const y = one.minus(Rational.from(rest));
        const x = one.minus(Rational.from(f).times(Rational.from(rest)));
        const exact = one.minus(x.power(n)).over(one.minus(y.power(n)));
        const bound = functionBound({ inVm: f, restOfVm: rest, vmCount: n });
        expect(exact.relativeError(bound.value)).toBeLessThan(1e-14);
        expect(one.minus(exact).relativeError(bound.complement)).toBeLessThan(1e-12);
      }),
    );
  });

  test('rises with R_f, R_M and n, and is R_f for one VM', () => {
    fc.assert(
      fc.property(plainReliability, plainReliability, vmCount, (inVm, restOfVm, n) => {
        const bound = (f: number, r: number, count: number) =>
          functionBound({ inVm: f, restOfVm: r, vmCount: count }).complement;
        const at = bound(inVm, restOfVm, n) * (1 + 1e-12);
        expect(bound(inVm + 0.005, restOfVm, n)).toBeLessThanOrEqual(at);
        expect(bound(inVm, restOfVm + 0.005, n)).toBeLessThanOrEqual(at);
        expect(bound(inVm, restOfVm, n + 1)).toBeLessThanOrEqual(at);
        expect(functionBound({ inVm, restOfVm, vmCount: 1 }).value).toBeCloseTo(inVm, 14);
      }),
    );
  });

  test('certain and impossible parts', () => {
    expect(functionBound({ inVm: 1, restOfVm: 0.5, vmCount: 3 })).toEqual({ value: 1, complement: 0 });
    expect(functionBound({ inVm: 1, restOfVm: 1, vmCount: 3 })).toEqual({ value: 1, complement: 0 });
    expect(functionBound({ inVm: 0, restOfVm: 0.5, vmCount: 3 })).toEqual({ value: 0, complement: 1 });
    expect(functionBound({ inVm: 0.5, restOfVm: 1, vmCount: 3 }).complement).toBeCloseTo(0.125, 15);
    expect(() => functionBound({ inVm: 0.5, restOfVm: 0, vmCount: 3 })).toThrow(/^R_M': found 0/);
  });
});

describe('B-break-even', () => {
  test('is the inverse of B in R_f, in value and complement', () => {
    fc.assert(
      fc.property(reliability, plainReliability, fc.integer({ min: 1, max: 9 }), (inHypervisor, restOfVm, vmCount) => {
        const inVm = functionBreakEven({ inHypervisor, restOfVm, vmCount });
        const back = functionBound({ inVm, restOfVm, vmCount });
        expect(Math.abs(back.value / inHypervisor.value - 1)).toBeLessThan(1e-10);
        expect(Math.abs(back.complement / inHypervisor.complement - 1)).toBeLessThan(1e-10);
      }),
    );
  });

  test('separates: keep f in the VMs above it', () => {
    const node = { inHypervisor: 0.99, restOfVm: 0.75, vmCount: 6 };
    const inVm = functionBreakEven(node).value;
    expect(inVm.toFixed(4)).toBe('0.7120');
    expect(functionBelongsInHypervisor({ ...node, inVm: inVm + 1e-9 }).holds).toBe(false);
    expect(functionBelongsInHypervisor({ ...node, inVm: inVm - 1e-9 }).holds).toBe(true);
  });

  test('certain and impossible parts', () => {
    expect(functionBreakEven({ inHypervisor: 1, restOfVm: 0.5, vmCount: 3 })).toEqual({ value: 1, complement: 0 });
    expect(functionBreakEven({ inHypervisor: 1, restOfVm: 1, vmCount: 3 })).toEqual({ value: 1, complement: 0 });
    expect(functionBreakEven({ inHypervisor: 0, restOfVm: 0.5, vmCount: 3 })).toEqual({ value: 0, complement: 1 });
    expect(functionBreakEven({ inHypervisor: 0.875, restOfVm: 1, vmCount: 3 }).value).toBeCloseTo(0.5, 15);
  });
});
