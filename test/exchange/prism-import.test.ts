import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InputError } from '../../src/config/problem.js';
import { explore } from '../../src/exact/explore/explore.js';
import { solveExact } from '../../src/exact/solve.js';
import { importModel } from '../../src/exchange/import-model.js';
import { importPrism } from '../../src/exchange/prism/import-prism.js';
import { reference } from '../reference/read.js';

const model = (name: string): string => readFileSync(new URL(`models/${name}`, import.meta.url), 'utf8');

function imported(text: string, constants: Readonly<Record<string, string>> = {}) {
  return importModel(importPrism, text, 'model', { constants: new Map(Object.entries(constants)), timeUnit: 'h' });
}

/** What is wrong with a model, one line each: `line:column found, need`. */
function complaints(text: string, constants: Readonly<Record<string, string>> = {}): string[] {
  try {
    imported(text, constants);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ at, found, need }) => `${at?.line}:${at?.column} found ${found}, need ${need}`);
  }
  return [];
}

describe('the workstation cluster in PRISM', () => {
  const rows = reference(
    'workstation-cluster',
    z.object({ rows: z.array(z.looseObject({ N: z.number(), states: z.number() })) }),
  ).rows;
  const [row] = rows;

  it('has the published states and answers', () => {
    const { net } = imported(model('cluster.prism'), { N: `${row?.N}` });
    expect(explore(net).chain.stateCount).toBe(row?.states);
    const results = solveExact(net);
    const value = (name: string): number => {
      const result = results[name];
      return result?.kind === 'value' ? result.value : Number.NaN;
    };
    // The reference is printed with ten digits and more.
    const agree = (measure: string, expected: unknown) =>
      expect(Math.abs(value(measure) / Number(expected) - 1)).toBeLessThan(1e-9);
    agree('premiumSteady', row?.premiumSteady);
    agree('probabilityBelowMinimum', row?.probabilityBelowMinimumBy100);
    agree('probabilityBelowMinimumAt20', row?.probabilityBelowMinimumAt20);
    agree('hoursBelowMinimum', row?.expectedHoursBelowMinimumBy2000);
    agree('expectedRepairs', row?.expectedRepairsBy100);
  });

  it('asks for the constant that has no value', () => {
    expect(complaints(model('cluster.prism'))).toEqual([
      '5:11 found the constant N without a value, need a value here, or --const N=...',
    ]);
  });
});
void complaints;
