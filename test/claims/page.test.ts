import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { claimOf } from '../../src/experiment/claims/read-claim.js';
import { claimSchema } from '../../src/experiment/claims/schema.js';

/** The claims that come with Ninefold, by file; that they can be put to the test is for `ninefold claims` to say. */
const claims = readdirSync('sim-configs/claims').map((name) => {
  const text = readFileSync(`sim-configs/claims/${name}`, 'utf8');
  return { name, ...claimSchema.parse(loadYaml(text).data) };
});
const page = readFileSync('docs/claims.md', 'utf8');

describe('the page on claims', () => {
  test('shows every claim that comes with Ninefold, and the verdict that is recorded', () => {
    const rows = page.split('\n').filter((line) => /^\| +\d/.test(line));
    const shown = rows.map((row) => row.split('|').map((cell) => cell.trim()));
    const recorded = claims.map(({ number, claim, expected, note = '' }) => {
      return ['', String(number), claim, expected, note, ''].map((cell) => cell.trim().replaceAll('\n', ' '));
    });
    expect(shown).toEqual(recorded);
  });

  test('has an example that can be put to the test', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const [part] = claimOf(loadYaml(example).data).parts;
    expect(part?.checks.map((check) => check.case)).toEqual([{ RM: 0.5 }, { RM: 0.99 }]);
  });
});

test('claims are in files named after their numbers', () => {
  for (const { name, number } of claims)
    expect(name).toMatch(new RegExp(`^${String(number).padStart(2, '0')}-[a-z0-9-]+\\.yaml$`));
  expect(new Set(claims.map(({ number }) => number)).size).toBe(claims.length);
});
