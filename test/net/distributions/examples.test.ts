import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectWithinRoundings } from '../numeric/closeness.js';

/** Files without a numeric docstring: contracts, checks and lists. */
const PLAIN = new Set(['distribution.ts', 'parameters.ts', 'phase-type.ts', 'registry.ts']);

interface Example {
  readonly file: string;
  readonly expression: string;
  /** The number that ends the comment. */
  readonly value: number;
}

const folders = ['src/net/distributions', 'src/net/numeric'];
const files = folders.flatMap((folder) => readdirSync(folder).map((name) => ({ folder, name })));

const scope: Record<string, unknown> = {};
for (const { folder, name } of files) {
  Object.assign(scope, await import(`../../../${folder}/${name.replace('.ts', '.js')}`));
}

const examples: readonly Example[] = files.flatMap(({ folder, name }) =>
  [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/@example (.*?) \/\/ (.*)/g)].map(
    ([, expression = '', comment = '']) => ({
      file: name,
      expression,
      value: Number(comment.split(' ').at(-1)),
    }),
  ),
);

describe('examples in docstrings', () => {
  it('stand in every numeric file', () => {
    const having = new Set(examples.map(({ file }) => file));
    for (const { name } of files) if (!PLAIN.has(name)) expect(having, name).toContain(name);
  });

  it.each(examples)('$file: $expression', ({ expression, value }) => {
    const evaluate = new Function(...Object.keys(scope), `return ${expression};`) as (...values: unknown[]) => number;
    expectWithinRoundings(evaluate(...Object.values(scope)), value, 8, expression);
  });
});
