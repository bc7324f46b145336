import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Validation } from '../../src/report/validation.js';
import { exponentialMachine, machine } from './nets.js';
import { ninefold, temporaryFolder } from './ninefold.js';

test('a config is checked measure by measure', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), exponentialMachine);
  const { code, out, err } = await ninefold(['validate', 'config.yaml', '--trials', '500', '--json'], folder);
  expect(err).toBe('');
  expect(code).toBe(0);
  const { rows, disagreements, falseAlarm } = JSON.parse(out) as Validation;
  expect({ disagreements, falseAlarm }).toEqual({ disagreements: 0, falseAlarm: 1e-6 });
  expect(rows.map(({ measure }) => measure)).toEqual([
    'availability',
    'outages',
    'long',
    'mission',
    'survival',
    'mttf',
  ]);
  for (const { config, estimate, low, high, exact, method, agrees } of rows) {
    expect(config).toBe('config.yaml');
    expect(estimate).toBeGreaterThanOrEqual(low);
    expect(estimate).toBeLessThanOrEqual(high);
    expect(exact >= low && exact <= high).toBe(agrees);
    expect(method).toMatch(/^Markov chain, /);
  }
});

const rarelyNever = `format: ninefold/net@1
name: rarely never
time-unit: h
places: {job: {states: [on, done, lost]}}
activities:
  finish: {when: job == on, rate: 1, then: {job: done}}
  lose: {when: job == on, rate: 1e-9, then: {job: lost}}
measures: {time: {mean-time-to: job == done}}
`;

test('a mean that is infinite by what no trial showed has no verdict', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), rarelyNever);
  const validated = await ninefold(['validate', 'config.yaml', '--trials', '100', '--json'], folder);
  expect(JSON.parse(validated.out)).toMatchObject({
    rows: [{ measure: 'time', exact: 'Infinity', unjudged: expect.stringContaining('infinite') }],
    disagreements: 0,
    publishedDisagreements: 0,
  });
  expect(JSON.parse(validated.out).rows[0]).not.toHaveProperty('agrees');
  expect(validated.code).toBe(0);
  const run = await ninefold(['run', 'config.yaml', '--trials', '100'], folder);
  expect(run.out).toMatch(/time .* infinite *\n/);
  expect(run.out).toContain('no verdict');
});

test('a config of which nothing is known exactly is no success', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), machine.replace(/^ {2}(mission|survival|mttf).*\n/gm, ''));
  const { code, err } = await ninefold(['validate', 'config.yaml', '--trials', '10', '--json'], folder);
  expect(err).toContain('config.yaml: nothing in it is known exactly\n');
  expect(code).toBe(2);
});
