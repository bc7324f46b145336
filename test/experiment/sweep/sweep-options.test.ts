import { expect, test } from 'vitest';
import yargs from 'yargs';
import { OptionReader } from '../../../src/commands/options.js';
import { readSweepOptions, type SweepTexts, sweepOptions } from '../../../src/commands/sweep-options.js';

const parsed = (...words: string[]): SweepTexts =>
  yargs(words).parserConfiguration({ 'greedy-arrays': false }).options(sweepOptions).parseSync() as SweepTexts;

test('options are read as a config says the same', () => {
  const options = new OptionReader();
  const changes = readSweepOptions(
    parsed(
      ...['--vary', 'vms.count=2,3,4', '--vary', 'vms.mttf = 10d..100d:10:log'],
      ...['--vary', 'boot:vms.boot=[{weibull: {shape: 2, mean: 1 h}}, 2 min]', '--vary', 'rejuvenation=on,off'],
      ...['--vary=r:hypervisor.reliability=0..1:step=0.1', '--zip', 'vms.mttf, boot', '--sample', 'lhs:100'],
      ...['--where', 'vms.count <= 3', '--where', 'max(1, r) < 2'],
    ),
    options,
  );
  expect(options.problems).toEqual([]);
  expect(changes).toEqual({
    vary: {
      'vms.count': [2, 3, 4],
      'vms.mttf': { from: '10d', to: '100d', points: 10, scale: 'log' },
      boot: { path: 'vms.boot', values: [{ weibull: { shape: 2, mean: '1 h' } }, '2 min'] },
      rejuvenation: ['on', 'off'],
      r: { path: 'hypervisor.reliability', from: '0', to: '1', step: '0.1' },
    },
    zip: [['vms.mttf', 'boot']],
    sample: { 'latin-hypercube': 100 },
    where: ['vms.count <= 3', 'max(1, r) < 2'],
  });
  expect(readSweepOptions({ sample: 'sobol:128' }, options)).toEqual({ sample: { sobol: 128 } });
});

test('all that is wrong with options is said', () => {
  const options = new OptionReader();
  readSweepOptions(
    { vary: ['vms.count', 'a=1..2:1', 'b=', 'c=1', 'c=2', 'd=[1, 2', 'e=1..2:lag'], zip: ['a'], sample: 'halton:5' },
    options,
  );
  expect(options.problems.map((line) => line.split(', need ')[0])).toEqual([
    "--vary: found 'vms.count'",
    "--vary: found '1' in '1..2:1'",
    "--vary: found ''",
    '--vary: found c a second time',
    "--vary: found '[1, 2'",
    "--vary: found 'lag' in '1..2:lag'",
    "--zip: found 'a'",
    "--sample: found 'halton:5'",
  ]);
});
