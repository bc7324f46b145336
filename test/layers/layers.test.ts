import { readdirSync } from 'node:fs';
import { cruise, type IReporterOutput } from 'dependency-cruiser';
import { expect, test } from 'vitest';
import { options, rulesFor } from './rules.js';

/** What the rules say of a folder of layers, and how many of its modules were read. */
async function check(root: string): Promise<{ read: number; violations: string[] }> {
  const { output } = (await cruise([root], {
    ...options,
    ruleSet: { forbidden: rulesFor(root) },
    validate: true,
  })) as IReporterOutput;
  if (typeof output === 'string') throw new Error(`dependency-cruiser said ${output}`);
  const read = output.modules.filter(({ source }) => source.startsWith(`${root}/`)).length;
  const violations = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  return { read, violations };
}

test('modules import to the left only, and nothing below experiment needs Node', async () => {
  const { read, violations } = await check('src');
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.ts$/.test(file));
  expect(violations).toEqual([]);
  expect(read).toBe(files.length);
});

test('an import to the right and a Node module in a portable layer or behind the entry of browsers are caught, and a command that the help waits for', async () => {
  const { read, violations } = await check('test/layers/wrong');
  expect(read).toBe(6);
  expect(violations.sort()).toEqual([
    'net-imports-to-the-left-only: test/layers/wrong/net/looks-right.ts -> test/layers/wrong/kernel/clock.ts',
    'no-node-below-experiment: test/layers/wrong/estimate/reads-a-file.ts -> fs',
    'no-node-in-a-browser: test/layers/wrong/browser.ts -> fs',
    'the-help-waits-for-no-command: test/layers/wrong/commands/command-list.ts -> test/layers/wrong/commands/slow.ts',
  ]);
});
