import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { boundaryCommand } from '../../src/commands/boundary.js';
import { diffCommand } from '../../src/commands/diff.js';
import { optimiseCommand } from '../../src/commands/optimise.js';
import { resultsCommand } from '../../src/commands/results.js';
import { runCommand } from '../../src/commands/run.js';
import type { ListedRun } from '../../src/report/results-list.js';
import { exponentialMachine, machine } from './nets.js';
import { readText, temporaryFolder } from './ninefold.js';
import { said } from './said.js';

const folder = temporaryFolder();
const at = (...path: string[]): string => join(folder, ...path);
const longAgo = new Date('2001-02-03T04:05:06Z');

beforeAll(async () => {
  writeFileSync(at('config.yaml'), machine);
  writeFileSync(at('better.yaml'), machine.replace('a machine', 'a better one').replace('200 h', '2000 h'));
  const given = { json: true, workers: '1', trials: '50' };
  await said(runCommand, { ...given, config: at('config.yaml'), seed: 's', out: at('runs', 'plain') });
  await said(runCommand, { ...given, config: at('better.yaml'), seed: 't', out: at('runs', 'better') });
  await said(runCommand, { ...given, config: at('better.yaml'), seed: 'u', out: at('runs', 'killed') });
  rmSync(at('runs', 'killed', 'summary.json'));
  const manifest = JSON.parse(readFileSync(at('runs', 'killed', 'manifest.json'), 'utf8'));
  writeFileSync(at('runs', 'killed', 'manifest.json'), JSON.stringify({ ...manifest, counts: undefined }));
  appendFileSync(at('runs', 'killed', 'progress.jsonl'), '{"experiment":"design","chunk":{"run":0,"fi');
  utimesSync(at('runs', 'killed', 'manifest.json'), longAgo, longAgo);
  mkdirSync(at('runs', 'no-run'));
  mkdirSync(at('runs', 'damaged'));
  writeFileSync(at('runs', 'damaged', 'manifest.json'), '{"format": "ninefold/mani');
}, 120_000);

async function listed(given: object): Promise<readonly ListedRun[]> {
  const { code, out } = await said(resultsCommand, { folder: at('runs'), json: true, ...given });
  expect(code).toBe(0);
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as ListedRun);
}

const names = (runs: readonly ListedRun[]): string[] => runs.map((run) => basename(run.folder)).sort();

describe('results', () => {
  test('lists what runs found and how far they are, and reports what is damaged', async () => {
    const runs = await listed({});
    expect(names(runs)).toEqual(['better', 'killed', 'plain']);
    const [killed] = await listed({ seed: 'u' });
    expect(killed).toMatchObject({
      name: 'a better one',
      command: 'run',
      configs: [at('better.yaml')],
      complete: false,
      trials: 50,
      when: longAgo.toISOString(),
      measures: {},
    });
    const { out, err } = await said(resultsCommand, { folder: at('runs'), json: false });
    expect(err).toBe(
      `${at('runs', 'damaged', 'manifest.json')}: found text that is no JSON, need what was written there: delete the folder\n`,
    );
    expect(out).toMatch(/^run +command +config +seed +trials +state +when \(UTC\) +availability +mttf$/m);
    expect(out).toMatch(
      /better +run +\S+better\.yaml +t +50 +complete +\S+ \S+ +0\.99\d* \(0\.99\d* \.\. 0\.99\d*\) +\d+/,
    );
    expect(out.trimEnd().split('\n').at(-1)).toMatch(/killed .* unfinished +2001-02-03 04:05$/);
  });

  test.each([
    [{ name: 'BETTER' }, ['better', 'killed']],
    [{ config: 'config.y' }, ['plain']],
    [{ complete: true }, ['better', 'plain']],
    [{ incomplete: true }, ['killed']],
    [{ since: '1 d' }, ['better', 'plain']],
    [{ since: '2001-02-03' }, ['better', 'killed', 'plain']],
    [{ since: '2001-02-04' }, ['better', 'plain']],
    [{ where: ['availability < 0.99'] }, ['plain']],
    [{ where: ['mttf >= 30 d', 'outages>0'] }, ['better']],
    [{ where: ['no-such > 0'] }, []],
  ])('are filtered by %j', async (filter, expected) => {
    expect(names(await listed(filter))).toEqual(expected);
  });

  test('says all that is wrong with the options', async () => {
    const { code, err } = await said(resultsCommand, {
      folder: at('runs'),
      json: false,
      since: 'yesterday',
      where: ['availability'],
      complete: true,
      incomplete: true,
    });
    expect(code).toBe(2);
    expect(err.trimEnd().split('\n')).toEqual([
      '--where: found availability, need a measure, <, <=, > or >=, and a number or duration',
      '--since: found yesterday, need a duration such as 12 h, or a date such as 2026-01-31',
      '--complete: found --incomplete beside it, need one of the two',
    ]);
    expect(await said(resultsCommand, { folder: at('nowhere'), json: false })).toMatchObject({
      code: 2,
      err: `${at('nowhere')}: found no folder, need one of runs\n`,
    });
  });
});

