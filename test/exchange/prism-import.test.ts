import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { explore } from '../../src/exact/explore/explore.js';
import type { ExactResult } from '../../src/exact/result.js';
import { solveExact } from '../../src/exact/solve.js';
import { parseNet } from '../../src/net/parse.js';
import { reference } from '../reference/read.js';
import { complaints, imported } from './importing.js';

const model = (name: string): string => readFileSync(new URL(`models/${name}.prism`, import.meta.url), 'utf8');

function found(results: Readonly<Record<string, ExactResult>>, measure: string): number {
  const result = results[measure];
  return result?.kind === 'value' ? result.value : Number.NaN;
}

describe('the workstation cluster in PRISM', () => {
  const rows = reference(
    'workstation-cluster',
    z.object({ rows: z.array(z.looseObject({ N: z.number(), states: z.number() })) }),
  ).rows;
  const [row] = rows;
  const { net, text } = imported('prism', model('cluster'), { N: `${row?.N}` });
  const results = solveExact(net);

  test('has the published states', () => {
    expect(explore(net).chain.stateCount).toBe(row?.states);
  });

  test.each([
    ['premiumSteady', 'premiumSteady'],
    ['probabilityBelowMinimum', 'probabilityBelowMinimumBy100'],
    ['probabilityBelowMinimumAt20', 'probabilityBelowMinimumAt20'],
    ['hoursBelowMinimum', 'expectedHoursBelowMinimumBy2000'],
    ['expectedRepairs', 'expectedRepairsBy100'],
  ])('answers %s as published', (measure, published) => {
    // The reference is printed with ten digits and more.
    expect(Math.abs(found(results, measure) / Number(row?.[published]) - 1)).toBeLessThan(1e-9);
  });

  test('is a net file that reads as the same net', () => {
    expect(parseNet(parse(text))).toEqual(net);
  });

  test('asks for the constant that has no value', () => {
    expect(complaints('prism', model('cluster'))).toEqual([
      '5:11 the constant N without a value, need a value here, or --const N=...',
    ]);
  });
});

/** Numbers of states as PRISM counts them (PRISM benchmark suite, models/ctmcs/models.csv). */
describe('published models', () => {
  test.each([
    ['tandem', { c: '5' }, 66],
    ['tandem', { c: '15' }, 496],
    ['polling', {}, 36],
  ] as const)('%s %o has %d states', (name, constants, states) => {
    expect(explore(imported('prism', model(name), constants).net).chain.stateCount).toBe(states);
  });

  test('what moves on from one queue leaves the other', () => {
    const { net } = imported('prism', model('tandem'), { c: '5' });
    const served = net.places.findIndex(({ name }) => name === 'jobs2');
    const { chain, values } = explore(net);
    expect(Math.max(...values({ kind: 'place', index: served }))).toBe(5);
    expect(chain.stateCount).toBe(66);
    const moves = found(solveExact(net), 'property_2');
    expect(moves).toBeGreaterThan(1.5);
    expect(moves).toBeLessThan(2);
  });
});
