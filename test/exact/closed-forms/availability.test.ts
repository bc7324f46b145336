import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyVm } from '../../../src/exact/closed-forms/any-vm.js';
import { ofHazard } from '../../../src/exact/closed-forms/probability.js';
import { steadyAvailability } from '../../../src/exact/closed-forms/steady-availability.js';
import { twoStateAvailability, twoStateIntervalAvailability } from '../../../src/exact/closed-forms/two-state.js';
import { smallNumber } from './arbitraries.js';
import { one, Rational } from './rational.js';

describe('steady availability', () => {
  test('MUT / (MUT + MDT), products included', () => {
    expect(steadyAvailability(999, 1).value).toBe(0.999);
    expect(steadyAvailability(1e15, 1).complement).toBeCloseTo(1e-15, 28);
    expect(steadyAvailability(Infinity, 5)).toEqual({ value: 1, complement: 0 });
    expect(steadyAvailability(1e308, 1e308).value).toBe(0.5);
    const half = steadyAvailability(1, 1);
    expect(anyVm({ hardware: half, hypervisor: half, vms: [half, half] }).value).toBe(0.1875);
  });

  test('refuses times that are none', () => {
    expect(() => steadyAvailability(0, 1)).toThrow(/^MUT: found 0/);
    expect(() => steadyAvailability(1, Infinity)).toThrow(/^MDT: found Infinity/);
  });
});

const rate = fc.oneof(smallNumber, fc.double({ min: 0.01, max: 7, noNaN: true }));

describe('two-state', () => {
  test('A(1), interval availability and their complements to 1e-14', () => {
    fc.assert(
      fc.property(rate, rate, (failureRate, repairRate) => {
        const [lambda, mu] = [Rational.from(failureRate), Rational.from(repairRate)];
        const sum = lambda.plus(mu);
        const exp = sum.expOfMinus();
        const point = mu.plus(lambda.times(exp)).over(sum);
        const interval = mu.plus(lambda.times(one.minus(exp)).over(sum)).over(sum);
        const component = { failureRate, repairRate };
        for (const [exact, found] of [
          [point, twoStateAvailability(component, 1)],
          [interval, twoStateIntervalAvailability(component, 1)],
        ] as const) {
          expect(exact.relativeError(found.value)).toBeLessThan(1e-14);
          expect(one.minus(exact).relativeError(found.complement)).toBeLessThan(1e-14);
        }
      }),
    );
  });

  test('starts up, falls to the steady availability, without repair is the reliability', () => {
    const component = { failureRate: 0.25, repairRate: 0.75 };
    expect(twoStateAvailability(component, 0)).toEqual({ value: 1, complement: 0 });
    expect(twoStateIntervalAvailability(component, 0)).toEqual({ value: 1, complement: 0 });
    expect(twoStateAvailability(component, 1e4).value).toBe(0.75);
    expect(twoStateIntervalAvailability(component, 1e12).value).toBeCloseTo(0.75, 12);
    const unrepaired = twoStateAvailability({ failureRate: 0.25, repairRate: 0 }, 3);
    expect(unrepaired.value).toBeCloseTo(ofHazard(0.75).value, 15);
    expect(twoStateAvailability({ failureRate: 0, repairRate: 0 }, 3)).toEqual({ value: 1, complement: 0 });
  });

  test('the interval availability lies between A(t) and 1', () => {
    fc.assert(
      fc.property(rate, rate, (failureRate, repairRate) => {
        const component = { failureRate, repairRate };
        const interval = twoStateIntervalAvailability(component, 1).complement;
        expect(interval).toBeLessThanOrEqual(twoStateAvailability(component, 1).complement * (1 + 1e-14));
        expect(interval).toBeGreaterThan(0);
      }),
    );
  });

  test('refuses rates and times that are none', () => {
    expect(() => twoStateAvailability({ failureRate: -1, repairRate: 0 }, 1)).toThrow(/^lambda: found -1/);
    expect(() => twoStateAvailability({ failureRate: 1, repairRate: Number.NaN }, 1)).toThrow(/^mu: found NaN/);
    expect(() => twoStateIntervalAvailability({ failureRate: 1, repairRate: 1 }, Infinity)).toThrow(/^t: found/);
  });
});
