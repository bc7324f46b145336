import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inlineExecutor } from '../../src/experiment/inline-executor.js';
import * as library from '../../src/index.js';
import { docstringExamples, fenced, matches, outcomesOf } from './examples.js';

const page = 'docs/library.md';
const configs = Object.fromEntries(
  fenced(page, 'yaml').map((text) => [/^# (\w+)/.exec(text)?.[1] ?? '', text.replace(/^# .*\n/, '')]),
);
// Threads need the built worker; the tests of pools have it.
const scope = { ...library, ...configs, poolExecutor: () => inlineExecutor() };

/** Everything that the library exports and can be called, with the file that it is in. */
const files = [
  ...readFileSync('src/browser.ts', 'utf8').matchAll(/export (?:type )?\{[^}]*\} from '\.\/(.*)\.js'/g),
].map(([, file = '']) => `src/${file}.ts`);
const examples = new Map(files.flatMap((file) => [...docstringExamples(file)]));
const functions = Object.entries(library).filter(
  ([, value]) => typeof value === 'function' && !/^class/.test(String(value)),
);

async function run(code: string): Promise<void> {
  const outcomes = await outcomesOf(code, scope);
  expect(outcomes.length).toBeGreaterThan(0);
  for (const { line, found, expected } of outcomes) {
    if (!matches(found, expected)) expect({ [line]: found }).toEqual({ [line]: expected });
  }
}

describe('the examples of docstrings give what they say', () => {
  // An executor's is that of the page: it needs what computes.
  const named = functions.map(([name]) => name).filter((name) => !/Executor$/.test(name));
  test.each(named)('%s', async (name) => {
    const code = examples.get(name);
    if (code === undefined) throw new Error(`${name} has no example`);
    await run(code);
  });
});

test.each(fenced(page, 'ts').map((code, index) => ({ index, code })))(
  'example $index of the page gives what it says',
  async ({ code }) => {
    await run(code);
  },
);

test('what an example says is compared to its digits, and a wrong one is noticed', async () => {
  expect(matches(0.0819999, 0.082)).toBe(true);
  expect(matches(0.0826, 0.082)).toBe(false);
  expect(matches({ a: [1, 2], b: 3 }, { a: [1, 2] })).toBe(true);
  expect(matches({ a: [1] }, { a: [1, 2] })).toBe(false);
  const [outcome] = await outcomesOf('1 + 1 // => 3', {});
  expect(outcome).toEqual({ line: '1 + 1', found: 2, expected: 3 });
});
