import { describe, expect, it } from 'vitest';
import { closedForm } from '../../../src/exact/closed-forms/of-system.js';
import { systemOf } from '../read-system.js';
import { exactValue } from './agreement.js';
import { complaints } from './complaints.js';

const GOOD = 'hardware: {reliability: 1, mission: 1 h}\n';

describe('software that ages', () => {
  it('lives for both steps of its ageing', () => {
    expect(exactValue(`${GOOD}software: {ageing: {latent: 7 d, failure: 3 d}}`, 'mttf')).toBeCloseTo(240, 9);
  });

  it('has the downtime that was first published for it', () => {
    // Huang et al. 1995, never rejuvenated: 0.49044 h in a year of 8640 h.
    const node = `${GOOD}software: {ageing: {latent: 168 h, failure: 8640 h}, mttr: 30 min}`;
    expect((exactValue(node, 'downtime-year') / 8760) * 8640).toBeCloseTo(0.49044, 5);
  });

  it('may crash besides, in either state', () => {
    const [a, b, crash] = [1 / 168, 1 / 72, 1 / 100];
    const mttf = 1 / (a + crash) + a / (a + crash) / (b + crash);
    expect(exactValue(`${GOOD}software: {mttf: 100 h, ageing: {latent: 7 d, failure: 3 d}}`, 'mttf')).toBeCloseTo(
      mttf,
      9,
    );
  });

  it('is as good as new after any loss, and not before', () => {
    // A hypervisor that reboots in no time makes its VM young again: rate c from failure-probable back to robust.
    const [a, b, c] = [1 / 10, 1 / 10, 1 / 5];
    const node = `${GOOD}hypervisor: {mttf: 5 h, repair: 0 s}\nvms: {count: 1, ageing: {latent: 10 h, failure: 10 h}}\nmeasures: {life: {mean-time-to: vm(1) == vm.failed}}`;
    // Robust: m0 = 1/a + m1. Failure-probable: m1 = 1/(b + c) + c/(b + c) m0.
    const robust = (1 / a + 1 / (b + c)) / (1 - c / (b + c));
    expect(exactValue(node, 'life')).toBeCloseTo(robust, 9);
  });

  it('ages by any law, in every layer of software', () => {
    const node = `${GOOD}hypervisor: {ageing: {latent: {erlang: {stages: 2, mean: 4 h}}, failure: 1 h}, mttr: 1 h}\nvms: [{mttf: 1 y, mttr: 1 h}, {ageing: {latent: 9 y, failure: 1 h}, mttr: 1 h}]\nmeasures: {life: {mean-time-to: hypervisor != hypervisor.up}}`;
    expect(exactValue(node, 'life')).toBeCloseTo(5, 9);
  });

  it('goes on ageing while it gives wrong answers', () => {
    const node = `${GOOD}software: {mttf: 1 s, value-failures: 1, detection: {exponential: {mean: 1000000 y}}, mttr: 1 h, ageing: {latent: 7 d, failure: 3 d}}\nmeasures: {life: {mean-time-to: software == software.repairing || software == software.failed}}`;
    expect(exactValue(node, 'life')).toBeCloseTo(240, 3);
  });

  it('has no closed form by its crashes alone', () => {
    const system = systemOf(`${GOOD}software: {mttf: 100 h, ageing: {latent: 7 d, failure: 3 d}}`);
    expect(closedForm(system, 'mttf')).toMatchObject({ applies: false });
  });
});

describe('ageing that cannot be used', () => {
  it.each([
    [
      'hardware: {mttf: 1 y, ageing: {latent: 1 h, failure: 1 h}}\nsoftware: {mttf: 1 d}',
      /^hardware.ageing: unknown key/,
    ],
    [
      'hardware: {mttf: 1 y}\nsoftware: {ageing: {latent: 0 h, failure: 1 h}}',
      /^software.ageing.latent: '0 h'; a mean/,
    ],
    ['hardware: {mttf: 1 y}\nsoftware: {ageing: {latent: 1 h}}', /^software.ageing.failure: nothing/],
    [
      'hardware: {mttf: 1 y}\nsoftware: {ageing: {latent: 1 h, failure: {weibull: {shape: -1, mean: 1 h}}}}',
      /^software.ageing.failure.weibull.shape: -1/,
    ],
    [
      'hardware: {mttf: 1 y}\nsoftware: {value-failures: 0.5, ageing: {latent: 1 h, failure: 1 h}}',
      /^software.value-failures: value failures of what only ages/,
    ],
    [
      'hardware: {mttf: 1 y}\nsoftware: {mission: 1 h, ageing: {latent: 1 h, failure: 1 h}}',
      /^software.mission: a mission/,
    ],
    ['hardware: {mttf: 1 y}\nsoftware: {age: 1 h, ageing: {latent: 1 h, failure: 1 h}}', /^software.age: an age of/],
  ])('%s', (node, complaint) => {
    const found = complaints(node);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(complaint);
  });
});

describe('failures of servers', () => {
  const node = (vms: string): string =>
    `${GOOD}hypervisor: {reliability: 1, mission: 1 h}\nvms: {count: 3, repair: 0 s, ${vms}}\nhorizon: 100 h`;

  it('are counted, those of age', () => {
    // Renewals by t of a life of two steps at rates a and b: ab / (a + b) t - ab / (a + b)^2 (1 - exp(-(a + b) t)).
    const [a, b, t] = [1 / 10, 1 / 20, 100];
    const each = ((a * b) / (a + b)) * t - ((a * b) / (a + b) ** 2) * -Math.expm1(-(a + b) * t);
    expect(exactValue(node('ageing: {latent: 10 h, failure: 20 h}'), 'failures')).toBeCloseTo(3 * each, 9);
  });

  it('are counted, those of a life, wrong answers among them', () => {
    const life = 'mttf: 50 h, value-failures: 0.5, detection: {exponential: {mean: 10 h}}';
    // l times the time that it is up: m / (l + m) t + l / (l + m)^2 (1 - exp(-(l + m) t)).
    const [l, m, t] = [1 / 50, 1 / 10, 100];
    const each = l * ((m / (l + m)) * t + (l / (l + m) ** 2) * -Math.expm1(-(l + m) * t));
    expect(exactValue(`${node(life)}\nload: {exponent: 0}`, 'failures')).toBeCloseTo(3 * each, 9);
  });
});
