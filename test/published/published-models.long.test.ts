import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planRuns } from '../../src/estimate/plans.js';
import { closedForm } from '../../src/exact/closed-forms/of-system.js';
import { solveExact } from '../../src/exact/solve.js';
import { eventsPerTime } from '../../src/experiment/pilot.js';
import type { PublishedCase } from '../../src/experiment/published.js';
import { readConfig } from '../../src/experiment/read-config.js';
import { compileNet } from '../../src/kernel/compile.js';
import { parseNet } from '../../src/net/parse.js';
import { exactRow, rowOf } from '../../src/report/published-validation.js';
import { bothTrials } from '../kernel/trials.js';
import { allCases, casesOf, publishedFolder } from './cases.js';

const cases = await allCases();
const named = cases.map((each) => [each.name, each] as const);

/** Without a chain that is small enough. */
const notSolved = ['redundant-database'];
const databases = (await casesOf('redundant-database')).map((each) => [each.name, each] as const);
const isSolved = ({ name }: PublishedCase): boolean => !notSolved.some((config) => name.startsWith(config));

describe('what comes with Ninefold', () => {
  test('each config has published values, and each begins by saying what it is, where it is from and what to look at', () => {
    const files = readdirSync(publishedFolder).filter((file) => !file.endsWith('.published.yaml'));
    const valued = new Set(cases.map(({ config }) => config.split('/').at(-1)));
    expect([...valued].sort()).toEqual(files.sort());
    for (const file of files) {
      const comment = readFileSync(`${publishedFolder}${file}`, 'utf8').split('\nformat:')[0] ?? '';
      expect(comment, file).toMatch(/^#/);
      if (!file.endsWith('-system.yaml')) expect(comment, file).toContain('# What to look at: ');
    }
  });

  test.each(named)('%s parses without a warning and is named by its source', (_, { net, source }) => {
    expect(net.warnings).toEqual([]);
    expect(source.length).toBeGreaterThan(10);
  });
});

/** Of a run: some hundred trials, or fewer long ones. */
const EVENTS = 6_000;
const TRIALS = 300;

test.each(named)('%s: compiled trials are the interpreted ones', (_, { net }) => {
  const short = 100 / eventsPerTime(net, 'both');
  for (const { plan } of planRuns(net, { cap: 1e4, warmUp: short, length: 5 * short })) {
    const program = compileNet(net, plan, 'both');
    const perTrial = program.run(0, 1, new Float64Array(program.layout.width), () => {});
    bothTrials(net, plan, Math.max(1, Math.min(TRIALS, Math.floor(EVENTS / (perTrial + 1)))));
  }
});

describe('solved exactly', () => {
  const solved = cases.filter((each) => isSolved(each) && each.disputed === undefined);

  test.each(solved.map((each) => [each.name, each] as const))('%s has the published values', (_, each) => {
    const results = solveExact(each.net);
    for (const [measure, value] of each.values) {
      const row = exactRow(rowOf(each, measure, value), results[measure]);
      expect(row.outcome, `${measure}: ${row.found?.estimate} against ${row.published}`).toBe('agrees');
    }
  });

  test('a wrong rate shows', async () => {
    const [pool] = await casesOf('replica-pool');
    if (pool === undefined) throw new Error('no replica pool');
    const activities = { ...pool.document.activities };
    activities['repair(i)'] = { ...activities['repair(i)'], rate: 2 * (1 + 1e-8) };
    const results = solveExact(parseNet({ ...pool.document, activities }));
    const [[measure, value] = ['', undefined]] = pool.values;
    if (value === undefined) throw new Error('no value');
    expect(exactRow(rowOf(pool, measure, value), results[measure]).outcome).toBe('disagrees');
  });

  test('the disputed row has 27/10 with the rates that came with it, and its 67/24 with those of the row above', async () => {
    const [, disputed] = await casesOf('dependent-failure');
    if (disputed === undefined) throw new Error('no disputed row');
    const mttf = (rateB: number, rateC: number): number => {
      const constants = { ...disputed.document.constants, rateB, rateC };
      const result = solveExact(parseNet({ ...disputed.document, constants })).mttf;
      return result?.kind === 'value' ? result.value : Number.NaN;
    };
    expect(disputed.disputed).toContain('27/10');
    expect(solveExact(disputed.net).mttf).toMatchObject({ kind: 'value' });
    expect(mttf(0.5, 0.5)).toBeCloseTo(27 / 10, 12);
    expect(mttf(0.4, 0.8)).toBeCloseTo(67 / 24, 12);
    expect(disputed.values.get('mttf')?.value).toBe(67 / 24);
  });

  test('what is disputed is so, and nothing else', () => {
    expect(cases.filter(({ disputed }) => disputed !== undefined).map(({ name }) => name)).toEqual([
      'dependent-failure, with probability 0.3',
    ]);
  });
});

describe('by other ways', () => {
  const systems = cases.filter(({ config }) => config.endsWith('-system.yaml'));

  test.each(systems.map((each) => [each.name, each] as const))(
    '%s: its closed form, where it has one',
    async (_, each) => {
      const { system } = (await readConfig(each.config)).model;
      if (system === undefined) throw new Error(`${each.config} is no system`);
      const published = each.values.get('mttf');
      if (published === undefined) return;
      const answer = closedForm(system, 'mttf');
      if (answer.applies) expect(Math.abs(answer.value / published.value - 1)).toBeLessThan(1e-9);
    },
  );

  // One group at a time has a small chain, and groups are independent: the database is up when all of them are.
  test.each(databases)('%s: the product over its groups', (_, { document, values }) => {
    const types = 2;
    const clusters = 6;
    const downWith = (constants: Record<string, number>): number => {
      const result = solveExact(parseNet({ ...document, constants: { ...document.constants, ...constants } })).down;
      return result?.kind === 'value' ? result.value : Number.NaN;
    };
    // A type is a group of processors and one of controllers.
    const upLog =
      types * Math.log1p(-downWith({ types: 1, clusters: 0 })) +
      clusters * Math.log1p(-downWith({ types: 0, clusters: 1 }));
    const published = values.get('down');
    if (published === undefined) throw new Error('no value');
    expect(document.constants).toMatchObject({ types, clusters });
    expect(Math.abs(-Math.expm1(upLog) - published.value)).toBeLessThan(published.roundingError);
  });
});
