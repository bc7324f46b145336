import { describe, expect, test } from 'vitest';
import { ConfigError, configOf } from '../../../src/experiment/config-file.js';
import { plannedSweep, type SweepChanges } from '../../../src/experiment/sweep/planned-sweep.js';

const system = `format: ninefold/system@1
name: two
hardware: {mttf: 3 y, mttr: 4 h}
vms: [{name: a, mttf: 30 d}, {name: b, mttf: 30 d}]
hypervisor: {mttf: 1 y}
service: {needs: 1}
`;

function linesOf(task: () => unknown): readonly string[] {
  try {
    task();
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
}

const inConfig = (sweep: string): readonly string[] => linesOf(() => configOf('two.yaml', `${system}${sweep}\n`));

describe('what is wrong with a sweep is said with its line', () => {
  test.each([
    ['sweep: 3', ['7:8 sweep: found 3, need a map that begins with vary']],
    ['sweep: {vary: {}}', ['7:15 sweep.vary: found an empty map, need at least one axis']],
    [
      'sweep:\n  vary:\n    vms.a.mttf: {from: 10 d, too: 2}\n  sample: {sobol: 0}',
      [
        "9:30 sweep.vary.vms.a.mttf.too: found unknown key 'too', need to (did you mean that?)",
        '10:19 sweep.sample.sobol: found 0, need a whole number of at least 1',
      ],
    ],
    [
      'sweep: {vary: {service.needs: {from: 1}}}',
      ['7:31 sweep.vary.service.needs: found no to, need from and to, or values'],
    ],
    [
      'sweep: {vary: {vms.a.mttf: 10 d..20}}',
      [
        "7:28 sweep.vary.vms.a.mttf: found '20' without a unit, need two numbers, or two durations with their units, such as 0.9 and 0.99, or 10 d and 100 d",
      ],
    ],
    [
      'sweep: {vary: {vms.a.mttf: 10 d..20 d}}',
      ['7:28 sweep.vary.vms.a.mttf: found a range without points, need points or step, such as points: 10'],
    ],
    [
      'sweep: {vary: {vms.c.mttf: [1 d]}}',
      ['7:16 sweep.vary.vms.c.mttf: found c, a place in a list of 2, need a position from 0 to 1 or one of a, b'],
    ],
    [
      'sweep: {vary: {hypervisor.mtf: [1 d]}}',
      ["7:16 sweep.vary.hypervisor.mtf: found unknown key 'mtf', need mttf (did you mean that?)"],
    ],
    [
      'sweep: {vary: {rejuvenation: [on, off]}}',
      [
        '7:30 sweep.vary.rejuvenation: found on where the config has nothing, need something in the config that is on or off',
      ],
    ],
    [
      'sweep: {vary: {n: {path: service.needs, values: [1]}, m: {path: service.needs, values: [2]}}}',
      ['7:55 sweep.vary.m: found service.needs, which n varies too, need another path'],
    ],
    [
      'sweep: {vary: {h: {path: service.needs, values: [1]}}}',
      ["7:16 sweep.vary.h: found 'h', need another name: h is a unit of time"],
    ],
    [
      'sweep:\n  vary: {service.needs: [1, 2], vms.a.mttf: [1 d, 2 d, 3 d]}\n  zip: [service.needs, vms.a.mttf, vms.b]',
      [
        '9:8 sweep.zip: found 2 values of service.needs, 3 values of vms.a.mttf, need equally many values of all that go together',
        "9:36 sweep.zip[2]: found 'vms.b', need one of service.needs, vms.a.mttf",
      ],
    ],
    [
      'sweep:\n  vary: {service.needs: [1, 2]}\n  where: [needs <= 2, service.needs <]\n  measures: [availabilty]',
      [
        "9:11 sweep.where[0]: found the unknown name needs in 'needs <= 2', need one of service.needs",
        "9:23 sweep.where[1]: found the end at character 16 of 'service.needs <', need a number, a name or '('",
        '10:14 sweep.measures[0]: found the unknown measure availabilty, need availability (did you mean that?)',
      ],
    ],
    [
      `sweep: {vary: {service.needs: 1..1000, vms.a.mttf: 1d..2d:101}}`,
      ['7:15 sweep.vary: found 101000 points, need at most 100000, or a sample of them'],
    ],
    ['sweeps: {vary: {}}', ["7:1 sweeps: found unknown key 'sweeps', need sweep (did you mean that?)"]],
    [
      'horizont: 3 d\nsweep: {vary: {service.needs: []}}',
      [
        "7:1 horizont: found unknown key 'horizont', need horizon (did you mean that?)",
        '8:31 sweep.vary.service.needs: found an empty list, need at least one value',
      ],
    ],
  ])('%s', (sweep, expected) => {
    expect(inConfig(sweep)).toEqual(expected.map((line) => `two.yaml:${line}`));
  });
});

test('a constraint without a number is told with the values, one that nothing meets too; options are told from the file', () => {
  const config = configOf(
    'two.yaml',
    `${system}sweep: {vary: {service.needs: [1, 2]}, where: 1 / (service.needs - 1) > 0}\n`,
  );
  const planned = (changes: SweepChanges) => linesOf(() => plannedSweep(config, changes, 's'));
  expect(planned({})).toEqual([
    'two.yaml:7:47 sweep.where: found 1 / 0 (at service.needs = 1), need a divisor that is not 0',
  ]);
  expect(planned({ where: 'service.needs > 5' })).toEqual([
    '--where: found a constraint that no point meets, need at least one point',
  ]);
  expect(planned({ vary: { 'vms.c': [1], 'service.needs': ['x'] }, where: 'service.needs > 0' })).toEqual([
    '--vary vms.c: found c, a place in a list of 2, need a position from 0 to 1 or one of a, b',
  ]);
  expect(planned({ vary: { 'service.needs': ['x'] }, where: 'service.needs > 0' })).toEqual([
    "--where: found service.needs, a text, in 'service.needs > 0' (at service.needs = x), need numbers and durations",
  ]);
  expect(linesOf(() => plannedSweep(configOf('two.yaml', system), {}, 's'))).toEqual([
    'two.yaml: found no sweep, need sweep: in the config or --vary',
  ]);
});
