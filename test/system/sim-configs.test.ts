import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/config/format.js';
import { loadYaml } from '../../src/config/yaml.js';
import { parseNet } from '../../src/net/parse.js';
import { lowerSystem } from '../../src/system/lower.js';
import { parseSystem } from '../../src/system/parse-system.js';
import { systemFormat } from '../../src/system/schema.js';

const systems = readdirSync('sim-configs')
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => ({ file, text: readFileSync(`sim-configs/${file}`, 'utf8') }))
  .filter(({ text }) => text.includes(`format: ${systemFormat}`));

describe('the systems that come with Ninefold', () => {
  it.each(systems)('$file is sound, and so is its baseline', ({ text }) => {
    const { data } = loadYaml(text);
    expect(formatOf(data, [systemFormat])).toBe(systemFormat);
    const system = parseSystem(data);
    for (const node of system.baseline === undefined ? [system] : [system, system.baseline]) {
      expect(parseNet(lowerSystem(node)).warnings).toEqual([]);
    }
  });

  it('include the one to begin with', () => {
    expect(systems.map(({ file }) => file)).toContain('replicated-service.yaml');
  });
});
