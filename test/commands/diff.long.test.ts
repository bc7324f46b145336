import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { diffCommand } from '../../src/commands/diff.js';
import { runCommand } from '../../src/commands/run.js';
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
