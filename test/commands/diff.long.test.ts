import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchCommand } from '../../src/commands/batch.js';
import { boundaryCommand } from '../../src/commands/boundary.js';
import { diffCommand } from '../../src/commands/diff.js';
import { optimiseCommand } from '../../src/commands/optimise.js';
import { runCommand } from '../../src/commands/run.js';
import { sweepCommand } from '../../src/commands/sweep.js';
import type { RunDifference } from '../../src/report/run-difference/run-difference.js';
import { machine } from './nets.js';
import { temporaryFolder } from './ninefold.js';
import { said } from './said.js';

const folder = temporaryFolder();
const at = (...path: string[]): string => join(folder, ...path);

async function run(name: string, config: string, given: object): Promise<void> {
  writeFileSync(at(`${name}.yaml`), config);
  const common = { config: at(`${name}.yaml`), json: true, workers: '1', trials: '2000', out: at(name) };
  expect(await said(runCommand, { ...common, ...given })).toMatchObject({ code: 0 });
}

const changed = machine.replace('200 h', '202 h');

beforeAll(async () => {
  await run('plain', machine, { seed: 's' });
  await run('kept', machine, { seed: 's', 'keep-trials': true });
  await run('changed', changed, { seed: 's', 'keep-trials': true });
  await run('changed-plain', changed, { seed: 's' });
  await run('changed-other', changed, { seed: 't' });
  await run('much', machine.replace('200 h', '400 h'), { seed: 't' });
  await run('again', machine, { seed: 't' });
}, 120_000);

async function diff(before: string, after: string): Promise<RunDifference & { readonly code: number | null }> {
  const { code, out } = await said(diffCommand, { before: at(before), after: at(after), json: true });
  return { ...(JSON.parse(out) as RunDifference), code };
}

const verdicts = ({ results }: RunDifference): Record<string, string> =>
  Object.fromEntries(results.map(({ measure, verdict }) => [measure, verdict]));

describe('diff', () => {
  test('of a run with itself finds nothing', async () => {
    const { code, configuration, results } = await diff('plain', 'kept');
    expect(code).toBe(0);
    expect(configuration).toEqual([]);
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['same']));
  });

  test('names what differs in configuration, and tells a large difference', async () => {
    const difference = await diff('plain', 'much');
    expect(difference.code).toBe(1);
    expect(difference.configuration).toEqual([
      { path: 'activities.fail.rate', before: '1 / 200 h', after: '1 / 400 h' },
      { path: 'seed', before: 's', after: 't' },
    ]);
    expect(verdicts(difference)).toMatchObject({ availability: 'differs', mttf: 'differs', survival: 'differs' });
    const { out } = await said(diffCommand, { before: at('plain'), after: at('much'), json: false });
    expect(out).toMatch(/^ {2}activities\.fail\.rate: 1 \/ 200 h -> 1 \/ 400 h$/m);
    expect(out).toMatch(/^mttf .* d +DIFFERS +independent seeds$/m);
    expect(out).toMatch(/of 6 results differ significantly \(95 % for all together\)/);
  });

  test('tells a small difference by pairs of trials, and not without them', async () => {
    const paired = await diff('kept', 'changed');
    expect(paired.code).toBe(1);
    const mttf = paired.results.find(({ measure }) => measure === 'mttf');
    expect(mttf).toMatchObject({ verdict: 'differs', method: '2,000 paired trials' });
    // Times to the first failure are 1 % longer, trial by trial.
    expect(mttf?.difference.low).toBeLessThan(2);
    expect(mttf?.difference.high).toBeGreaterThan(2);
    expect(verdicts(await diff('plain', 'changed-plain'))).toMatchObject({ mttf: 'not told apart' });
    expect(verdicts(await diff('plain', 'changed-other'))).toMatchObject({ mttf: 'not told apart' });
  });

  test('does not take chance for a difference', async () => {
    const { code, configuration } = await diff('plain', 'again');
    expect(configuration).toEqual([{ path: 'seed', before: 's', after: 't' }]);
    expect(code).toBe(0);
  });

  test('says what is no run', async () => {
    expect(await said(diffCommand, { before: folder, after: at('nowhere'), json: false })).toMatchObject({
      code: 2,
      err: `${folder}: found no run, need the folder of one\n${at('nowhere')}: found no run, need the folder of one\n`,
    });
  });
});

