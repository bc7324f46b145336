import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadYaml } from '../../../src/config/yaml.js';
import { configOf } from '../../../src/experiment/config-file.js';
import { plannedSweep } from '../../../src/experiment/sweep/planned-sweep.js';
import type { SweepDocument } from '../../../src/experiment/sweep/schema.js';

const system = `format: ninefold/system@1
name: two
hardware: {mttf: 3 y, mttr: 4 h}
hypervisor: {reliability: 0.9, mission: 30 d}
vms: {count: 2, mttf: 30 d, repair: reboot, boot: 2 min}
service: {needs: 1}
rejuvenation: {every: 14 d}
`;
const config = configOf('two.yaml', system);

function pointsOf(sweep: SweepDocument, seed = 'seed') {
  return plannedSweep(config, sweep, seed).points;
}
const shown = (text: string) =>
  pointsOf(loadYaml(text).data as SweepDocument).map((point) => Object.values(point.shown).join(' '));

describe('the points of a sweep', () => {
  test('are every combination, the last axis changing fastest', () => {
    expect(shown('vary: {vms.count: [2, 3], vms.mttf: [10 d, 20 d]}')).toEqual([
      '2 10 d',
      '2 20 d',
      '3 10 d',
      '3 20 d',
    ]);
    const [, second] = pointsOf({ vary: { 'vms.count': [2, 3], n: { path: 'service.needs', values: [1] } } });
    expect(second).toEqual({
      index: 1,
      values: { 'vms.count': 3, 'service.needs': 1 },
      shown: { 'vms.count': 3, n: 1 },
    });
  });

  test.each([
    ['vary: {vms.count: 2..5}', ['2', '3', '4', '5']],
    ['vary: {vms.count: {from: 2, to: 10, points: 3}}', ['2', '6', '10']],
    ['vary: {vms.count: {from: 1, to: 4, points: 7, scale: log}}', ['1', '2', '3', '4']],
    ['vary: {vms.count: {from: 2, to: 9, step: 3}}', ['2', '5', '8']],
    ['vary: {vms.count: {from: 1, to: 100, step: 10, scale: log}}', ['1', '10', '100']],
    ['vary: {vms.mttf: "10d..100d:4"}', ['10 d', '40 d', '70 d', '100 d']],
    ['vary: {vms.mttf: "1 h..100 h:3:log"}', ['1 h', '10 h', '100 h']],
    ['vary: {vms.mttf: {from: 1 d, to: 3 d, step: 24 h}}', ['1 d', '2 d', '3 d']],
    ['vary: {hypervisor.reliability: "0.1..1:4"}', ['0.1', '0.4', '0.7', '1']],
    ['vary: {hypervisor.reliability: "0..1:step=0.25"}', ['0', '0.25', '0.5', '0.75', '1']],
    ['vary: {hypervisor.reliability: [1, 0.5, 1]}', ['1', '0.5']],
    ['vary: {independent: [true, false]}', ['true', 'false']],
    ['vary: {vms.boot: [{weibull: {shape: 2, mean: 1 h}}, 2 min]}', ['{"weibull":{"shape":2,"mean":"1 h"}}', '2 min']],
  ])('%s', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  test('switch parts of the config on and off; what is inside a part that is off has no value', () => {
    const points = pointsOf({ vary: { 'rejuvenation.every': ['7 d', '14 d'], rejuvenation: ['on', 'off'] } });
    expect(points.map(({ shown }) => shown)).toEqual([
      { 'rejuvenation.every': '7 d', rejuvenation: 'on' },
      { rejuvenation: 'off' },
      { 'rejuvenation.every': '14 d', rejuvenation: 'on' },
    ]);
    expect(points[0]?.values).toEqual({ rejuvenation: { every: '14 d' }, 'rejuvenation.every': '7 d' });
    expect(Object.keys(points[0]?.values ?? {})).toEqual(['rejuvenation', 'rejuvenation.every']);
    expect(points[1]?.values).toEqual({ rejuvenation: null });
  });

  test('are those that the constraints let through, over axes and the rest of the config', () => {
    const vary = 'vary: {n: {path: vms.count, from: 1, to: 4}, service.needs: [1, 2], rejuvenation: [on, off]}';
    expect(shown(`${vary}\nwhere: [n >= service.needs, "n * 24 h < vms.mttf / 10", rejuvenation]`)).toEqual([
      '1 1 on',
      '2 1 on',
      '2 2 on',
    ]);
  });

  test('go together where axes are zipped, in samples too', () => {
    expect(
      shown('{vary: {vms.mttf: [1 d, 2 d], vms.count: [1, 2], vms.boot: [1 h, 2 h]}, zip: [vms.mttf, vms.boot]}'),
    ).toEqual(['1 d 1 1 h', '1 d 2 1 h', '2 d 1 2 h', '2 d 2 2 h']);
    const sampled =
      '{vary: {vms.mttf: 1d..2d, vms.boot: 1h..2h}, zip: [[vms.mttf, vms.boot]], sample: {latin-hypercube: 5}}';
    for (const point of shown(sampled)) {
      const [, mttf, boot] = /^(\S+) d (\S+) h$/.exec(point) ?? [];
      expect(mttf).toBe(boot);
    }
  });
});

const values = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 4 });

