import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { boundaryCommand } from '../../src/commands/boundary.js';
import { sweepCommand } from '../../src/commands/sweep.js';
import { exponentialMachine } from './nets.js';
import { temporaryFolder } from './ninefold.js';
import { configFile, said } from './said.js';

const common = { trials: '20', workers: '1', json: true };

test('--svg draws a sweep, and the difference of a boundary with where it changes', async () => {
  const folder = temporaryFolder();
  const config = configFile(exponentialMachine);
  const [sweep, boundary] = [join(folder, 'sweep.svg'), join(folder, 'boundary.svg')];
  const vary = 'activities.repair.rate';
  const measures = ['availability'];
  const points = { config, vary: [`${vary}=0.1,0.2,0.3`], measures, svg: sweep, out: join(folder, 'a') };
  expect(await said(sweepCommand, { ...points, ...common })).toMatchObject({ code: 0 });
  expect(readFileSync(sweep, 'utf8')).toMatch(/^<svg[\s\S]*activities\.repair\.rate[\s\S]*availability/);
  const contest = {
    configs: [config],
    vary: `${vary}=0.1..0.5`,
    above: '0.98',
    measure: 'availability',
    svg: boundary,
  };
  const given = { ...contest, ...common, simulate: true, out: join(folder, 'b') };
  expect(await said(boundaryCommand, given)).toMatchObject({ code: 0 });
  expect(readFileSync(boundary, 'utf8')).toMatch(/^<svg[\s\S]*availability: a machine less 0\.98/);
});

test('a picture of three axes, or of a shard, is refused', async () => {
  const config = configFile(exponentialMachine);
  const out = join(temporaryFolder(), 'none');
  const vary = ['activities.repair.rate=0.1,0.2', 'activities.fail.rate=0.1,0.2', 'n:run.seed=a,b'];
  const three = await said(sweepCommand, { config, vary, svg: 'x.svg', out, ...common });
  expect(three).toMatchObject({ code: 2, err: '--svg: found 3 axes, need at most 2\n' });
  const shard = await said(sweepCommand, {
    config,
    vary: vary.slice(0, 1),
    shard: '1/2',
    svg: 'x.svg',
    out,
    ...common,
  });
  expect(shard).toMatchObject({ code: 2, err: '--svg: found --shard beside it, need a whole sweep\n' });
  expect(existsSync(out)).toBe(false);
});
