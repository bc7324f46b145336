import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ModelReport } from '../../src/report/model-report.js';
import { ninefold, projectFile, readText, temporaryFolder } from './ninefold.js';

test('a compiled system is a net that runs to the same bits', async () => {
  const folder = temporaryFolder();
  const system = projectFile('sim-configs/replicated-service.yaml');
  const compiled = await ninefold(['compile', system], folder);
  expect(compiled).toMatchObject({ code: 0, err: '' });
  writeFileSync(join(folder, 'net.yaml'), compiled.out);
  const [ofSystem, ofNet] = await Promise.all(
    [system, 'net.yaml'].map(async (config) => {
      const { code, out } = await ninefold(
        ['run', config, '--trials', '20', '--seed', 's', '--json', '--out', `${config.length}`],
        folder,
      );
      expect(code).toBe(0);
      return JSON.parse(out) as ModelReport;
    }),
  );
  expect(ofNet?.measures).toEqual(ofSystem?.measures);
  expect(ofNet?.curves).toEqual(ofSystem?.curves);
  expect(ofNet?.events).toBe(ofSystem?.events);

  const again = await ninefold(['compile', 'net.yaml'], folder);
  expect(again.out).toBe(compiled.out);
  const data = await ninefold(['compile', 'net.yaml', '--json'], folder);
  writeFileSync(join(folder, 'net.json'), data.out);
  expect((await ninefold(['compile', 'net.json'], folder)).out).toBe(compiled.out);
});

test('schemas are JSON', async () => {
  const folder = temporaryFolder();
  const system = await ninefold(['schema'], folder);
  expect(JSON.parse(system.out)).toEqual(JSON.parse(readText(projectFile('sim-configs/schema/system.schema.json'))));
  const net = await ninefold(['schema', 'net'], folder);
  expect(JSON.parse(net.out).properties).toHaveProperty('activities');
  const wrong = await ninefold(['schema', 'nett'], folder);
  expect(wrong).toEqual({ code: 2, out: '', err: 'schema: found nett, need one of system, net, claim, published\n' });
});
