import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyOfEqual, anyVm } from '../../../src/exact/closed-forms/any-vm.js';
import { asProbability } from '../../../src/exact/closed-forms/probability.js';
import { exceeds } from '../../../src/exact/closed-forms/verdict.js';
import { virtualisingPays } from '../../../src/exact/closed-forms/virtualising-pays.js';
import { vmCountBound, vmsForTarget } from '../../../src/exact/closed-forms/vms-for-target.js';
import { vmsToPay } from '../../../src/exact/closed-forms/vms-to-pay.js';
import { plainReliability } from './arbitraries.js';

describe('n_min', () => {
  test.each([
    { target: 0.98, counts: [38, 6, 2, 1] },
    { target: 0.998, counts: [66, 10, 3, 2] },
  ])('R_V = .999, R = $target', ({ target, counts }) => {
    const found = [0.1, 0.5, 0.9, 0.99].map((vm) => vmsForTarget({ target, hypervisor: 0.999, vm }));
    expect(found).toEqual(counts);
  });

  test('is the smallest whole number above the target, and just above the real bound', () => {
    fc.assert(
      fc.property(plainReliability, plainReliability, plainReliability, plainReliability, (target, v, vm, h) => {
        const node = { target, hypervisor: v, vm, hardware: h };
        const n = vmsForTarget(node);
        const bound = vmCountBound(node);
        if (n === undefined || bound === undefined) {
          expect([n, bound]).toEqual([undefined, undefined]);
          expect(target).toBeGreaterThanOrEqual(h * v);
          return;
        }
        const reached = (count: number) =>
          anyVm({ hardware: h, hypervisor: v, vms: new Array<number>(count).fill(vm) }).value;
        expect(reached(n)).toBeGreaterThanOrEqual(target * (1 - 1e-13));
        if (n > 1) expect(reached(n - 1)).toBeLessThanOrEqual(target * (1 + 1e-13));
        expect(n).toBeGreaterThan(bound * (1 - 1e-9));
      }),
    );
  });

  test('a bound that is a whole number is not enough: the inequality is strict', () => {
    // 1 - (1/2)^3 = 7/8 exactly, so three VMs equal the target and four exceed it.
    expect(vmCountBound({ target: 0.875, hypervisor: 1, vm: 0.5 })).toBe(3);
    expect(vmsForTarget({ target: 0.875, hypervisor: 1, vm: 0.5 })).toBe(4);
  });

  test('counts of 10^9 to 10^15 are still the smallest', () => {
    fc.assert(
      fc.property(plainReliability, fc.double({ min: -15, max: -9, noNaN: true }), (target, exponent) => {
        const vm = 10 ** exponent;
        const n = vmsForTarget({ target, hypervisor: 1, vm }) ?? 0;
        const enough = (count: number) => exceeds(anyOfEqual(vm, count), asProbability(target, 'R')).holds;
        expect([enough(n - 1), enough(n)]).toEqual([false, true]);
      }),
    );
  });

  test('the ends of the ranges', () => {
    expect(vmsForTarget({ target: 0, hypervisor: 0.5, vm: 0.5 })).toBe(1);
    expect(vmsForTarget({ target: 0.4, hypervisor: 0.5, vm: 1 })).toBe(1);
    expect(vmsForTarget({ target: 0.4, hypervisor: 0.5, vm: 0 })).toBeUndefined();
    expect(vmsForTarget({ target: 0.5, hypervisor: 0.5, vm: 0.9 })).toBeUndefined();
    expect(vmsForTarget({ target: 0.5, hypervisor: 0.9, hardware: 0.5, vm: 0.9 })).toBeUndefined();
    expect(() => vmsForTarget({ target: 0.5, hypervisor: 0.9, vm: 1e-300 })).toThrow(/^n: found/);
    expect(vmsForTarget({ target: 0.5, hypervisor: 1, vm: 1e-9 })).toBe(693_147_181);
  });
});

describe('A-min-n', () => {
  test('R_M = .1, R_V = .3 pays from four VMs', () => {
    expect(vmsToPay({ hypervisor: 0.3, vm: 0.1 })).toBe(4);
  });

  test('is finite iff R_V > R_M, and the smallest count for which A holds', () => {
    fc.assert(
      fc.property(plainReliability, plainReliability, (hypervisor, vm) => {
        const n = vmsToPay({ hypervisor, vm });
        expect(n !== undefined).toBe(hypervisor > vm);
        if (n === undefined) return;
        expect(virtualisingPays({ hypervisor, vm, vmCount: n }).holds).toBe(true);
        expect(n).toBeGreaterThan(1);
        expect(virtualisingPays({ hypervisor, vm, vmCount: n - 1 }).holds).toBe(false);
      }),
    );
  });

  test('is floor(log(1 - R_M / R_V) / log(1 - R_M)) + 1 away from whole numbers', () => {
    expect(vmsToPay({ hypervisor: 0.91, vm: 0.9 })).toBe(Math.floor(Math.log1p(-0.9 / 0.91) / Math.log1p(-0.9)) + 1);
  });
});