describe('results of searches', () => {
  const searches = (...path: string[]): string => at('searches', ...path);
  const vary = 'constants.life=100..300';
  const known = exponentialMachine.replace('places:', 'constants: {life: 200}\nplaces:').replace('200 h', 'life');
  const simulated = known.replace('rate: 1 / 4 h', 'delay: {lognormal: {mean: 4 h, cv: 1}}');
  const common = { json: true, workers: '1', trials: '200', seed: 's' };
  interface Answer {
    readonly simulated: { readonly places: readonly { readonly trials: number }[] };
  }
  let answer: Answer;

  beforeAll(async () => {
    writeFileSync(at('known.yaml'), known);
    writeFileSync(at('simulated.yaml'), simulated);
    const boundary = { ...common, configs: [at('simulated.yaml')], vary, above: '0.98', measure: 'availability' };
    for (const out of ['told', 'stopped']) {
      const ran = await said(boundaryCommand, { ...boundary, simulate: false, precision: '20%', out: searches(out) });
      answer = JSON.parse(ran.out) as Answer;
    }
    rmSync(searches('stopped', 'summary.json'));
    const optimise = { ...common, vary: [vary], maximise: 'availability', simulate: false };
    await said(optimiseCommand, { ...optimise, config: at('known.yaml'), out: searches('exact') });
    await said(optimiseCommand, { ...optimise, config: at('simulated.yaml'), out: searches('best') });
  }, 120_000);

  function kept(name: string): number {
    const lines = readText(searches(name, 'progress.jsonl')).trimEnd().split('\n');
    return lines.reduce((sum, line) => sum + (JSON.parse(line) as { chunk: { count: number } }).chunk.count, 0);
  }

  async function search(name: string): Promise<ListedRun | undefined> {
    const { out } = await said(resultsCommand, { folder: searches(name), json: true });
    return JSON.parse(out) as ListedRun;
  }

  test('show what they took altogether and what they found', async () => {
    const { places } = answer.simulated;
    const taken = places.reduce((sum, { trials }) => sum + trials, 0);
    expect(taken).toBeGreaterThan(200);
    expect(await search('told')).toMatchObject({ complete: true, trials: taken, places: places.length });
    expect((await search('told'))?.found).toMatch(
      /^availability is below 0\.98 up to \d+, availability is above 0\.98 from \d+ on/,
    );
    expect(await search('exact')).toMatchObject({
      trials: 0,
      found: expect.stringMatching(/^availability is greatest, 0\.98/),
    });
    expect(await search('best')).toMatchObject({ trials: kept('best') });
    const { out } = await said(resultsCommand, { folder: searches(), json: false });
    expect(out).toMatch(/^run .* found$/m);
    expect(out).toMatch(
      /exact +optimise .* exact at \d+ places +complete .* availability is greatest, 0\.98\S+, at constants\.life = 300$/m,
    );
    expect(out).toMatch(
      /best +optimise .* [\d,]+ in all at \d+ places +complete .* availability is greatest at constants\.life = \d+ \(/m,
    );
  });

  test('that were interrupted show the trials kept at all their places', async () => {
    expect(await search('stopped')).toMatchObject({ complete: false, trials: kept('stopped') });
    expect(await search('stopped')).not.toHaveProperty('found');
  });
});

describe('of folders that are damaged', () => {
  const files = ['summary.json', 'manifest.json'] as const;
  const damage: readonly (readonly [string, (typeof files)[number], (text: string) => string, RegExp])[] = [
    ['torn', 'summary.json', (text) => text.slice(0, 500), /found no whole summary, need .*: ninefold resume \S+torn$/],
    ['emptied', 'summary.json', () => '', /found no whole summary/],
    ['no object', 'summary.json', () => 'null', /found no whole summary/],
    [
      'without texts',
      'manifest.json',
      (text) => text.replace('"text":', '"data":'),
      /found no name, seed, .* or settings/,
    ],
    ['without settings', 'manifest.json', (text) => text.replace('"settings":', '"choices":'), /need all five$/],
  ];

  test.each(damage)('%s: results and diff say what is wrong', async (name, file, damaged, message) => {
    const folder = at('broken', name);
    cpSync(at('runs', 'plain'), folder, { recursive: true });
    writeFileSync(join(folder, file), damaged(readText(folder, file)));
    const results = await said(resultsCommand, { folder, json: false });
    const diff = await said(diffCommand, { before: at('runs', 'plain'), after: folder, json: false });
    expect(results).toMatchObject({ code: 0, out: '', err: diff.err });
    expect(diff).toMatchObject({ code: 2, out: '' });
    expect(diff.err.trimEnd()).toMatch(message);
    expect(diff.err).toContain(join(folder, file));
  });

  test('what cannot be read does not hide the others', async () => {
    cpSync(at('runs', 'plain'), at('unread', 'plain'), { recursive: true });
    mkdirSync(at('unread', 'strange', 'manifest.json'), { recursive: true });
    const { out, err } = await said(resultsCommand, { folder: at('unread'), json: false });
    expect(out).toContain(at('unread', 'plain'));
    expect(err).toBe(
      `${at('unread', 'strange', 'manifest.json')}: found that it cannot be read (EISDIR), need a file that can\n`,
    );
  });

  test('a config that is no YAML ends a diff in a line', async () => {
    const folder = at('broken', 'no YAML');
    cpSync(at('runs', 'plain'), folder, { recursive: true });
    const manifest = JSON.parse(readText(folder, 'manifest.json'));
    const configs = [{ file: 'config.yaml', text: 'a: [1' }];
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, configs }));
    expect(await said(diffCommand, { before: at('runs', 'plain'), after: folder, json: false })).toMatchObject({
      code: 2,
      err: `${folder}/manifest.json: found a text of config.yaml that is no YAML, need what it was\n`,
    });
  });
});