test('a zipped axis pairs, others are crossed', () => {
  fc.assert(
    fc.property(values, values, (first, other) => {
      const counts = first.map((value) => value * 100);
      const axes = { 'vms.count': first, 'service.needs': counts, 'hypervisor.reliability': other.map((v) => v / 50) };
      const points = pointsOf({ vary: axes, zip: ['vms.count', 'service.needs'] });
      expect(points).toHaveLength(first.length * other.length);
      for (const { values } of points) expect(values['service.needs']).toBe(Number(values['vms.count']) * 100);
    }),
    { numRuns: 20 },
  );
});

const ranges: SweepDocument['vary'] = {
  'vms.mttf': '1 d..2 d',
  'hypervisor.reliability': '0.5..1',
  'vms.count': '1..7',
  'vms.boot': ['1 min', '2 min', '3 min'],
};
const sampleOf = (sample: NonNullable<SweepDocument['sample']>, seed?: string, axes = ranges) =>
  pointsOf({ vary: axes, sample }, seed).map(({ values }) => values);

test('a Latin hypercube has one point in each stratum of every axis', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.string(), (count, seed) => {
      const points = sampleOf({ 'latin-hypercube': count }, seed);
      const strata = (share: (values: (typeof points)[number]) => number) =>
        points.map((values) => Math.floor(share(values) * count)).sort((a, b) => a - b);
      const each = Array.from({ length: count }, (_, stratum) => stratum);
      expect(strata((values) => Number.parseFloat(String(values['vms.mttf'])) - 1)).toEqual(each);
      expect(strata((values) => 2 * Number(values['hypervisor.reliability']) - 1)).toEqual(each);
      const counts = [1, 2, 3, 4, 5, 6, 7].map((n) => points.filter((values) => values['vms.count'] === n).length);
      // A value's part of the way begins and ends inside strata, each of which has its one point on either side.
      for (const found of counts) expect(Math.abs(found - count / 7)).toBeLessThan(2);
    }),
    { numRuns: 20 },
  );
});

test('a Latin hypercube is decided by the seed, and an axis more moves no point along the others', () => {
  const sample = { 'latin-hypercube': 10 };
  const { 'vms.mttf': mttf = '', ...others } = ranges;
  const along = (points: ReturnType<typeof sampleOf>) => points.map((values) => values['vms.count']);
  expect(sampleOf(sample, 'a')).toEqual(sampleOf(sample, 'a'));
  expect(sampleOf(sample, 'a')).not.toEqual(sampleOf(sample, 'b'));
  expect(along(sampleOf(sample, 'a', { ...others, 'vms.mttf': mttf }))).toEqual(along(sampleOf(sample, 'a', others)));
});

test('Sobol points do not depend on the seed, and fewer are the first of more', () => {
  expect(sampleOf({ sobol: 64 }, 'a').slice(0, 32)).toEqual(sampleOf({ sobol: 32 }, 'b'));
});

test('ten thousand points are made at once', () => {
  expect(sampleOf({ sobol: 10_000 })).toHaveLength(10_000);
});
