import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadYaml } from '../../src/config/yaml.js';
import { systemConfigJsonSchema } from '../../src/experiment/config-schema.js';

/** What is written as in a net is described there. */
const NET_PARTS = ['.properties.measures', '.properties.run'];

describe('the JSON Schema of system files', () => {
  it('describes every key of a system', () => {
    const undescribed: string[] = [];
    visit(systemConfigJsonSchema(), '', undescribed);
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
