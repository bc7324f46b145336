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

test('a config of which nothing is known exactly is no success', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.yaml'), machine.replace(/^ {2}(mission|survival|mttf).*\n/gm, ''));
  const { code, err } = await ninefold(['validate', 'config.yaml', '--trials', '10', '--json'], folder);
  expect(err).toContain('config.yaml: nothing in it is known exactly\n');
  expect(code).toBe(2);
});
