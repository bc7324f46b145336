import { expect, test } from 'vitest';
import { z } from 'zod';
import { fraction, reference } from '../reference/read.js';
import { allCases } from './cases.js';

const cases = await allCases();

/** Where the results of a reference file are, and what stands beside them: structure, parameters, remarks. */
const files: readonly { file: string; configs: RegExp; parameters: readonly string[] }[] = [
  {
    file: 'small-chains',
    configs: /software-rejuvenation|birth-death/,
    parameters: ['r1', 'r2', 'r3', 'r4', 'lambda'],
  },
  { file: 'replica-pool', configs: /replica-pool/, parameters: ['n', 'T', 'b'] },
  { file: 'periodic-rejuvenation', configs: /periodic-rejuvenation/, parameters: ['p', 'rates'] },
  {
    file: 'redundancy',
    configs: /k-out-of-n|spare|dependent|two|second|common-cause/,
    parameters: ['rates', 'rate', 'primary', 'spare', 'dormancy'],
  },
  { file: 'rare-events', configs: /tandem-queue|redundant-database/, parameters: [] },
  { file: 'workstation-cluster', configs: /workstation-cluster/, parameters: ['N', 'states'] },
];

/** Every number and fraction below a node, but for what parameters hold. */
function results(node: unknown, parameters: readonly string[]): number[] {
  if (typeof node === 'number') return [node];
  if (typeof node === 'string') return /^\d+\/\d+$/.test(node) ? [fraction(node)] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]) => (parameters.includes(key) ? [] : results(child, parameters)));
}

test.each(files)('every result of $file is among the published values', ({ file, configs, parameters }) => {
  const own = cases.filter(({ config }) => configs.test(config));
  const values = new Set(own.flatMap((each) => [...each.values.values()].map(({ value }) => value)));
  const wanted = results(reference(file, z.unknown()), parameters);
  expect(wanted.length).toBeGreaterThan(4);
  expect(wanted.filter((value) => !values.has(value))).toEqual([]);
  expect([...values].filter((value) => !wanted.includes(value))).toEqual([]);
});