const life = machine.replace('places:', 'constants: {life: 200}\nplaces:').replace('200 h', 'life');
const kinds = ['run', 'sweep', 'batch', 'boundary', 'optimise'];

describe('diff of runs of different commands', () => {
  const vary = 'constants.life=100..300';

  beforeAll(async () => {
    await run('one', life, {});
    await run('two', life.replace('a machine', 'another').replace('4 h', '5 h'), {});
    const common = { json: true, workers: '1', trials: '200', simulate: false };
    const config = at('one.yaml');
    const configs = [config, at('two.yaml')];
    const above = { vary, measure: 'availability', precision: '20%' };
    await said(runCommand, { ...common, config, out: at('run') });
    await said(sweepCommand, { ...common, config, vary: [`${vary}:3`], out: at('sweep') });
    await said(sweepCommand, { ...common, config, vary: ['constants.life=300..500:3'], out: at('sweep-on') });
    await said(batchCommand, { ...common, configs, out: at('batch') });
    await said(boundaryCommand, { ...common, ...above, configs, out: at('boundary') });
    await said(boundaryCommand, { ...common, ...above, configs: [config], above: '0.98', out: at('boundary-one') });
    await said(optimiseCommand, { ...common, config, vary: [vary], maximise: 'availability', out: at('optimise') });
  }, 120_000);

  const text = async (before: string, after: string): Promise<string> =>
    (await said(diffCommand, { before: at(before), after: at(after), json: false })).out.replaceAll(`${folder}/`, '');

  test.each(kinds.flatMap((before) => kinds.map((after) => [before, after])))('%s and %s can be read', async (a, b) => {
    const out = await text(a, b);
    const files = (kind: string): string => (['batch', 'boundary'].includes(kind) ? 'one.yaml, two.yaml' : 'one.yaml');
    expect(out).toContain(`before: ${a} (${a} of ${files(a)})`);
    expect(out).toContain(`after:  ${b} (${b} of ${files(b)})`);
    expect(out.includes(`command: ${a} -> ${b}`)).toBe(a !== b);
    expect(out.includes('two.yaml: only before')).toBe(files(a) > files(b));
    expect(out.includes('two.yaml: only after')).toBe(files(a) < files(b));
    expect(out).not.toMatch(/activities|places|-> nothing|nothing ->/);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(140);
  });

  test('holds what a run found against the entry of its config in a batch', async () => {
    const { results, notCompared } = await diff('run', 'batch');
    expect(results.find(({ measure }) => measure === 'mttf')).toMatchObject({ design: 'design', verdict: 'same' });
    expect(notCompared).toContain(`all measures at ${at('two.yaml')}`);
  });

  test('holds configs of the same name against each other, and says in which of several something differs', async () => {
    const moved = { configs: [at('moved.yaml'), at('two.yaml')], json: true, workers: '1', trials: '200' };
    writeFileSync(at('moved.yaml'), life.replace('4 h', '7 h'));
    await said(batchCommand, { ...moved, out: at('batch-moved') });
    const { configuration, configs } = await diff('batch', 'batch-moved');
    const path = 'activities.repair.delay.lognormal.mean';
    expect(configuration).toEqual([{ config: at('moved.yaml'), path, before: '4 h', after: '7 h' }]);
    expect(configs).toEqual({ before: [], after: [] });
    expect(await text('batch', 'batch-moved')).toMatch(`  moved.yaml: ${path}: 4 h -> 7 h\n`);
  });

  test('says in words what searches and sweeps were about and found', async () => {
    const out = await text('boundary', 'boundary-one');
    expect(out).toMatch(/^after: .*\n {8}availability is below 0\.98 up to \d+, /m);
    expect(out).toContain('  settings.sides.B: another, constants.life varied -> above 0.98\n');
    expect(await text('sweep', 'sweep-on')).toContain(
      '  settings.points: constants.life = 100; constants.life = 200 -> constants.life = 400; constants.life = 500\n',
    );
  });
});
