import { readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';

/** The fenced pieces of a language in a page. */
export function fenced(page: string, language: string): readonly string[] {
  const pieces = readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'));
  return [...pieces].map(([, piece = '']) => piece);
}

/** The examples of a file's docstrings, by the name of what is documented. */
export function docstringExamples(file: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const docs = readFileSync(file, 'utf8').matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?(?:function\*?|const|class) (\w+)/g,
  );
  for (const [, doc = '', name = ''] of docs) {
    const text = doc.replace(/^ *\* ?/gm, '');
    const [, code] = /@example\n```ts\n([\s\S]*?)```/.exec(text) ?? [];
    if (code !== undefined) found.set(name, code);
  }
  return found;
}

/**
 * Runs an example with the names of `scope`; gives what each `EXPRESSION // => EXPECTED` gave and should have given. Throws what it
 * throws.
 */
export async function outcomesOf(code: string, scope: Readonly<Record<string, unknown>>): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const checked = code
    .replace(/^import .* from 'ninefold';\n/gm, '')
    .replace(/^(\s*)(\S.*?);? \/\/ => (.*)$/gm, (_, indent: string, expression: string, expected: string) => {
      return `${indent}outcome(${JSON.stringify(expression)}, ${expression}, ${expected});`;
    });
  const { code: plain } = transformSync(checked, { loader: 'ts', format: 'esm', target: 'es2022' });
  const names = {
    ...scope,
    console: { log: () => {} },
    outcome: (line: string, found: unknown, expected: unknown) => outcomes.push({ line, found, expected }),
  };
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...given: unknown[]) => Promise<void>;
  await new AsyncFunction(...Object.keys(names), `{\n${plain}}`)(...Object.values(names));
  return outcomes;
}

export interface Outcome {
  readonly line: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** Whether what was found is what was expected: numbers to as many digits as those expected have, objects as far as they are told. */
export function matches(found: unknown, expected: unknown): boolean {
  if (typeof expected === 'number' && typeof found === 'number' && Number.isFinite(expected)) {
    return expected === 0 ? found === 0 : Number(found.toPrecision(digitsOf(expected))) === expected;
  }
  if (Array.isArray(expected)) {
    return (
      Array.isArray(found) && found.length === expected.length && expected.every((item, at) => matches(found[at], item))
    );
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).every(([key, value]) =>
      matches((found as Record<string, unknown> | undefined)?.[key], value),
    );
  }
  return Object.is(found, expected);
}

function digitsOf(value: number): number {
  const [mantissa = ''] = String(Math.abs(value)).split('e');
  return mantissa.replace('.', '').replace(/^0+/, '').length;
}
