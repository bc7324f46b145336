import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { systemJsonSchema } from '../../src/system/schema.js';

/** What is written as in a net is described there. */
const NET_PARTS = ['.properties.measures', '.properties.run'];
const FILE = '../../sim-configs/schema/system.schema.json';

describe('the JSON Schema of system files', () => {
  // After a change of the schema: npx vitest run test/system/json-schema.test.ts -u
  it('is the one that editors read', async () => {
    await expect(`${JSON.stringify(systemJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(FILE);
  });

  it('describes every key of a system', () => {
    const undescribed: string[] = [];
    visit(systemJsonSchema(), '', undescribed);
    expect(undescribed.filter((path) => !NET_PARTS.some((part) => path.startsWith(part)))).toEqual([]);
  });

  it('is named in the first line of a config', () => {
    const text = readFileSync('sim-configs/replicated-service.yaml', 'utf8');
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=schema/system.schema.json');
    expect(() => loadYaml(text)).not.toThrow();
  });
});

function visit(schema: unknown, path: string, undescribed: string[]): void {
  if (typeof schema !== 'object' || schema === null) return;
  if ('properties' in schema && typeof schema.properties === 'object' && schema.properties !== null) {
    for (const [key, property] of Object.entries(schema.properties)) {
      if (!('description' in property) && !('$ref' in property) && !('const' in property))
        undescribed.push(`${path}.${key}`);
    }
  }
  for (const [key, part] of Object.entries(schema)) visit(part, `${path}.${key}`, undescribed);
}
