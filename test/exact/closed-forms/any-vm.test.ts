import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOfEqual, anyVm } from '../../../src/exact/closed-forms/any-vm.js';
import { nonVirtualised } from '../../../src/exact/closed-forms/non-virtualised.js';
import { plainReliability, reliability, vmCount } from './arbitraries.js';
import { one, Rational } from './rational.js';

describe('NV and n', () => {
  test('NV is R_H R_M', () => {
    expect(nonVirtualised({ hardware: 0.95, machine: 0.9 }).value).toBeCloseTo(0.855, 15);
    expect(nonVirtualised({ hardware: { value: 1, complement: 1e-20 }, machine: 1 }).complement).toBe(1e-20);
  });

  test('n is R_H R_V [1 - prod (1 - R_Mi)] to 1e-15, for different VMs, in both tails', () => {
    fc.assert(
      fc.property(
        plainReliability,
        plainReliability,
        fc.array(plainReliability, { minLength: 1, maxLength: 6 }),
        (h, v, vms) => {
          const lost = vms.reduce((q, r) => q.times(one.minus(Rational.from(r))), one);
          const exact = Rational.from(h).times(Rational.from(v)).times(one.minus(lost));
          const result = anyVm({ hardware: h, hypervisor: v, vms });
          expect(exact.relativeError(result.value)).toBeLessThan(3e-15);
          expect(one.minus(exact).relativeError(result.complement)).toBeLessThan(3e-15);
        },
      ),
    );
  });

  test('unreliability is exact when R is 1 - 1e-12', () => {
    const q = Rational.from(2 ** -40);
    const h = 1 - 2 ** -40;
    const result = anyVm({ hardware: h, hypervisor: h, vms: [0.75, 0.75] });
    const r = one.minus(q);
    const exact = one.minus(r.times(r).times(Rational.of(15n, 16n)));
    expect(exact.relativeError(result.complement)).toBeLessThan(1e-15);
    const pair = anyVm({ hardware: h, hypervisor: 1, vms: [h, h] });
    expect(one.minus(r.times(one.minus(q.times(q)))).relativeError(pair.complement)).toBeLessThan(1e-15);
  });

  test('equal VMs: the constant-time form is the general one', () => {
    fc.assert(
      fc.property(reliability, vmCount, (vm, n) => {
        const general = anyVm({ hardware: 1, hypervisor: 1, vms: Array.from({ length: n }, () => vm) });
        const constant = anyOfEqual(vm, n);
        expect(Math.abs(constant.value / general.value - 1)).toBeLessThan(1e-14);
        expect(Math.abs(constant.complement / general.complement - 1)).toBeLessThan(1e-13);
      }),
    );
  });

  test('rises with every VM and tends to R_H R_V', () => {
    fc.assert(
      fc.property(plainReliability, plainReliability, plainReliability, vmCount, (h, v, vm, n) => {
        const at = (count: number) =>
          anyVm({ hardware: h, hypervisor: v, vms: Array.from({ length: count }, () => vm) });
        expect(at(n + 1).value).toBeGreaterThanOrEqual(at(n).value * (1 - 1e-14));
        expect(at(n).value).toBeLessThanOrEqual(h * v * (1 + 1e-14));
      }),
    );
    expect(anyVm({ hardware: 0.95, hypervisor: 0.9, vms: Array.from({ length: 200 }, () => 0.5) }).value).toBeCloseTo(
      0.855,
      15,
    );
  });

  test('refuses no VM and a fractional count', () => {
    expect(() => anyVm({ hardware: 1, hypervisor: 1, vms: [] })).toThrow(/^n: found 0/);
    expect(() => anyOfEqual(0.5, 1.5)).toThrow(/^n: found 1.5/);
    expect(() => anyVm({ hardware: 1, hypervisor: 1, vms: [0.5, 2] })).toThrow(/^R_M2: found 2/);
  });
});
