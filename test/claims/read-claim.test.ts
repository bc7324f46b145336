import { describe, expect, test } from 'vitest';
import { withValueAt } from '../../src/config/at-path.js';
import { loadYaml } from '../../src/config/yaml.js';
import { casesOf } from '../../src/experiment/claims/cases.js';
import type { Check } from '../../src/experiment/claims/claim.js';
import { claimOf } from '../../src/experiment/claims/read-claim.js';
import { claimJsonSchema } from '../../src/experiment/claims/schema.js';

describe('cases', () => {
  test('are every combination of the listed values, grid by grid', () => {
    expect(
      casesOf([
        { n: [1, 2], R: 0.5 },
        { n: 3, R: [0.1, 0.2] },
      ]),
    ).toEqual([
      { n: 1, R: 0.5 },
      { n: 2, R: 0.5 },
      { n: 3, R: 0.1 },
      { n: 3, R: 0.2 },
    ]);
    expect(casesOf(undefined)).toEqual([{}]);
  });
});

describe('a design', () => {
  test.each([
    [{ a: { b: 1 } }, ['a', 'b'], 2, { a: { b: 2 } }],
    [{ a: { b: 1 } }, ['a', 'c'], 2, { a: { b: 1, c: 2 } }],
    [{ a: { b: 1 } }, ['a', 'b'], null, { a: {} }],
    [{ a: [1, 2] }, ['a', 1], 3, { a: [1, 3] }],
    [{ a: [1, 2] }, ['a', 0], null, { a: [2] }],
    [{}, ['a', 'b'], 1, { a: { b: 1 } }],
  ])('%j with %j at %j is %j', (data, path, value, result) => {
    expect(withValueAt(data, path, value)).toEqual(result);
  });

  test('has the values of the case where they are named, as they are or inside a text', () => {
    const [first] = checksOf(`
format: ninefold/claim@1
claim: x
expected: confirmed
system: {mission: $length h, hardware: {reliability: 1}, hypervisor: {reliability: 0.9}}
designs: {virtual: {vms: {count: $n, reliability: $R}, service.needs: $k}}
parts:
  - says: x
    for: {n: 3, length: 100, when: 7 d}
    let: {k: n - 1, R: 1 / n}
    check: reliability(virtual) < when
`);
    if (first?.left.kind !== 'measure') throw new Error('no measure');
    const { system, net } = first.left.model;
    expect(system?.mission).toBe('100 h');
    expect(system?.servers[0]?.count).toBe(3);
    expect(system?.service.needs).toBe(2);
    expect(net.measures.map(({ name }) => name)).toEqual(['reliability']);
    // Durations count in hours.
    expect(first.right).toEqual({ kind: 'number', text: 'when', value: 168 });
  });
});

const checksOf = (text: string): readonly Check[] => claimOf(loadYaml(text).data).parts.flatMap((part) => part.checks);

describe('the JSON Schema of claim files', () => {
  // After a change of the schema: npx vitest run test/claims -u
  test('is the one that editors read', async () => {
    const file = '../../sim-configs/schema/claim.schema.json';
    await expect(`${JSON.stringify(claimJsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(file);
  });
});
