import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadYaml } from '../../../src/config/yaml.js';
import { configOf } from '../../../src/experiment/config-file.js';
import { plannedSweep } from '../../../src/experiment/sweep/planned-sweep.js';
import { readVaryText } from '../../../src/experiment/sweep/sweep-texts.js';

const page = readFileSync('docs/sweeps.md', 'utf8');
const system = readFileSync('sim-configs/replicated-service.yaml', 'utf8');
const config = configOf('sweep.yaml', `${system}\nrejuvenation: {every: 7 d}\n`);
const rows = [...page.matchAll(/^\| `(.+?)` \| `--vary (.+?)` \|/gm)].map(([, yaml = '', text = '']) => ({
  yaml,
  text,
}));

test('the page has a row for each way to write an axis', () => {
  expect(rows.length).toBeGreaterThan(6);
});

test.each(rows)('$yaml is $text', ({ yaml, text }) => {
  const read = readVaryText(text);
  if (!read.ok) throw new Error(`${read.found}, need ${read.need}`);
  const vary = loadYaml(`{${yaml}}`).data as Parameters<typeof plannedSweep>[1]['vary'] & {};
  const fromFile = plannedSweep(config, { vary }, 's').points;
  const fromOption = plannedSweep(config, { vary: { [read.name]: read.axis } }, 's').points;
  expect(fromOption).toEqual(fromFile);
  expect(fromFile.length).toBeGreaterThan(1);
});

test('the sweep at the top of the page is one', () => {
  const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  const { sweep } = configOf('page.yaml', `${system}\nrejuvenation: {every: 7 d}\n${yaml}`);
  expect(Object.keys(sweep?.vary ?? {})).toHaveLength(4);
});
