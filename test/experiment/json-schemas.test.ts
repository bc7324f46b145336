import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { netConfigJsonSchema, systemConfigJsonSchema } from '../../src/experiment/config-schema.js';
import { publishedJsonSchema } from '../../src/experiment/published-schema.js';

// After a change of a schema: npx vitest run test/experiment/json-schemas.test.ts -u
test.each([
  ['system', systemConfigJsonSchema],
  ['net', netConfigJsonSchema],
  ['published', publishedJsonSchema],
])('the JSON Schema of %s files is the one that editors read', async (format, schema) => {
  const file = `../../sim-configs/schema/${format}.schema.json`;
  await expect(`${JSON.stringify(schema(), undefined, 2)}\n`).toMatchFileSnapshot(file);
});

test('every config that comes with the program names the schema of its format', () => {
  const names = readdirSync('sim-configs', { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(90);
  for (const file of files) {
    const text = readFileSync(`sim-configs/${file}`, 'utf8');
    const [, format] = /^format: ninefold\/(\w+)@1$/m.exec(text) ?? [];
    const folder = file.includes('/') ? '../schema' : 'schema';
    expect(text.split('\n')[0], file).toBe(`# yaml-language-server: $schema=${folder}/${format}.schema.json`);
  }
});
