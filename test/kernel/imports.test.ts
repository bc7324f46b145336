import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, test } from 'vitest';

const kernel = new URL('../../src/kernel/', import.meta.url);
const files = readdirSync(kernel, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

test('the kernel imports no Node module and names no global of Node, so that it runs in a browser', () => {
  expect(files.length).toBeGreaterThan(10);
  const builtins = new Set(builtinModules);
  for (const file of files) {
    const text = readFileSync(new URL(file, kernel), 'utf8');
    const imported = Array.from(text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g), ([, name = '']) => name);
    expect(
      imported.filter((name) => name.startsWith('node:') || builtins.has(name)),
      file,
    ).toEqual([]);
    expect(text.match(/\b(?:process|Buffer|require|__dirname|setImmediate)\b\s*[.(]/g) ?? [], file).toEqual([]);
  }
});

test('its one library is seedrandom', () => {
  const libraries = files.flatMap((file) =>
    Array.from(readFileSync(new URL(file, kernel), 'utf8').matchAll(/from '([^.'][^']*)'/g), ([, name]) => name),
  );
  expect(new Set(libraries)).toEqual(new Set(['seedrandom']));
});
